"""What can go wrong, by what the caller can do about it."""


class GeoError(Exception):
    """Base of every error this package raises on purpose."""


class DataError(GeoError, ValueError):
    """A data file cannot be used as it stands: mend the file."""


class HoursError(GeoError, ValueError):
    """A text is not in OSM opening_hours syntax: mend the text."""


class CrsError(GeoError, ValueError):
    """Geometry comes in another coordinate system than the one asked for: project it first."""
