"""A city whose accounts can sign in: a real OpenID Connect provider as a process of its own."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.browser.server import START_WITHIN_S, STOP_WITHIN_S, free_port

HERE = Path(__file__).parent
CLIENT_ID = "willkommenskarte"
COOKIE_SECRET = "a secret of the tests that signs the cookies of visitors"  # noqa: S105

_SECRETS = f"""\
[auth]
redirect_uri = "http://127.0.0.1:{{{{port}}}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT_ID}"
client_secret = "a secret between the city and the map"
server_metadata_url = "{{address}}/.well-known/openid-configuration"
client_kwargs = {{{{ scope = "openid profile email", prompt = "login" }}}}
"""


@dataclass(frozen=True)
class City:
    """A provider at ``address`` that says what stands in its file at the moment."""

    address: str
    folder: Path

    @property
    def file(self):
        return self.folder / "city.json"

    @property
    def secrets(self):
        """The file for Streamlit's option ``--secrets.files``."""
        return self.folder / "secrets.toml"

    def says(self, accounts, **forged):
        """Change what it says from now on.

        Parameters
        ----------
        accounts
            The claims of each account, by its name.
        forged
            Claims put into each token as it leaves; None takes one out.
        """
        text = json.dumps({"accounts": accounts, "forged": forged or None})
        self.file.write_text(text, encoding="utf-8")


@contextmanager
def running(folder: Path) -> Iterator[City]:
    """Start a provider and end it again."""
    city = City(f"http://127.0.0.1:{free_port()}", folder)
    city.says({})
    city.secrets.write_text(_SECRETS.format(address=city.address), encoding="utf-8")
    log = folder / "provider.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [_node(), HERE / "provider.mjs", city.address.rpartition(":")[2], city.file],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_discovered(city, process, log)
        yield city
    finally:
        process.terminate()
        process.wait(STOP_WITHIN_S)


def _node():
    if not (HERE / "node_modules").is_dir():
        pytest.fail("Set up the provider first: npm ci --prefix tests/oidc", pytrace=False)
    return shutil.which("node") or pytest.fail("The tests need nodejs.", pytrace=False)


def _wait_until_discovered(city, process, log):
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{city.address}/.well-known/openid-configuration").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    msg = f"the provider did not start; it said:\n{log.read_text(encoding='utf-8')}"
    raise RuntimeError(msg)


@pytest.fixture(scope="session")
def provider(tmp_path_factory):
    with running(tmp_path_factory.mktemp("city")) as city:
        yield city


@pytest.fixture
def city(provider):
    """Give the city, with no account yet."""
    provider.says({})
    return provider
