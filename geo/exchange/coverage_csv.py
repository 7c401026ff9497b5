"""The figures of a report as CSV."""

import csv
import io
import math

from geo.exchange.coverage_tables import TEXTS, CoverageTables
from geo.exchange.selection_csv import neutral


def coverage_csv(tables: CoverageTables) -> bytes:
    """Write the districts as CSV, RFC 4180, in UTF-8 with the mark by which spreadsheets know it.

    Parameters
    ----------
    tables
        See ``coverage_tables``.

    Returns
    -------
    The codes of the columns in the first record, then a record a district and one for the city.
    Numbers have a decimal point; unknown is an empty cell. A text that a spreadsheet would run
    begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*TEXTS, *(column.code for column in tables.columns)])
    for row, (number, name) in enumerate(zip(tables.numbers, tables.names, strict=True)):
        cells = [cell(tables, float(column.figures[row])) for column in tables.columns]
        writer.writerow([neutral(number), neutral(name), *cells])
    return text.getvalue().encode("utf-8-sig")


def cell(tables: CoverageTables, value: float) -> str:
    """Write a number; unknown is empty, and what has no way is words."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        return tables.no_way
    return repr(int(value)) if value.is_integer() else repr(value)
