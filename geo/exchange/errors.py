"""What can go wrong where data is taken in, kept and given away."""

from geo.errors import GeoError


class KeepingError(GeoError, OSError):
    """A table was not replaced, and everything is as it was before: the message says why."""


class GeocoderError(GeoError, OSError):
    """A geocoder gave no answer that can be used: the message says why and what to do."""


class NoNetworkError(GeoError, OSError):
    """Nothing out there can be reached: the network is to be looked after, not the directory."""
