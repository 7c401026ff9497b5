"""What the tests of siting share."""

from tests.coverage.siting.peers import spopt

__all__ = ["spopt"]
