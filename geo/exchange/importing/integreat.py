"""The public list of locations of Integreat, API version 3, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from geo.directory.finding import Finding
from geo.errors import DataError
from geo.exchange.importing.arrivals import (
    Arrivals,
    Incoming,
    error,
    read_json,
    require_file,
    text_of,
    warning,
)
from geo.exchange.importing.cleaning import cleaned
from geo.exchange.importing.mapping import KEY, TableMapping, translated

_DAYS: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

_COLUMNS: Final = {
    KEY: "id",
    "name": "title",
    "category": "category",
    "operator": "organization",
    "street": "street",
    "house_number": "house_number",
    "postcode": "postcode",
    "city": "town",
    "phone": "phone_number",
    "email": "email",
    "website": "website",
    "opening_hours": "opening_hours",
    "source_url": "url",
    "source_date": "last_updated",
}
"""Our columns, and what they are made of."""


def read_integreat(path: Path, mapping: TableMapping) -> Arrivals:
    """Read the locations of a region.

    Parameters
    ----------
    path
        The JSON answer of ``/api/v3/<region>/<language>/locations/``.
    mapping
        ``[values.category]`` gives our category for each of theirs; the columns are known.

    Returns
    -------
    The locations. One whose category has no word is an error that says what to add. Of one that is
    closed for a time no hours are taken.

    Raises
    ------
    DataError
        If the file is broken, cut off, or something else.
    """
    require_file(path)
    words = {"category": {}, **mapping.values}
    known = mapping.model_copy(update={"columns": {**_COLUMNS, **mapping.columns}, "values": words})
    rows: list[Incoming] = []
    findings: list[Finding] = []
    for number, item in enumerate(_items(path), start=1):
        try:
            raw, point = _raw(item)
        except (ValueError, LookupError, TypeError, AttributeError) as problem:
            msg = f"{path.name} location {number}: not what Integreat writes ({problem!r})"
            raise DataError(msg) from problem
        row, wrong = translated(known, number, raw, point)
        cells, dropped = cleaned(row.cells)
        rows.append(Incoming(row.row, row.key, cells))
        findings += [error(path.name, number, w.column, w.value, w.message) for w in wrong]
        findings += [warning(path.name, number, *what) for what in dropped]
    return Arrivals(path.name, tuple(rows), tuple(findings))


def _items(path: Path) -> list[Mapping[str, Any]]:
    content = read_json(path)
    if not isinstance(content, list) or not all(isinstance(item, dict) for item in content):
        msg = f"{path.name}: not a list of locations; fetch /api/v3/<region>/de/locations/"
        raise DataError(msg)
    return content


def _raw(item: Mapping[str, Any]) -> tuple[dict[str, str], tuple[float, float] | None]:
    """Give cells by the names in ``_COLUMNS``, with latitude and longitude."""
    where = item.get("location") or {}
    street, _, number = text_of(where.get("address")).rpartition(" ")
    has_number = bool(street) and number[:1].isdigit()
    cells = {
        **{name: text_of(item.get(name)) for name in ("id", "title", "url", "phone_number")},
        **{name: text_of(item.get(name)) for name in ("email", "website")},
        "category": text_of((item.get("category") or {}).get("name")),
        "organization": text_of((item.get("organization") or {}).get("name")),
        "street": street if has_number else text_of(where.get("address")),
        "house_number": number if has_number else "",
        "postcode": text_of(where.get("postcode")),
        "town": text_of(where.get("town")),
        "last_updated": text_of(item.get("last_updated") or item.get("modified_gmt"))[:10],
        "opening_hours": _hours(
            None if item.get("temporarily_closed") else item.get("opening_hours")
        ),
    }
    lat, lon = where.get("latitude"), where.get("longitude")
    return cells, None if lat is None or lon is None else (float(lat), float(lon))


def _hours(days: Sequence[Mapping[str, Any]] | None) -> str:
    """Write a week of Integreat in the manner of OpenStreetMap; a week by appointment is empty."""
    if not days:
        return ""
    if len(days) != len(_DAYS):
        msg = f"a week of {len(days)} days"
        raise ValueError(msg)
    if any(day.get("appointmentOnly") for day in days):
        return ""  # when somebody has time there is not known
    texts = [_day(day) for day in days]
    return "; ".join(_spans(texts))


def _day(day: Mapping[str, Any]) -> str:
    if day.get("allDay"):
        return "00:00-24:00"
    if day.get("closed"):
        return ""
    return ",".join(f"{slot['start']}-{slot['end']}" for slot in day.get("timeSlots", ()))


def _spans(texts: Sequence[str]) -> Iterable[str]:
    """Join days in a row that have the same hours."""
    first = 0
    for last in range(len(texts)):
        if last + 1 < len(texts) and texts[last + 1] == texts[first]:
            continue
        if texts[first]:
            days = _DAYS[first] if first == last else f"{_DAYS[first]}-{_DAYS[last]}"
            yield f"{days} {texts[first]}"
        first = last + 1
