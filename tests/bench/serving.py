"""Servers as processes of their own, started and stopped by the benchmark."""

import http.client
import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "app.py"
NAIVE = Path(__file__).parent / "naive_app.py"

_PATIENCE_S = 120
_ASK_EVERY_S = 0.02


@dataclass(frozen=True)
class Server:
    """A running server; ``started`` and ``answered`` are readings of ``perf_counter``."""

    address: str
    state: Path
    started: float
    answered: float


@contextmanager
def serving(app, data):
    """Serve an app with a data folder, from its start until "/" was answered whole."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    with TemporaryDirectory() as state:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(data, state),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for_answer(process, port, started)
            yield Server(f"http://127.0.0.1:{port}", Path(state), started, perf_counter())
        finally:
            process.terminate()
            process.wait()


def _environment(data, state):
    """Give the servers the data; and let Python keep what it compiles, as it does by default."""
    ours = {"WILLKOMMEN_DATA": str(data), "WILLKOMMEN_STATE": state, "PYTHONPATH": str(ROOT)}
    return {**os.environ, **ours, "PYTHONDONTWRITEBYTECODE": ""}


def _wait_for_answer(process, port, started):
    while not _answers(port):
        if process.poll() is not None:
            msg = f"the server ended with code {process.returncode}: start it by hand to see why"
            raise RuntimeError(msg)
        if perf_counter() - started > _PATIENCE_S:
            msg = f"no answer from port {port} within {_PATIENCE_S} s"
            raise TimeoutError(msg)
        sleep(_ASK_EVERY_S)


def _answers(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_S)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        return answer.status == http.HTTPStatus.OK and b"</html>" in answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
