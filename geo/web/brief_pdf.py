"""A brief as a PDF of two pages, tagged for those who have it read aloud."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final

from geo.web.brief import Brief
from geo.web.coverage_charts import svg

FONT: Final = "Libertinus Serif"
"""Comes with the typesetter, so that a brief looks the same on every machine."""

_TEMPLATE: Final = Path(__file__).parent / "templates" / "brief.typ"
_ACCESSIBLE: Final = "ua-1"


def brief_pdf(brief: Brief, made: datetime | None = None) -> bytes:
    """Typeset a brief as PDF/UA-1.

    Parameters
    ----------
    brief
        Finished words; they travel as data and are never read as markup.
    made
        The time that the file says it was made; without one it says none.

    Notes
    -----
    The standard wants every character to be drawn. Where a name has one of which no font is at
    hand, the file is tagged all the same but does not claim the standard.
    """
    import typst  # noqa: PLC0415 (a typesetter of its own, for what is printed only)

    inputs = {"brief": json.dumps(brief.data, ensure_ascii=False)}
    inputs |= {figure.name: svg(figure.spec, FONT) for figure in brief.figures}
    moment = made or 0
    try:
        content = typst.compile(
            _TEMPLATE, sys_inputs=inputs, timestamp=moment, pdf_standards=[_ACCESSIBLE]
        )
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        content = typst.compile(_TEMPLATE, sys_inputs=inputs, timestamp=moment)
    return bytes(content)
