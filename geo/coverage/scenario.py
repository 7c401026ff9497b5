"""What a planner asks: whose needs, which services, how far, and what would be changed.

A ``Scenario`` is the same from the page, the address bar, a file and the command line. It names
things and holds no data: ``planning.Planning`` turns it into demand and supply.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from geo.coverage.spread import Spread
from geo.coverage.supply import SERVICES
from geo.directory.query import Query

LIMITS_MINUTES: Final = (5, 10, 15, 20, 30)
"""Walks a planner can ask for."""

LONGEST_NAME: Final = 80
MOST_SITES: Final = 20
"""Sites that can be added to, or closed in, one scenario."""

HOURS_OF_WEEK: Final = 7 * 24

STRAIGHT_LINE: Final = "straight_line"

SUPPLY_FILTERS: Final = (
    "text",
    "categories",
    "offers",
    "languages",
    "audience",
    "level",
    "status",
)
"""Fields of a query that choose services. Where they are is what is measured."""


class DemandSource(StrEnum):
    """Whose needs are looked at."""

    INHABITANTS = "inhabitants"
    REFUGEES = "refugees"
    SHELTERS = "shelters"
    GRID = "grid"


class Measure(StrEnum):
    """What is measured; each is defined in ``measures``."""

    MINUTES = "minutes"
    COVERED = "covered"
    WITHIN = "within"
    ACCESS = "access"
    ACCESS_DECAY = "access_decay"
    PER_THOUSAND = "per_thousand"


@dataclass(frozen=True)
class Site:
    """A service that is not there yet, at a point in WGS84 degrees.

    It counts where the scenario asks for its category or for any. ``capacity_places`` matters
    where places are counted; ``hours`` is an OSM text, None where nobody has decided yet.
    """

    lat: float
    lon: float
    category: str
    name: str = ""
    capacity_places: float | None = None
    hours: str | None = None


@dataclass(frozen=True)
class Scenario:
    """A question about cover; frozen, and equal when the answer is.

    Attributes
    ----------
    name
        Given by the planner.
    demand, figure, spread
        Whose needs; for refugees, ``"<metric>|<period>"`` of the published figure; and how the
        people of a district are put on points.
    supply
        Which services: a query of the directory, of which only the fields in
        ``SUPPLY_FILTERS`` are used.
    unit, assumed_places
        Whether services or places are counted, and how many places to assume where nobody knows.
    half_life_years, unverified
        After how many years a fact is believed half, None for all of them fully; and how far a
        place is believed of which nobody has confirmed that it is there, over 0 and up to 1.
    measure, limit_minutes, travel
        What is measured, the longest walk, and the travel engine by its name.
    hour
        Hour of the week, 0 for Monday at midnight, to count only what is open then.
    added, closed
        Sites that would be new, and ids of places that would be gone. A place that moves is both.
    """

    name: str = ""
    demand: DemandSource = DemandSource.INHABITANTS
    figure: str = ""
    spread: Spread = Spread.STOPS
    supply: Query = field(default_factory=Query)
    unit: str = SERVICES
    assumed_places: float | None = None
    half_life_years: float | None = None
    unverified: float = 1.0
    measure: Measure = Measure.MINUTES
    limit_minutes: int = 15
    travel: str = STRAIGHT_LINE
    hour: int | None = None
    added: tuple[Site, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def before(self) -> "Scenario":
        """The same question about the city as it is."""
        return replace(self, added=(), closed=())

    @property
    def is_changed(self) -> bool:
        """Whether anything would be new or gone."""
        return bool(self.added or self.closed)

    def with_site(self, site: Site) -> "Scenario":
        """Add a site, as long as there is room."""
        return replace(self, added=(*self.added, site)[:MOST_SITES])

    def without_site(self, position: int) -> "Scenario":
        """Take an added site back."""
        kept = (site for i, site in enumerate(self.added) if i != position)
        return replace(self, added=tuple(kept))

    def toggled_place(self, place_id: str) -> "Scenario":
        """Close a place, or open it again."""
        if place_id in self.closed:
            return replace(self, closed=tuple(id_ for id_ in self.closed if id_ != place_id))
        return replace(self, closed=(*self.closed, place_id)[:MOST_SITES])
