"""Addresses against the point, the district and each other."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from geo.directory.finding import Finding
from geo.directory.place import Precision, Visibility
from geo.directory.rules.ground import Ground

_WIDEST_M: Final = {Precision.ADDRESS: 100, Precision.STREET: 500}
"""Metres: a point said to be that exact cannot be off by more."""

_ENOUGH: Final = 4
"""Rows of a postcode from which on they tell in which districts it lies."""

_NEARLY_ALL: Final = 0.95
"""Share of the postcodes that begin alike in one city."""


def precision_without_address(ground: Ground) -> Iterator[Finding]:
    """Report points said to rest on a house or street that the row does not name."""
    for entry in ground.entries:
        address, precision = entry.place.address, entry.place.precision
        remedy = "fill in the address, or say what the point rests on"
        if precision is Precision.ADDRESS and not (address.street and address.house_number):
            yield entry.warning("geo_precision", precision, "no street and house number", remedy)
        if precision is Precision.STREET and not address.street:
            yield entry.warning("geo_precision", precision, "no street is named", remedy)


def accuracy_of_another_tier(ground: Ground) -> Iterator[Finding]:
    """Report accuracies that are too coarse for the tier."""
    for entry in ground.entries:
        point, precision = entry.place.point, entry.place.precision
        widest_m = _WIDEST_M.get(precision)
        if point and widest_m and point.accuracy_m > widest_m:
            text = f"too wide for a point of the tier {precision}, which has {widest_m} m at most"
            remedy = "lower the tier, or measure the point again"
            yield entry.warning("geo_accuracy_m", f"{point.accuracy_m:g}", text, remedy)


def address_not_located(ground: Ground) -> Iterator[Finding]:
    """Report whole addresses whose point is only near."""
    exact = (Precision.ADDRESS, Precision.STREET)
    for entry in ground.entries:
        address = entry.place.address
        if address.street and address.house_number and entry.place.precision not in exact:
            text = "the address is whole, and the point is not of it"
            yield entry.hint("geo_precision", entry.place.precision, text, "locate the address")


def point_without_basis(ground: Ground) -> Iterator[Finding]:
    """Report points of which nobody says what they rest on."""
    for entry in ground.entries:
        if entry.place.point and not entry.place.basis:
            text = "nothing says what the point rests on"
            yield entry.hint("geo_basis", "", text, "name the map, register or stop it is from")


def postcode_of_another_city(ground: Ground) -> Iterator[Finding]:
    """Report postcodes that do not begin as nearly all of this directory do."""
    codes = [entry.place.address.postcode for entry in ground.entries]
    known = [code for code in codes if code]
    begins = Counter(code[:2] for code in known)
    if len(known) < _ENOUGH:
        return
    usual, count = begins.most_common(1)[0]
    if count < _NEARLY_ALL * len(known):
        return
    for entry, code in zip(ground.entries, codes, strict=True):
        if code and not code.startswith(usual):
            text = f"nearly all postcodes of this directory begin with {usual}"
            yield entry.warning("postcode", code, text, "compare it with the source")


def postcode_of_another_district(ground: Ground) -> Iterator[Finding]:
    """Report postcodes that all other rows have in other districts."""
    districts = defaultdict[str, Counter[str]](Counter)
    for entry in ground.entries:
        if entry.place.address.postcode and entry.place.district:
            districts[entry.place.address.postcode][entry.place.district] += 1
    for entry in ground.entries:
        code, district = entry.place.address.postcode, entry.place.district
        if not code or not district or districts[code][district] > 1:
            continue
        others = [name for name in districts[code] if name != district]
        if districts[code].total() > _ENOUGH and len(others) == 1:
            text = f"all other rows with this postcode are in {others[0]}, this one in {district}"
            yield entry.hint("postcode", code, text, "see which of the two is right")


def confidential_remains(ground: Ground) -> Iterator[Finding]:
    """Report confidential rows that say more than the district."""
    for entry in ground.entries:
        address = entry.place.address
        if entry.place.visibility is not Visibility.CONFIDENTIAL:
            continue
        for column, value in (
            ("postcode", address.postcode),
            ("neighbourhood", address.neighbourhood),
        ):
            if value:
                text = "a confidential record says its district at most"
                yield entry.warning(column, value, text, "empty the cell")
