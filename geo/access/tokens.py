"""Random tokens, and the hash that is all the store ever holds of them."""

import hashlib
import secrets

_RANDOM_BYTES = 32
_LONGEST = 256
"""Letters that are hashed; a token has 43, so what is longer is none and costs no more."""


def new_token() -> str:
    """Make a token of 256 random bits that fits into an address and a cookie."""
    return secrets.token_urlsafe(_RANDOM_BYTES)


def fingerprint(token: str) -> bytes:
    """Hash a token with SHA-256; random bits need no salt and no slow hash.

    Any text has a fingerprint: one that is no token has one that nobody stored.
    """
    return hashlib.sha256(token[:_LONGEST].encode("utf-8", "replace")).digest()
