"""Which answers of a geocoder may become the point of a place: those that prove to be meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np

from geo.crs import to_metric
from geo.directory.districts import Districts
from geo.directory.place import Place, Point, Precision
from geo.directory.rules.ground import street_words
from geo.language.matching import normalise

HOUSE_M: Final = 20.0
"""Metres within which a house is expected around the point of its own address."""

HOUSES_M: Final = 60.0
"""The same where one of the two numbers is a range that holds the other."""

STREET_AT_LEAST_M: Final = 200.0
STREET_AT_MOST_M: Final = 500.0
"""Metres around the middle of a street: geocoders know it in pieces, and a longer one says less
than the nearest stop does."""

APART_M: Final = 100.0
"""Answers for one address that are further apart contradict each other."""

_NUMBER: Final = re.compile(r"(\d{1,4})[a-z]?(?:-(\d{1,4})[a-z]?)?")
_LONGEST_ROW: Final = 100
_RANKS: Final = tuple(Precision)


@dataclass(frozen=True)
class Candidate:
    """One answer of a geocoder.

    ``lat`` and ``lon`` are WGS84 degrees; ``box`` is south, north, west, east of what was found.
    ``streets`` and ``cities`` are the names it goes by; ``is_street`` tells a street or square
    from what stands there. ``label`` names what was found and where that can be looked up.
    """

    lat: float
    lon: float
    label: str
    streets: tuple[str, ...] = ()
    house_number: str = ""
    cities: tuple[str, ...] = ()
    is_street: bool = False
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Located:
    """A point that a place may be given, and what it rests on."""

    point: Point
    precision: Precision
    basis: str


@dataclass(frozen=True)
class Refused:
    """Why no answer may be used."""

    reason: str


Verdict = Located | Refused


def can_be_asked(place: Place) -> bool:
    """Tell whether the address of a place is whole and its point not at the door yet.

    A place without a house number is left alone: some lack it on purpose. One without a district
    is, too: no answer could be checked.
    """
    address = place.address
    is_whole = bool(address.street and address.house_number and place.district)
    return is_whole and place.precision is not Precision.ADDRESS


def judged(place: Place, candidates: Sequence[Candidate], districts: Districts) -> Verdict:
    """Choose the point of a place among the answers for its address.

    Parameters
    ----------
    place
        With street, house number and district, see ``can_be_asked``.
    candidates
        What the geocoder answered, best first.
    districts
        The city; a point has to lie in the stated one.

    Returns
    -------
    ``Located`` for the house, or else for the street if that is exact enough and better than what
    the place has; else ``Refused`` with the reason.
    """
    if not candidates:
        return Refused("nothing found: compare the spelling with a map")
    wrong = [_wrong(place, candidate, districts) for candidate in candidates]
    fitting = [item for item, reason in zip(candidates, wrong, strict=True) if not reason]
    if not fitting:
        return Refused(wrong[0])
    verdict = _house(place, fitting) or _street(place, fitting, districts)
    if isinstance(verdict, Located) and not is_better(verdict.precision, place.precision):
        return Refused(f"the point found ({verdict.precision}) is no better than the present one")
    return verdict


def is_better(precision: Precision, than: Precision) -> bool:
    """Tell whether a tier is nearer to the door than another one."""
    return _RANKS.index(precision) < _RANKS.index(than)


def _wrong(place: Place, candidate: Candidate, districts: Districts) -> str:
    """Say why a candidate is not what was asked for; empty where it may be."""
    street, city = place.address.street or "", place.address.city
    if street_words(street) not in map(street_words, candidate.streets):
        return f"another street: {' / '.join(candidate.streets) or 'none'}"
    if city and candidate.cities and normalise(city) not in map(normalise, candidate.cities):
        return f"another city: {' / '.join(candidate.cities)}"
    (found,) = districts.assign(np.array([candidate.lat]), np.array([candidate.lon]))
    if found is None:
        return "outside the city"
    if found.name != place.district:
        return f"lies in {found.name}, not in {place.district}"
    return ""


def _house(place: Place, candidates: Sequence[Candidate]) -> Verdict | None:
    """Take the house asked for; None where the answers know none, or only others."""
    wanted = place.address.house_number or ""
    for accuracy_m, fits in ((HOUSE_M, _same_number), (HOUSES_M, _overlapping)):
        houses = [item for item in candidates if fits(wanted, item.house_number)]
        if not houses:
            continue
        if (apart_m := _spread_m(houses)) > APART_M:
            return Refused(f"{len(houses)} answers, {apart_m:.0f} m apart: look at a map")
        first = houses[0]
        basis = f"address {first.house_number}, {first.label}"
        return Located(_point(first.lat, first.lon, accuracy_m), Precision.ADDRESS, basis)
    return None


def _street(place: Place, candidates: Sequence[Candidate], districts: Districts) -> Verdict:
    """Take the middle of the street, with a radius that reaches to its known ends."""
    streets = [item for item in candidates if item.is_street and item.box]
    if not streets:
        others = ", ".join(dict.fromkeys(item.house_number or item.label for item in candidates))
        return Refused(f"another house: {others}")
    boxes = np.array([item.box for item in streets])
    (south, west), (north, east) = boxes[:, [0, 2]].min(axis=0), boxes[:, [1, 3]].max(axis=0)
    lat, lon = (south + north) / 2, (west + east) / 2
    corners = to_metric(np.array([south, lat, north]), np.array([west, lon, east]))
    reach_m = float(np.linalg.norm(corners - corners[1], axis=1).max())
    if reach_m > STREET_AT_MOST_M:
        return Refused(f"only the street is known, and it reaches {reach_m:.0f} m: look at a map")
    (district,) = districts.assign(np.array([lat]), np.array([lon]))
    if district is None or district.name != place.district:
        return Refused(f"the middle of the street does not lie in {place.district}")
    radius_m = max(STREET_AT_LEAST_M, ceil(reach_m / 10) * 10.0)
    basis = f"middle of the street, {streets[0].label}"
    return Located(_point(lat, lon, radius_m), Precision.STREET, basis)


def _point(lat: float, lon: float, accuracy_m: float) -> Point:
    """Round to about a metre, as exact as any map is."""
    return Point(lat=round(float(lat), 5), lon=round(float(lon), 5), accuracy_m=accuracy_m)


def _spread_m(candidates: Sequence[Candidate]) -> float:
    """Measure how far the others are from the first."""
    points = to_metric(np.array([c.lat for c in candidates]), np.array([c.lon for c in candidates]))
    return float(np.linalg.norm(points - points[0], axis=1).max())


def _same_number(wanted: str, found: str) -> bool:
    return bool(found) and _plain_number(wanted) == _plain_number(found)


def _overlapping(wanted: str, found: str) -> bool:
    """Tell whether one of two house numbers stands for several, with the other among them."""
    ours, theirs = _houses(wanted), _houses(found)
    return max(len(ours), len(theirs)) > 1 and not ours.isdisjoint(theirs)


def _houses(text: str) -> set[int]:
    """Give the numbers that "14-18" (one side of a street) or "34;36" stand for."""
    found: set[int] = set()
    for part in re.split("[;,]", _plain_number(text)):
        if match := _NUMBER.fullmatch(part):
            first, last = int(match[1]), int(match[2] or match[1])
            is_one_side = (last - first) % 2 == 0
            found.update(range(first, min(last, first + _LONGEST_ROW) + 1, 1 + is_one_side))
    return found


def _plain_number(text: str) -> str:
    return "".join(text.lower().replace("\N{EN DASH}", "-").split())
