"""The question of a planner: whose needs, which services, what is measured."""

from dataclasses import asdict
from datetime import datetime

from geo.directory.hours import BERLIN
from geo.directory.search import Visit
from geo.web.coverage_question import answered, question
from pages.parts import state
from pages.parts.components import component
from pages.parts.looks import icon, look
from pages.parts.planner import Planner

_KEY = "question"
_draw = component("question_bar", "facets")


def question_bar(planner: Planner) -> None:
    """Draw the question; each choice goes into the address bar."""
    catalogue, planning = planner.catalogue, planner.planning
    visit = Visit(planner.scenario.supply, datetime.now(BERLIN))
    written = question(catalogue, planning, planner.scenario, visit)
    services = [asdict(facet) for facet in written.services]
    for option in services[0]["options"]:
        option["look"] = look(planning.public.vocabulary, option["value"])
    _draw(
        key=_KEY,
        data={
            "language": catalogue.language,
            "answered": state.answered(_KEY),
            "fields": [asdict(field) for field in written.fields],
            "facets": services,
            "services_label": written.services_label,
            "chips": [asdict(chip) for chip in written.chips],
            "remove_icon": icon("x", size_px=14),
            "texts": {
                "title": catalogue.t("cover.question"),
                "services": catalogue.t("cover.field.services"),
                "more": catalogue.t("filter.more"),
                "assumptions": catalogue.t("cover.assumptions"),
                "chips": catalogue.t("filter.chips"),
                "remove": catalogue.t("filter.remove"),
                "clear": catalogue.t("filter.clear"),
            },
        },
        on_change_change=lambda: _take_over(planner),
    )


def _take_over(planner: Planner) -> None:
    form = state.sent_by(_KEY, "change")
    if isinstance(form, dict):
        state.answer(_KEY, form.get("number"))
        planner.ask(lambda scenario: answered(form, scenario, planner.planning))
