"""Rows of ``history.csv``, written as people keep them."""

from geo.directory.history_reading import COLUMNS, FILE
from tests.worlds import table


def event(**cells):
    """Give the cells of a good row: the house of words begins."""
    usual = {
        "place": "house-of-words",
        "date": "2018-05",
        "kind": "opened",
        "text": "Das Haus wird eröffnet.",
        "source_url": "https://source.example/words",
        "source_date": "2019",
    }
    return usual | cells


def write_history(folder, *rows, **manner):
    """Write the table into a data folder."""
    (folder / FILE).write_text(table(rows, COLUMNS, **manner), encoding="utf-8")
    return folder
