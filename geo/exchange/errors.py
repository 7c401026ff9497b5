"""What can go wrong where data is taken in, kept and given away."""

from geo.errors import GeoError


class KeepingError(GeoError, OSError):
    """A table was not replaced, and everything is as it was before: the message says why."""
