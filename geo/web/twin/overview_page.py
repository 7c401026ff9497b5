"""The first page of the twin: what there is, by kind and by district."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from geo.directory.query import Query, query_to_params
from geo.directory.search import Visit, search
from geo.directory.search_index import SearchIndex
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.filters import option_label

_GROUPS = ("categories", "districts")


@dataclass(frozen=True)
class Entry:
    """A kind or a district with the number of its offers, and the way to them.

    ``sheet`` leads to the page of a district; it is empty for a kind.
    """

    label: str
    count: str
    href: str
    sheet: str = ""


@dataclass(frozen=True)
class Group:
    """Entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]


def overview_page(catalogue: Catalogue, index: SearchIndex, moment: datetime) -> tuple[Group, ...]:
    """Count the offers of each kind and of each district; where there is none is left out.

    Parameters
    ----------
    catalogue
        The language.
    index
        Over what everybody may know.
    moment
        Now, with its time zone.
    """
    counts = search(index, Visit(Query(), moment)).counts
    return tuple(
        Group(
            catalogue.t(f"facet.{name}"),
            tuple(
                Entry(
                    option_label(catalogue, index.directory, name, value),
                    formatting.number(catalogue, counts[name][value]),
                    _find(name, value),
                    f"district/{value}" if name == "districts" else "",
                )
                for value in index.options[name]
                if counts[name].get(value)
            ),
        )
        for name in _GROUPS
    )


def _find(name: str, value: str) -> str:
    return f"find?{urlencode(query_to_params(Query().toggled(name, value)), doseq=True)}"
