"""One place with everything the directory says of it."""

from dataclasses import asdict, replace

from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.query import MOST_KEPT
from geo.directory.search import Results, Visit
from geo.language.catalogue import Catalogue
from geo.web.sheet import sheet
from geo.web.twin.address import twin_page
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import age_signs, icon, look

_draw = component("place_detail", "sheet", "programme", "age", "history", "words")


def place_detail(
    catalogue: Catalogue, directory: Directory, place: Place, visit: Visit, results: Results
) -> None:
    """Draw the panel of a place."""
    written = sheet(
        catalogue,
        directory,
        place,
        visit.moment,
        address=state.place_address(place.id, catalogue.language),
        distance_m=results.distance_of(place),
    )
    _draw(
        key="detail",
        data={
            "place": asdict(written),
            "look": look(directory.vocabulary, place.category),
            "sign": age_signs()[written.age],
            "icons": {
                "back": icon("arrow-left"),
                "copy": icon("copy"),
                "keep": icon("bookmark"),
            },
            "is_kept": place.id in visit.query.kept,
            "is_full": len(visit.query.kept) >= MOST_KEPT,
            "glossary": twin_page(catalogue.language, "glossary"),
            "texts": _texts(catalogue),
        },
        on_keep_change=lambda: state.ask(visit.query.keeping(place.id)),
        on_close_change=lambda: state.ask(replace(visit.query, place=""), coming_from=place.id),
    )


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "age": catalogue.t("map.age", age="{age}"),
        "back": catalogue.t("detail.back"),
        "hours": catalogue.t("hours.title"),
        "hours_unknown": catalogue.t("hours.unknown"),
        "programme": catalogue.t("programme.title"),
        "programme_note": catalogue.t("programme.note"),
        "where": catalogue.t("detail.where"),
        "leaves": catalogue.t("detail.leaves"),
        "contact": catalogue.t("detail.contact"),
        "no_contact": catalogue.t("detail.no_contact"),
        "history": catalogue.t("history.title"),
        "not_known": catalogue.t("unknown.title"),
        "words": catalogue.t("glossary.here"),
        "glossary": catalogue.t("glossary.title"),
        "keep": catalogue.t("handout.keep"),
        "drop": catalogue.t("handout.drop"),
        "full": catalogue.t("handout.full", most=MOST_KEPT),
        "sources": catalogue.t("detail.sources"),
        "share": catalogue.t("detail.share"),
        "qr": catalogue.t("detail.qr"),
        "copy": catalogue.t("detail.copy"),
        "copied": catalogue.t("detail.copied"),
        "copy_failed": catalogue.t("detail.copy_failed"),
    }
