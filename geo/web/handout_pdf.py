"""A handout as a PDF, shaped for every script of the map."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from geo.language.catalogue import Catalogue
from geo.web.fonts import font_folders
from geo.web.handout import Handout

_TEMPLATE: Final = Path(__file__).parent / "templates" / "handout.typ"


def handout_pdf(catalogue: Catalogue, handout: Handout, day: str, made: datetime) -> bytes:
    """Typeset a handout.

    Parameters
    ----------
    catalogue
        The language of the sheet.
    handout
        Finished words; they travel as data and are never read as markup.
    day
        Of the sheet, in words.
    made
        The day that the file says it was made.
    """
    import typst  # noqa: PLC0415 (a typesetter of its own, for what is printed only)

    entries = [_entry(position, entry) for position, entry in enumerate(asdict(handout)["entries"])]
    data = {
        **asdict(handout),
        "entries": entries,
        "site": catalogue.t("site.name"),
        "day": day,
        "map-alt": catalogue.t("handout.map"),
        "qr-alt": catalogue.t("detail.qr"),
    }
    inputs = {"handout": json.dumps(data, ensure_ascii=False)}
    for position, entry in enumerate(handout.entries):
        inputs[f"qr-{position}"] = entry.qr
        if entry.map:
            inputs[f"map-{position}"] = entry.map
    # The day is what the sheet tells, and the same list of a day gives the same file.
    day_begins = made.replace(hour=0, minute=0, second=0, microsecond=0)
    return bytes(
        typst.compile(_TEMPLATE, sys_inputs=inputs, timestamp=day_begins, font_paths=font_folders())
    )


def _entry(position: int, entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"id": str(position), "qr": None, "map": bool(entry["map"])}
