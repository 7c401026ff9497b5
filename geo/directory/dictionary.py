"""The data dictionary: what each column of the tables people keep means, made from the models."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Final, get_args

from annotated_types import Ge, Gt, Le
from pydantic.fields import FieldInfo

from geo.directory import programme_rows
from geo.directory.history import Event
from geo.directory.history_reading import COLUMNS as HISTORY_COLUMNS
from geo.directory.programme import ProgrammeItem
from geo.directory.rows import SEVERAL, field_of
from geo.directory.vocabulary import Vocabulary

COLUMN_ORDER: Final = (
    "id category name operator street house_number postcode city district neighbourhood lat lon"
    " geo_precision geo_accuracy_m geo_basis phone email website opening_hours wheelchair"
    " languages target_groups offers level capacity status visibility source_url source_date"
)
"""The columns in the order in which they stand in the tables."""

_WITH_A_POINT: Final = ("lat", "lon", "geo_accuracy_m")
_FILES: Final = {
    "offers": "codes of `offer_codes.csv`",
    "offer": "a code of `offer_codes.csv`",
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
    return _HEADING + "".join(
        _row(column, field_of(column), vocabulary, has_several=column in SEVERAL)
        for column in COLUMN_ORDER.split()
    )


def programme_dictionary(vocabulary: Vocabulary) -> str:
    """Write the columns of ``offers.csv`` as ``data_dictionary`` writes those of places."""
    return _HEADING + "".join(
        _row(column, field, vocabulary, has_several=column in programme_rows.SEVERAL)
        for column, field in ProgrammeItem.model_fields.items()
    )


def history_dictionary() -> str:
    """Write the columns of ``history.csv`` as a Markdown table."""
    columns = zip(HISTORY_COLUMNS, Event.model_fields.values(), strict=True)
    return _HEADING + "".join(
        _row(column, field, Vocabulary(), has_several=column in SEVERAL)
        for column, field in columns
    )


def _row(column: str, field: FieldInfo, vocabulary: Vocabulary, *, has_several: bool) -> str:
    (example,) = field.examples or [""]
    allowed = [*_values(column, field, vocabulary), *_bounds(field)]
    if has_several:
        allowed.append("several with `;`")
    cells = (
        f"`{column}`",
        field.description or "",
        "; ".join(allowed),
        f"`{example}`",
        _needed(column, field),
    )
    return "| " + " | ".join(cells) + " |\n"


def _needed(column: str, field: FieldInfo) -> str:
    if column in _WITH_A_POINT:
        return "with a point"
    return "yes" if field.is_required() else ""


def _values(column: str, field: FieldInfo, vocabulary: Vocabulary) -> Iterator[str]:
    if column == "category":
        yield ", ".join(f"`{item.code}`" for item in vocabulary.categories)
    elif column in _FILES:
        yield _FILES[column]
    for kind in _inside(field.annotation):
        if isinstance(kind, type) and issubclass(kind, Enum):
            yield ", ".join(f"`{item.value}`" for item in kind)


def _bounds(field: FieldInfo) -> Iterator[str]:
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
