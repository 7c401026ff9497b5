"""Several homes to be visited together, and where the way to them begins."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Place, Point
from geo.directory.query import Query
from geo.directory.round_trip import RoundTrip, round_trip
from geo.directory.search import Visit, reference_point
from geo.language.catalogue import Catalogue
from geo.web.filters import near_label
from geo.web.shelter_sheet import Surroundings


@dataclass(frozen=True)
class Outing:
    """Homes to be visited together, records of ``around.directory``.

    ``near`` is where the visitor sets out and comes back to, written as ``Query.near``; without
    one, and where nothing is known by it, the visit begins at a home.
    """

    around: Surroundings
    homes: tuple[Place, ...]
    near: str = ""

    @property
    def directory(self) -> Directory:
        """What the visitor may know."""
        return self.around.directory

    @cached_property
    def start(self) -> Point | None:
        """Where the visit begins."""
        # The moment matters to what is open, not to where a stop is.
        return reference_point(self.directory, Visit(Query(near=self.near), datetime.now(BERLIN)))

    @cached_property
    def trip(self) -> RoundTrip:
        """The homes in their order."""
        return round_trip(self.homes, self.start)

    def start_name(self, catalogue: Catalogue) -> str:
        """Name the beginning, if there is one."""
        return near_label(catalogue, self.directory, self.near) if self.start else ""
