"""A table of texts as HTML: every field is text, and the keyboard reaches what is wider than it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


def table_html(label: str, rows: Sequence[Mapping[str, str]]) -> str:
    """Write a table whose first column names its rows.

    Parameters
    ----------
    label
        What the table shows, for those who hear it.
    rows
        Text by column; all have the columns of the first.

    Returns
    -------
    HTML without script or style; nothing without rows.
    """
    if not rows:
        return ""
    return _TEMPLATES.get_template("table.html").render(label=label, names=list(rows[0]), rows=rows)
