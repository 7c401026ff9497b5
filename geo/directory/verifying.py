"""What an editor should verify first: age x importance x how broken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.directory.checking import Entry
from geo.directory.freshness import latest_day
from geo.directory.links import Answer, LinkState
from geo.directory.place import Status
from geo.directory.vocabulary import Vocabulary

FORMULA: Final = """\
priority = age x importance x brokenness
  age         years since the last day the source's date can mean, from 0.1 to 10;
              10 where the source has no date
  importance  3 / max_age_years of the category (1 where it has none): what changes fast
              matters more; a quarter of that for places said to be closed
  brokenness  1 + 2 x (the website) + (the mean of the sources), each as last seen:
              0 works, undecided or never asked; 0.25 moved; 1 failing or untrusted;
              2 gone or no such host
"""

_OLDEST_YEARS: Final = 10.0
_YOUNGEST_YEARS: Final = 0.1
_DAYS_A_YEAR: Final = 365.25
_USUAL_LIMIT_YEARS: Final = 3
_CLOSED: Final = 0.25

_WEIGHT: Final = {
    Answer.MOVED: 0.25,
    Answer.FAILING: 1.0,
    Answer.UNTRUSTED: 1.0,
    Answer.NO_HOST: 2.0,
    Answer.GONE: 2.0,
}


@dataclass(frozen=True)
class Priority:
    """How urgent one row is; the factors are those of ``FORMULA``."""

    entry: Entry
    age: float
    importance: float
    brokenness: float

    @property
    def value(self) -> float:
        """The product of the three."""
        return self.age * self.importance * self.brokenness


def verify_first(
    entries: Iterable[Entry],
    links: Mapping[str, LinkState],
    vocabulary: Vocabulary,
    today: date,
) -> tuple[Priority, ...]:
    """Order rows by how urgently somebody should verify them.

    Parameters
    ----------
    entries
        Rows of the tables.
    links
        What was last seen of links, under the link; those never asked are missing.
    vocabulary
        Has the age that each category allows.
    today
        The day from which ages are counted.

    Returns
    -------
    All rows, the most urgent first; equal ones in the order of file and line.
    """
    limits = {item.code: item.max_age_years for item in vocabulary.categories}
    found = [
        Priority(
            entry,
            _age(entry.place.source_date, today),
            _importance(limits.get(entry.place.category), entry.place.status),
            _brokenness(entry, links),
        )
        for entry in entries
    ]
    return tuple(sorted(found, key=lambda item: (-item.value, item.entry.file, item.entry.line)))


def _age(source_date: str | None, today: date) -> float:
    if not source_date:
        return _OLDEST_YEARS
    years = (today - latest_day(source_date)).days / _DAYS_A_YEAR
    return min(max(years, _YOUNGEST_YEARS), _OLDEST_YEARS)


def _importance(max_age_years: int | None, status: Status) -> float:
    importance = _USUAL_LIMIT_YEARS / (max_age_years or _USUAL_LIMIT_YEARS)
    return importance * (_CLOSED if status is Status.CLOSED else 1.0)


def _brokenness(entry: Entry, links: Mapping[str, LinkState]) -> float:
    sources = [_weight(links.get(link)) for link in entry.place.sources]
    website = _weight(links.get(entry.place.contact.website or ""))
    return 1.0 + 2.0 * website + (sum(sources) / len(sources) if sources else 0.0)


def _weight(state: LinkState | None) -> float:
    """Weigh what was last seen; one that broke and is undecided now still counts as failing."""
    if not state:
        return 0.0
    if state.answer is Answer.UNDECIDED and state.failing_since:
        return _WEIGHT[Answer.FAILING]
    return _WEIGHT.get(state.answer, 0.0)
