"""The real server as a process of its own, as an operator starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
START_WITHIN_S = 60
STOP_WITHIN_S = 10

STREAMLIT = ("streamlit", "run", "app.py", "--server.port")
UVICORN = ("uvicorn", "app:app", "--port")


@dataclass(frozen=True)
class Server:
    """A server that answers at ``address``, talks to ``log`` and keeps its things in ``state``."""

    address: str
    log: Path
    state: Path
    database_url: str = ""

    @property
    def store_url(self):
        return self.database_url or f"sqlite:///{self.state / 'store.sqlite'}"

    @property
    def said(self):
        return self.log.read_text(encoding="utf-8")


@contextmanager
def running(log: Path, command: tuple[str, ...] = STREAMLIT, **settings: str) -> Iterator[Server]:
    """Start a server and end it again.

    Parameters
    ----------
    log
        The file that takes everything the server prints.
    command
        A module of Python with its arguments, of which the port is the last.
    settings
        By their names in ``geo.settings``, for example ``data``. The state is kept beside the log,
        so that no test reads or leaves any in the project.
    """
    port = free_port()
    settings = {"state": str(log.with_suffix(".state"))} | settings
    database_url = settings.get("database_url", "")
    server = Server(f"http://127.0.0.1:{port}", log, Path(settings["state"]), database_url)
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, str(port)],
            cwd=ROOT,
            env=os.environ | {f"WILLKOMMEN_{name.upper()}": v for name, v in settings.items()},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(server, process)
        yield server
        _check_still_there(server, process)
    finally:
        _end(process)


def free_port() -> int:
    """Let the system name a port that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{server.address}/_stcore/health").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    msg = f"the server did not start; it said:\n{server.said}"
    raise RuntimeError(msg)


def _check_still_there(server: Server, process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        msg = f"the server ended by itself with {process.returncode}; it said:\n{server.said}"
        raise RuntimeError(msg)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
