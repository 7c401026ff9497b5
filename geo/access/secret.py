"""The secret that signs session cookies."""

import os
import secrets
from pathlib import Path

from geo.access.private import is_open_to_others, make_private_file
from geo.errors import GeoError

VARIABLE = "WILLKOMMEN_SECRET"
FILE = "secret"

_FEWEST_BYTES = 32


class SecretError(GeoError, RuntimeError):
    """The secret cannot be used: the operator mends the file or the variable."""


def read_secret(state: Path) -> bytes:
    """Read the secret from the environment or the state folder; make one on first use.

    Parameters
    ----------
    state
        The folder of the server's own files; ``secret`` in it is made with mode 0600.

    Raises
    ------
    SecretError
        If the secret is too short to be one, or others can read its file.
    """
    if VARIABLE in os.environ:
        return _checked(os.environ[VARIABLE].encode(), f"the environment variable {VARIABLE}")
    path = state / FILE
    try:
        return _checked(_read_or_make(path), str(path))
    except OSError as error:
        msg = f"{path}: {error.strerror}; make the folder writable or set {VARIABLE}"
        raise SecretError(msg) from error


def _read_or_make(path: Path) -> bytes:
    make_private_file(path, secrets.token_urlsafe(_FEWEST_BYTES * 2).encode())
    if is_open_to_others(path):
        msg = f"{path} can be read by others: delete it and start again, which signs everybody out"
        raise SecretError(msg)
    return path.read_bytes()


def _checked(content: bytes, source: str) -> bytes:
    secret = content.strip()
    if len(secret) < _FEWEST_BYTES:
        msg = f"{source} has {len(secret)} bytes, a secret needs {_FEWEST_BYTES}: take a random one"
        raise SecretError(msg)
    return secret
