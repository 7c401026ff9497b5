"""Where next, for a scenario: the best new sites for its people, beside the services it counts.

The table ``[where_next]`` of a scenario file:

.. code-block:: toml

    [where_next]
    model = "maximal_cover"       # maximal_cover, p_median, p_centre
    k = 3                         # number of new sites
    candidates = "library, youth" # stops, or categories of places, or a CSV file
    time_limit_s = 30             # then the best answer so far, with its gap
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, ValidationError

from geo.coverage.errors import ScenarioError
from geo.coverage.planning import Planning
from geo.coverage.scenario import DemandSource, Scenario
from geo.coverage.siting.candidates import (
    Candidates,
    candidates_at_places,
    candidates_at_stops,
    read_candidates,
)
from geo.coverage.siting.siting import Model, Siting
from geo.coverage.siting.solver import Effort
from geo.coverage.siting.where_next import Question, minutes_to_existing, where_next
from geo.coverage.spread import Spread
from geo.directory.place import Frozen
from geo.directory.viewer import Role

TABLE: Final = "where_next"
STOPS: Final = "stops"
_FILE_ENDING: Final = ".csv"


class WhereNext(Frozen):
    """What is asked; ``folder`` is where the path of a list of candidates is seen from."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    model: Model = Model.MAXIMAL_COVER
    k: Annotated[int, Field(ge=1, le=50)] = 3
    candidates: str = STOPS
    time_limit_s: Annotated[float, Field(gt=0, le=3600)] = 30.0
    folder: Path = Path()


@dataclass(frozen=True, eq=False)
class NextSites:
    """The chosen sites: names, districts and EPSG:25832 metres, and how good they are.

    What is proven of them holds for these ``candidates``, and for people spread by ``assumption``.
    """

    asked: WhereNext
    siting: Siting
    candidates: Candidates
    assumption: Spread

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the chosen candidates."""
        return tuple(self.candidates.names[row] for row in self.siting.chosen)

    @property
    def districts(self) -> tuple[str, ...]:
        """Their districts."""
        areas = self.candidates.areas
        return tuple(areas[self.candidates.area[row]] for row in self.siting.chosen)


def read_where_next(path: Path) -> WhereNext | None:
    """Read the table of a scenario file; None where there is none.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or a key of the table is unknown or its value cannot be.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path.name}: cannot be read as TOML ({error})"
        raise ScenarioError(msg) from error
    table: Any = content.get(TABLE)
    if table is None:
        return None
    try:
        if not isinstance(table, dict) or "folder" in table:
            msg = f"{path.name}: {TABLE} is a table with model, k, candidates, time_limit_s"
            raise ScenarioError(msg)
        return WhereNext.model_validate({**table, "folder": path.parent})
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, [TABLE, *e['loc']]))}: {e['msg']}" for e in error.errors()
        )
        msg = f"{path.name}: {wrong}"
        raise ScenarioError(msg) from error


def next_sites(planning: Planning, scenario: Scenario, today: date, asked: WhereNext) -> NextSites:
    """Choose new sites for the people of a scenario, its services staying as they are.

    Raises
    ------
    ScenarioError
        If planners' points of homes are the demand: a site chosen for one home would show where
        it is; or if nobody knows the candidates.
    NoDemandError, EngineError, CandidatesError, DataError
        As for ``where_next`` and the readers of candidates.
    """
    if scenario.demand is DemandSource.SHELTERS and planning.known.role >= Role.PLANNER:
        msg = f"{TABLE} with the points of homes would show where they are: ask it by district"
        raise ScenarioError(msg)
    demand, travel = planning.demand(scenario), planning.travel(scenario)
    supply = planning.supply(scenario, today)
    candidates = _candidates(planning, asked)
    is_cover = asked.model is Model.MAXIMAL_COVER
    question = Question(
        asked.model,
        asked.k,
        float(scenario.limit_minutes) if is_cover else None,
        Effort(time_limit_s=asked.time_limit_s),
    )
    existing = minutes_to_existing(demand, supply, travel)
    siting = where_next(demand, existing, candidates, travel, question)
    return NextSites(asked, siting, candidates, demand.assumption)


def _candidates(planning: Planning, asked: WhereNext) -> Candidates:
    public = planning.public
    if asked.candidates == STOPS:
        return candidates_at_stops(public)
    if asked.candidates.endswith(_FILE_ENDING):
        return read_candidates(asked.folder / asked.candidates, public.districts)
    codes = [item.code for item in public.vocabulary.categories]
    categories = [code.strip() for code in asked.candidates.split(",")]
    if not set(categories) <= set(codes):
        known = ", ".join([STOPS, *codes])
        msg = (
            f"{TABLE}.candidates {asked.candidates!r}: one of {known}; "
            "several categories with commas; or a .csv file"
        )
        raise ScenarioError(msg)
    places = [place for place in public.places if place.category in categories]
    return candidates_at_places(public, places)
