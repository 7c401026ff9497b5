"""What a planner can mend, by what has to be changed."""

from geo.errors import GeoError


class NoDemandError(GeoError, ValueError):
    """There is nobody to be served: choose another source of demand."""


class NoSupplyError(GeoError, ValueError):
    """There is nothing to be reached: widen the choice of services."""


class CapacityError(GeoError, ValueError):
    """Capacities are unknown or all zero: count services, or say what to assume."""


class ColumnError(GeoError, ValueError):
    """A column holds what no figure can be: mend the row that is named."""


class NetworkError(GeoError, ValueError):
    """A street network cannot be used for these places: choose another file."""


class EngineError(GeoError, RuntimeError):
    """A travel engine is not installed or does not run: install it or choose another."""


class PlannersOnlyError(GeoError, PermissionError):
    """Points of homes were asked for by somebody who may not know them: ask by district."""


class ScenarioError(GeoError, ValueError):
    """A scenario file holds what nobody knows: mend the key that is named."""


class CandidatesError(GeoError, ValueError):
    """New sites cannot be chosen so: choose other candidates, another number or another limit."""
