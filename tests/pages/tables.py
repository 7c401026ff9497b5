"""The tables of a page under test, read from the HTML that it draws them as."""

from xml.etree import ElementTree as ET

import pandas as pd


def tables(test):
    """Give each table of a page as a frame of texts, in order."""
    bodies = [element.proto.body for element in test.get("html")]
    return [_frame(body) for body in bodies if "<table" in body]


def _frame(body):
    table = ET.fromstring(body).find("table")  # noqa: S314 (our own)
    names = [cell.text for cell in table.iterfind("thead/tr/th")]
    rows = [[cell.text or "" for cell in row] for row in table.iterfind("tbody/tr")]
    return pd.DataFrame(rows, columns=names)
