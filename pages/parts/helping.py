"""The side of the volunteers' page that is everybody's."""

from collections.abc import Sequence
from dataclasses import asdict

from geo.access.help_query import HelpQuery, wanted
from geo.access.needs import PublicNeed
from geo.directory.directory import Directory
from geo.language.catalogue import Catalogue
from geo.web import helping as words
from geo.web.board import district_wishes
from pages.parts.components import component

_draw = component("helping")


def helping(
    catalogue: Catalogue,
    directory: Directory,
    query: HelpQuery,
    needs: Sequence[PublicNeed],
) -> None:
    """Draw what is wanted, where homes are and who can be asked."""
    fitting = wanted(needs, query, directory)
    _draw(
        key="helping",
        data={
            "language": catalogue.language,
            "wishes": [asdict(wishes) for wishes in district_wishes(catalogue, fitting)],
            "helping": asdict(words.helping(catalogue, directory, query.districts, query.kinds)),
            "texts": _texts(catalogue),
        },
    )


def _texts(catalogue: Catalogue) -> dict[str, object]:
    return {
        "wishes": catalogue.t("help.wishes"),
        "wishes_note": catalogue.t("help.wishes_note"),
        "no_wishes": catalogue.t("help.no_wishes"),
        "districts": catalogue.t("find.shelters"),
        "districts_note": catalogue.t("find.shelters.text"),
        "columns": [
            catalogue.t("find.district"),
            catalogue.t("find.shelters"),
            catalogue.t("find.shelters.places"),
        ],
        "operators": catalogue.t("help.operators"),
        "operators_note": catalogue.t("help.operators_note"),
        "circles": catalogue.t("help.circles"),
        "circles_note": catalogue.t("help.circles_note"),
        "city": catalogue.t("help.city"),
        "city_note": catalogue.t("help.city_note"),
        "offers": catalogue.t("help.offers"),
        "no_offers": catalogue.t("help.no_offers"),
        "no_contact": catalogue.t("help.no_contact"),
    }
