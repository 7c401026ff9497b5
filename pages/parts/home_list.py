"""The homes as a list, for volunteers: to open one, and to choose several for a visit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace

from geo.access.needs import Need
from geo.directory.place import Place, Status
from geo.language.catalogue import Catalogue
from geo.web.shelter_sheet import Surroundings, shelter_rows
from pages.parts import state
from pages.parts.components import component

_KEY = "homes"
_draw = component("home_list")


def home_list(
    catalogue: Catalogue, around: Surroundings, homes: Sequence[Place], needs: Sequence[Need]
) -> None:
    """Draw the list; what is opened or chosen stays in the session and goes into no address."""
    counts = Counter(need.site_id for need in needs)
    rows = shelter_rows(catalogue, around, homes)
    chosen = state.desk().chosen
    _draw(
        key=_KEY,
        data={
            "heading": _heading(catalogue, homes),
            "homes": [asdict(row) | {"needs": _needs(catalogue, counts[row.id])} for row in rows],
            "chosen": list(chosen),
            "answered": state.answered(_KEY),
            "back_to": state.left_behind(),
            "texts": {
                "choose": catalogue.t("homes.choose"),
                "chosen": catalogue.n("homes.chosen", len(chosen)) if chosen else "",
                "to_plan": catalogue.t("homes.to_plan"),
                "nothing": catalogue.t("homes.nothing"),
                "no_address": catalogue.t("homes.no_address"),
                "circles": catalogue.t("homes.circles"),
                "nearest": catalogue.t("homes.nearest"),
            },
        },
        on_open_change=lambda: open_home(str(state.sent_by(_KEY, "open"))),
        on_choose_change=_choose,
    )


def _heading(catalogue: Catalogue, homes: Sequence[Place]) -> str:
    closed = sum(home.status is Status.CLOSED for home in homes)
    running = catalogue.n("homes.heading", len(homes) - closed)
    return f"{running} · {catalogue.n('homes.closed', closed)}" if closed else running


def open_home(home_id: str) -> None:
    """Lay a home on the desk; none but one the viewer may know is drawn."""
    state.lay(replace(state.desk(), open=home_id, said=""))


def _needs(catalogue: Catalogue, count: int) -> str:
    return catalogue.n("homes.needs", count) if count else ""


def _choose() -> None:
    sent = state.sent_by(_KEY, "choose")
    if isinstance(sent, dict):
        state.answer(_KEY, sent.get("number"))
        chosen = tuple(dict.fromkeys(map(str, sent.get("ids", ()))))
        state.lay(replace(state.desk(), chosen=chosen, said=""))
