"""The homes chosen for a visit: their order, and what is taken along, as a file or on paper."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from geo.access.store import StoreError
from geo.access.viewer import NotAllowedError, Viewer
from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Place
from geo.language.catalogue import Catalogue
from geo.web.nearby import named_point, names_like
from geo.web.outing import Outing
from geo.web.visit_plan import Format, allow_print, take_along
from geo.web.visit_plan import visit_plan as written
from pages.parts import cached, state
from pages.parts.components import component
from pages.parts.guest import Guest

_KEY = "plan"
_LONGEST_START = 100
_draw = component("visit_plan", "deliver")


def visit_plan(guest: Guest, homes: Sequence[Place]) -> None:
    """Draw the visit, if any homes are chosen."""
    catalogue, desk = guest.catalogue, state.desk()
    outing = Outing(guest.around, tuple(homes), desk.start)
    _draw(
        key=_KEY,
        data={
            "language": catalogue.language,
            "plan": asdict(written(catalogue, outing, datetime.now(BERLIN).date())),
            "start": _start(guest.directory, outing, catalogue),
            "formats": list(Format),
            "said": desk.said,
            "file": _file(),
            "answered": state.answered(_KEY),
            "nearby_url": "map/nearby.json",
            "texts": _texts(catalogue),
        },
        on_start_change=lambda: _set_start(guest.directory),
        on_remove_change=_remove,
        on_clear_change=lambda: _choose(()),
        on_export_change=lambda: _export(guest),
        on_print_change=lambda: _print(guest),
    )


def _start(directory: Directory, outing: Outing, catalogue: Catalogue) -> dict[str, Any]:
    """Tell where the visit begins, or that nobody knows such a place and what could be meant."""
    is_known = outing.start is not None or not outing.near
    return {
        "text": outing.start_name(catalogue) if is_known else outing.near,
        "is_known": is_known,
        "offered": () if is_known else names_like(directory, outing.near),
    }


def _set_start(directory: Directory) -> None:
    """Begin at the place that somebody named; what was not understood is kept to be mended."""
    typed = str(state.sent_by(_KEY, "start") or "").strip()[:_LONGEST_START]
    state.lay(replace(state.desk(), start=named_point(directory, typed) or typed, said=""))


def _remove() -> None:
    gone = state.sent_by(_KEY, "remove")
    _choose(tuple(id_ for id_ in state.desk().chosen if id_ != gone))


def _choose(ids: tuple[str, ...]) -> None:
    state.lay(replace(state.desk(), chosen=ids, said=""))


def _export(guest: Guest) -> None:
    """Hand a file over."""
    wanted, store = str(state.sent_by(_KEY, "export")), guest.entrance.store

    def save(viewer: Viewer, outing: Outing, now: datetime) -> None:
        file = take_along(store, viewer, guest.catalogue, outing, Format(wanted), now)
        state.lay(replace(state.desk(), file=file))

    if wanted in tuple(Format):
        _hand_out(guest, save, "plan.saved")


def _print(guest: Guest) -> None:
    """Let the browser print: it waits until its number is answered."""
    number = state.sent_by(_KEY, "print")

    def allow(viewer: Viewer, outing: Outing, now: datetime) -> None:
        allow_print(guest.entrance.store, viewer, outing, now)
        state.answer(_KEY, number)

    _hand_out(guest, allow, "plan.may_print")


def _hand_out(guest: Guest, act: Callable[[Viewer, Outing, datetime], None], done: str) -> None:
    """Do it for whoever is there now, and not for whoever was when the page was drawn."""
    desk, catalogue = state.desk(), guest.catalogue
    viewer = state.viewer(guest.entrance, cached.claim_rules())
    around = cached.loaded().surroundings(viewer.role)
    known = around.directory.by_id
    homes = tuple(known[id_] for id_ in desk.chosen if id_ in known)
    try:
        act(viewer, Outing(around, homes, desk.start), datetime.now(UTC))
    except (NotAllowedError, StoreError):
        state.lay(replace(state.desk(), said=catalogue.t("plan.not_saved")))
    else:
        state.lay(replace(state.desk(), said=catalogue.t(done)))


def _file() -> dict[str, Any] | None:
    taken = state.take_file()
    if not taken:
        return None
    number, file = taken
    content = b64encode(file.content).decode()
    return {
        "number": number,
        "name": file.name,
        "media_type": file.media_type,
        "content": content,
    }


def _texts(catalogue: Catalogue) -> dict[str, str]:
    return {
        "title": catalogue.t("plan.title"),
        "start": catalogue.t("plan.start"),
        "start_hint": catalogue.t("filter.near_hint"),
        "start_unknown": catalogue.t("plan.start_unknown"),
        "start_several": catalogue.t("plan.start_several"),
        "back": catalogue.t("plan.back"),
        "unlocated": catalogue.t("plan.unlocated"),
        "remove": catalogue.t("plan.remove"),
        "save": catalogue.t("plan.save"),
        "print": catalogue.t("plan.print"),
        "no_print": catalogue.t("plan.no_print"),
        "clear": catalogue.t("plan.clear"),
    }
