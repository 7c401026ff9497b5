"""The data dictionary: what each column of the tables of places means, made from the model."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, get_args

from annotated_types import Ge, Gt, Le

from geo.directory.rows import SEVERAL, field_of
from geo.directory.vocabulary import Vocabulary

COLUMN_ORDER: Final = (
    "id category name operator street house_number postcode city district neighbourhood lat lon"
    " geo_precision geo_accuracy_m geo_basis phone email website opening_hours languages"
    " target_groups offers level capacity status visibility source_url source_date"
)
"""The columns in the order in which they stand in the tables."""

_WITH_A_POINT: Final = ("lat", "lon", "geo_accuracy_m")
_FILES: Final = {
    "offers": "codes of `offer_codes.csv`",
    "target_groups": "codes of `audiences.csv`",
    "district": "names in `districts.geojson`",
}
_HEADING: Final = (
    "| column | meaning | allowed | example | needed |\n| --- | --- | --- | --- | --- |\n"
)


def data_dictionary(vocabulary: Vocabulary) -> str:
    """Write the columns of ``places.csv`` and ``shelters.csv`` as a Markdown table.

    Parameters
    ----------
    vocabulary
        Short lists of codes are written out.
    """
    return _HEADING + "".join(_row(column, vocabulary) for column in COLUMN_ORDER.split())


def _row(column: str, vocabulary: Vocabulary) -> str:
    field = field_of(column)
    (example,) = field.examples or [""]
    cells = (
        f"`{column}`",
        field.description or "",
        _allowed(column, vocabulary),
        f"`{example}`",
        _needed(column),
    )
    return "| " + " | ".join(cells) + " |\n"


def _needed(column: str) -> str:
    if column in _WITH_A_POINT:
        return "with a point"
    return "yes" if field_of(column).is_required() else ""


def _allowed(column: str, vocabulary: Vocabulary) -> str:
    parts = [*_values(column, vocabulary), *_bounds(column)]
    if column in SEVERAL:
        parts.append("several with `;`")
    return "; ".join(parts)


def _values(column: str, vocabulary: Vocabulary) -> Iterator[str]:
    if column == "category":
        yield ", ".join(f"`{item.code}`" for item in vocabulary.categories)
    elif column in _FILES:
        yield _FILES[column]
    for kind in _inside(field_of(column).annotation):
        if isinstance(kind, type) and issubclass(kind, Enum):
            yield ", ".join(f"`{item.value}`" for item in kind)


def _bounds(column: str) -> Iterator[str]:
    field = field_of(column)
    for bound in (*field.metadata, *_inside(field.annotation)):
        for item in getattr(bound, "metadata", [bound]):
            if isinstance(item, Ge):
                yield f"from {item.ge}"
            elif isinstance(item, Gt):
                yield f"above {item.gt}"
            elif isinstance(item, Le):
                yield f"to {item.le}"


def _inside(annotation: Any) -> Iterator[Any]:  # noqa: ANN401, types are values of any kind
    """Yield a type and all it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)
