"""The state of the whole directory in figures, for everybody who wants to judge it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from geo.directory.directory import Directory
from geo.directory.freshness import Freshness, freshness, freshness_by_category
from geo.directory.place import Precision, Status

Key = TypeVar("Key")


@dataclass(frozen=True)
class Condition:
    """Counts of records, each in the order in which people see the words.

    ``by_district`` has the names of districts, and None for records of the whole city or of an
    unknown district. Everything else counts 0 where nothing is.
    """

    total: int
    by_category: Mapping[str, int]
    by_district: Mapping[str | None, int]
    by_precision: Mapping[Precision, int]
    by_status: Mapping[Status, int]
    by_freshness: Mapping[Freshness, int]
    freshness_of_category: Mapping[str, Mapping[Freshness, int]]


def condition(directory: Directory, today: date) -> Condition:
    """Count the records of a directory by what they are and how well they are known.

    Parameters
    ----------
    directory
        As the viewer may know it: what was withheld is not counted.
    today
        The day in Stuttgart.
    """
    places = directory.places
    categories = [item.code for item in directory.vocabulary.categories]
    districts = [*(item.name for item in directory.districts.items), None]
    ages = freshness_by_category(places, today)
    nothing = dict.fromkeys(Freshness, 0)
    return Condition(
        total=len(places),
        by_category=_counts(categories, Counter(place.category for place in places)),
        by_district=_counts(districts, Counter(place.district for place in places)),
        by_precision=_counts(list(Precision), Counter(place.precision for place in places)),
        by_status=_counts(list(Status), Counter(place.status for place in places)),
        by_freshness=_counts(list(Freshness), Counter(freshness(p, today) for p in places)),
        freshness_of_category={code: ages.get(code, nothing) for code in categories},
    )


def _counts(keys: list[Key], counted: Counter[Key]) -> dict[Key, int]:
    return {key: counted[key] for key in keys}
