"""OpenStreetMap: an answer of Overpass, or an extract, with a table of what tags mean.

An extract needs the optional packages of ``pip install 'willkommenskarte-stuttgart[network]'``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pydantic import Field, ValidationError

from geo.directory.finding import Finding
from geo.directory.place import Code, Frozen, Precision
from geo.errors import DataError
from geo.exchange.importing.arrivals import (
    Arrivals,
    Incoming,
    read_json,
    require_file,
    text_of,
    warning,
)
from geo.exchange.importing.cleaning import cleaned
from geo.exchange.importing.mapping import (
    ImportSource,
    PointRule,
    in_words,
    read_toml,
    with_point,
)

FILE: Final = "osm.toml"
"""The mapping that comes with the data folder."""

_ANY: Final = "*"
_NOWHERE: Final = "without a place"
_NAMELESS: Final = "without a name"
_OTHER: Final = "of another kind"

_CELLS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "official_name"),
    "operator": ("operator",),
    "street": ("addr:street", "addr:place"),
    "house_number": ("addr:housenumber",),
    "postcode": ("addr:postcode",),
    "city": ("addr:city",),
    "phone": ("contact:phone", "phone"),
    "email": ("contact:email", "email"),
    "website": ("contact:website", "website", "contact:url", "url"),
    "opening_hours": ("opening_hours",),
}
"""Our columns and the tags they are taken from, the first that is there."""


_WHEELCHAIR: Final = {"yes": "yes", "designated": "yes", "limited": "limited", "no": "no"}


class TagRule(Frozen):
    """What a place with some tags is; ``protected`` says that it is nobody's business here."""

    tags: dict[str, str | tuple[str, ...]]
    category: Code | None = None
    offers: tuple[Code, ...] = ()
    protected: bool = False

    def fits(self, tags: Mapping[str, str]) -> bool:
        """Tell whether all its tags are there; one of several values is enough."""
        return all(_fits(tags.get(name, ""), wanted) for name, wanted in self.tags.items())


class TagMapping(Frozen):
    """What tags become: the first rule that fits decides."""

    source: ImportSource
    rule: tuple[TagRule, ...]
    audiences: dict[str, Code] = Field(default={})
    sports: dict[str, Code] = Field(default={})


@dataclass(frozen=True)
class Element:
    """A node, way or relation with its tags; ``day`` is when somebody last edited it."""

    kind: str
    number: int
    tags: Mapping[str, str]
    point: tuple[float, float] | None
    day: str = ""

    @property
    def key(self) -> str:
        """What OpenStreetMap calls it."""
        return f"{self.kind}/{self.number}"


def read_tag_mapping(path: Path) -> TagMapping:
    """Read what tags become.

    Raises
    ------
    DataError
        If the file cannot be read or says what no such mapping says.
    """
    try:
        return TagMapping.model_validate(read_toml(path))
    except ValidationError as problem:
        raise DataError(in_words(path.name, problem)) from problem


def read_osm(path: Path, mapping: TagMapping) -> Arrivals:
    """Read what a mapping wants of OpenStreetMap.

    Parameters
    ----------
    path
        ``.json``, an answer of Overpass with ``out center`` or ``out geom``; ``.osm.pbf``,
        ``.osm`` or what else pyosmium reads.
    mapping
        What tags become.

    Returns
    -------
    The places, of ways and relations at the middle of their extent. Hours, numbers and links that
    cannot be read are left out and told.

    Raises
    ------
    DataError
        If the file is broken or cut off, or the package that reads it is not installed.
    """
    require_file(path)
    is_json = path.suffix == ".json"
    elements = _overpass(path) if is_json else _extract(path, mapping)
    rows: list[Incoming] = []
    findings: list[Finding] = []
    left_out: Counter[str] = Counter()
    n_protected = 0
    for position, element in enumerate(elements, start=1):
        rule = next((rule for rule in mapping.rule if rule.fits(element.tags)), None)
        if rule and rule.protected:
            n_protected += 1
        elif reason := _not_wanted(element, rule):
            left_out[reason] += 1
        elif rule:
            cells, dropped = cleaned(_cells(element, rule, mapping))
            rows.append(Incoming(position, element.key, cells))
            findings += [warning(path.name, position, *what) for what in dropped]
    return Arrivals(path.name, tuple(rows), tuple(findings), dict(left_out), n_protected)


def _not_wanted(element: Element, rule: TagRule | None) -> str:
    if rule is None or rule.category is None:
        return _OTHER
    if not _first(element.tags, _CELLS["name"]):
        return _NAMELESS
    return "" if element.point else _NOWHERE


def _cells(element: Element, rule: TagRule, mapping: TagMapping) -> dict[str, str]:
    tags = element.tags
    cells = {column: _first(tags, names) for column, names in _CELLS.items()}
    audience = [mapping.audiences.get(word, "") for word in _words(tags, "social_facility:for")]
    sports = [mapping.sports.get(word, "") for word in _words(tags, "sport")]
    cells["category"] = rule.category or ""
    cells["offers"] = ";".join(dict.fromkeys(filter(None, (*rule.offers, *sports))))
    cells["target_groups"] = ";".join(dict.fromkeys(filter(None, audience)))
    cells["wheelchair"] = _WHEELCHAIR.get(tags.get("wheelchair", ""), "")
    cells["source_url"] = f"https://www.openstreetmap.org/{element.key}"
    cells["source_date"] = tags.get("check_date", "") or element.day
    has_address = cells["street"] and cells["house_number"]
    precision = Precision.ADDRESS if has_address else Precision.STREET
    rule_of_point = PointRule(
        precision=precision, accuracy_m=25 if has_address else 100, basis="point in OpenStreetMap"
    )
    return with_point(cells, element.point, rule_of_point)


def _words(tags: Mapping[str, str], name: str) -> list[str]:
    return [word.strip() for word in tags.get(name, "").split(";")]


def _first(tags: Mapping[str, str], names: Iterable[str]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _fits(value: str, wanted: str | tuple[str, ...]) -> bool:
    values = {part.strip() for part in value.split(";")} - {""}
    if wanted == _ANY:
        return bool(values)
    return not values.isdisjoint((wanted,) if isinstance(wanted, str) else wanted)


def _overpass(path: Path) -> list[Element]:
    content = read_json(path)
    try:
        elements = content["elements"]
        remark = text_of(content.get("remark"))
        found = [_element(item) for item in elements]
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        msg = f"{path.name}: not a whole answer of Overpass in JSON ({problem!r}); ask it again"
        raise DataError(msg) from problem
    if remark:  # here Overpass says that it ran out of time or memory
        msg = f"{path.name}: Overpass broke off ({remark}); ask it again"
        raise DataError(msg)
    return found


def _element(item: Mapping[str, Any]) -> Element:
    tags = {str(name): text_of(value) for name, value in item.get("tags", {}).items()}
    day = text_of(item.get("timestamp"))[:10]
    return Element(str(item["type"]), int(item["id"]), tags, _middle(item), day)


def _middle(item: Mapping[str, Any]) -> tuple[float, float] | None:
    """Give the point of a node, the centre of others, or the middle of their bounds."""
    at = item.get("center", item)
    if "lat" in at and "lon" in at:
        return float(at["lat"]), float(at["lon"])
    if bounds := item.get("bounds"):
        lat = (float(bounds["minlat"]) + float(bounds["maxlat"])) / 2
        return lat, (float(bounds["minlon"]) + float(bounds["maxlon"])) / 2
    return None


def _extract(path: Path, mapping: TagMapping) -> Iterator[Element]:
    try:
        osmium = import_module("osmium")
    except ImportError as problem:
        msg = (
            f"{path.name}: reading an extract needs osmium: "
            "pip install 'willkommenskarte-stuttgart[network]'"
        )
        raise DataError(msg) from problem
    names = {name for rule in mapping.rule for name in rule.tags}
    try:
        objects = osmium.FileProcessor(str(path)).with_locations()
        for thing in objects.with_filter(osmium.filter.KeyFilter(*sorted(names))):
            # Relations have no place of their own in an extract that is read once.
            if thing.is_node() or thing.is_way():
                yield _object(thing)
    except (RuntimeError, osmium.InvalidLocationError) as problem:
        msg = f"{path.name}: not a whole OpenStreetMap extract ({problem}); fetch it again"
        raise DataError(msg) from problem


def _object(thing: Any) -> Element:  # noqa: ANN401 (the library's own type)
    tags = {tag.k: tag.v for tag in thing.tags}
    nodes = [thing] if thing.is_node() else list(thing.nodes)
    places = [node.location for node in nodes if node.location.valid()]
    lat = [place.lat for place in places]
    lon = [place.lon for place in places]
    point = ((min(lat) + max(lat)) / 2, (min(lon) + max(lon)) / 2) if places else None
    # 1970 stands for a file that does not say when.
    day = f"{thing.timestamp:%Y-%m-%d}" if thing.timestamp.year > _NO_YEAR else ""
    return Element("node" if thing.is_node() else "way", thing.id, tags, point, day)


_NO_YEAR: Final = 1970
