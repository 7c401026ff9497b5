"""A home in detail, for volunteers."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from geo.directory.hours import BERLIN
from geo.directory.place import Place
from geo.language.catalogue import Catalogue
from geo.web.board import NeedCard
from geo.web.shelter_sheet import Surroundings, shelter_sheet
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import icon

_draw = component("home_sheet", "sheet")


def home_sheet(
    catalogue: Catalogue, around: Surroundings, home: Place, needs: Sequence[NeedCard]
) -> None:
    """Draw the sheet of a home with its needs."""
    written = shelter_sheet(catalogue, around, home, datetime.now(BERLIN))
    _draw(
        key="home",
        data={
            "language": catalogue.language,
            "home": asdict(written),
            "needs": [asdict(card) for card in needs],
            "icons": {"back": icon("arrow-left", size_px=18)},
            "texts": _texts(catalogue),
        },
        on_close_change=lambda: _close(home),
    )


def _close(home: Place) -> None:
    state.lay(replace(state.desk(), open=""))
    state.come_back_to(home.id)


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "back": catalogue.t("detail.back"),
        "careful": catalogue.t("volunteers.notice"),
        "capacity": catalogue.t("volunteers.column.capacity"),
        "where": catalogue.t("detail.where"),
        "contact": catalogue.t("homes.contact"),
        "no_contact": catalogue.t("homes.no_contact"),
        "circles": catalogue.t("help.circles"),
        "no_circles": catalogue.t("homes.no_circles"),
        "nearest": catalogue.t("homes.nearest"),
        "needs": catalogue.t("help.wishes"),
        "no_needs": catalogue.t("help.no_wishes"),
        "sources": catalogue.t("detail.sources"),
        "leaves": catalogue.t("detail.leaves"),
    }
