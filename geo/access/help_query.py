"""What somebody who would like to help asks: made from the address bar and turned back into it.

Nothing in it names a home: what is chosen or opened among homes stands in no address.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final, TypeVar

from geo.access.needs import Kind, TimeOfWeek, Wanted
from geo.directory.directory import Directory
from geo.directory.viewer import Role

AnyNeed = TypeVar("AnyNeed", bound=Wanted)


class Part(StrEnum):
    """What a signed-in visitor looks at."""

    HOMES = "homes"
    NEEDS = "needs"
    HELP = "help"
    LOG = "log"


@dataclass(frozen=True)
class HelpQuery:
    """Values of one field are alternatives, different fields narrow each other down.

    ``districts`` are numbers of districts, ``languages`` codes of ISO 639.
    """

    kinds: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    part: str = ""
    view: str = ""

    @property
    def asks_for_needs(self) -> bool:
        """Whether a filter is set that only a need can answer."""
        return bool(self.kinds or self.times or self.languages)

    def without(self, name: str, value: str) -> "HelpQuery":
        """Drop one value of a filter."""
        rest = tuple(v for v in getattr(self, name) if v != value)
        return replace(self, **{name: rest})  # type: ignore[arg-type]

    def toggled(self, name: str, value: str) -> "HelpQuery":
        """Add a value to a filter, or take it away if it is there."""
        current: tuple[str, ...] = getattr(self, name)
        if value in current:
            return self.without(name, value)
        return replace(self, **{name: (*current, value)})  # type: ignore[arg-type]


FACETS: Final = ("kinds", "times", "languages", "districts")

PARAMETERS: Final = {
    "help": "kinds",
    "time": "times",
    "speaks": "languages",
    "district": "districts",
    "part": "part",
    "view": "view",
}
"""Names in the address bar and the fields they stand for."""


def help_options(directory: Directory, needs: Iterable[Wanted]) -> dict[str, tuple[str, ...]]:
    """List what can be chosen: languages are those that some need asks for."""
    return {
        "kinds": tuple(Kind),
        "times": tuple(time for time in TimeOfWeek if time is not TimeOfWeek.ANY),
        "languages": tuple(sorted({need.language for need in needs if need.language})),
        "districts": tuple(item.number for item in directory.districts.items),
        "part": tuple(Part),
        "view": ("list", "map"),
    }


def help_query_from_params(
    params: Mapping[str, Sequence[str]], options: Mapping[str, tuple[str, ...]]
) -> tuple[HelpQuery, tuple[str, ...]]:
    """Read a query from the address bar.

    Parameters
    ----------
    params
        All values of each parameter.
    options
        Of ``help_options``.

    Returns
    -------
    The query and the names of the parameters in which something was not understood. A language
    that no need asks for any more is not one of these: a kept link outlives the needs of its day.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    refused = []
    for name, field in PARAMETERS.items():
        asked = {value for value in params.get(name, ()) if value}
        chosen[field] = tuple(value for value in options[field] if value in asked)
        if len(chosen[field]) < len(asked) and field != "languages":
            refused.append(name)
    part = (*chosen.pop("part"), "")[0]
    view = (*chosen.pop("view"), "")[0]
    return HelpQuery(**chosen, part=part, view=view), tuple(refused)


def help_query_to_params(query: HelpQuery) -> dict[str, list[str]]:
    """Write a query for the address bar: what is not chosen is not there."""
    names = {field: name for name, field in PARAMETERS.items()}
    values = {field.name: getattr(query, field.name) for field in fields(query)}
    return {
        names[name]: list(value) if isinstance(value, tuple) else [value]
        for name, value in values.items()
        if value
    }


def part_of(query: HelpQuery, role: Role) -> Part:
    """Choose what is shown: what is asked for where the role allows it, else the first that may."""
    allowed = parts_for(role)
    return Part(query.part) if query.part in allowed else allowed[0]


def parts_for(role: Role) -> tuple[Part, ...]:
    """List what a role may look at."""
    if role < Role.VOLUNTEER:
        return (Part.HELP,)
    parts = (Part.HOMES, Part.NEEDS, Part.HELP)
    return (*parts, Part.LOG) if role >= Role.EDITOR else parts


def wanted(needs: Iterable[AnyNeed], query: HelpQuery, directory: Directory) -> tuple[AnyNeed, ...]:
    """Pick the needs that fit, in their order; any time and any language fit every one."""
    numbers = {item.name: item.number for item in directory.districts.items}
    return tuple(need for need in needs if _fits(need, query, numbers.get(need.district, "")))


def _fits(need: Wanted, query: HelpQuery, district: str) -> bool:
    return (
        (not query.kinds or need.kind in query.kinds)
        and (not query.times or need.time_of_week in (*query.times, TimeOfWeek.ANY))
        and (not query.languages or need.language in (*query.languages, None))
        and (not query.districts or district in query.districts)
    )
