"""The needs board of those who are signed in, and the form of its editors."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from geo.access.help_query import HelpQuery, wanted
from geo.access.needs import Need, withdraw_need
from geo.directory.hours import BERLIN
from geo.directory.viewer import Role
from geo.errors import GeoError
from geo.language.catalogue import Catalogue
from geo.web.board import need_cards, need_form
from geo.web.need_draft import FIELDS, DraftError, explained, given_back, save_need
from pages.parts import cached, state
from pages.parts.components import component
from pages.parts.guest import Guest

_KEY = "needs"
_draw = component("needs_board")


def needs_board(guest: Guest, query: HelpQuery, needs: Sequence[Need]) -> None:
    """Draw the board: the needs that fit, and for editors the form."""
    catalogue, viewer, directory = guest.catalogue, guest.viewer, guest.directory
    desk = state.desk()
    form = need_form(catalogue, directory, viewer, datetime.now(BERLIN).date())
    fitting = wanted(needs, query, directory)
    cards = need_cards(catalogue, directory, viewer, fitting)
    is_hidden = bool(desk.saved) and desk.saved not in {card.id for card in cards}
    nothing = "board.nothing_fits" if needs else "help.no_wishes"
    _draw(
        key=_KEY,
        data={
            "heading": catalogue.n("board.heading", len(cards)),
            "cards": [asdict(card) for card in cards],
            "form": asdict(form) if form else None,
            "no_form": _no_form(guest) if not form else "",
            "draft": desk.draft,
            "wrong": list(desk.wrong),
            "saves": desk.saves,
            "answers": desk.answers,
            "said": catalogue.t("board.saved_hidden") if is_hidden else desk.said,
            "nothing": catalogue.t(nothing),
            "texts": _texts(catalogue),
        },
        on_save_change=lambda: _save(guest),
        on_withdraw_change=lambda: _withdraw(guest),
    )


def _no_form(guest: Guest) -> str:
    is_editor = guest.viewer.role >= Role.EDITOR
    return guest.catalogue.t("board.no_sites") if is_editor else ""


def _save(guest: Guest) -> None:
    """Take a need; what could not be taken stays in the form."""
    form, desk = state.sent_by(_KEY, "save"), state.desk()
    # A form that was sent twice by a double click is one need.
    if not isinstance(form, dict) or form.get("key") == desk.form_key:
        return
    done = replace(desk, saves=desk.saves + 1, answers=desk.answers + 1, wrong=(), saved="")
    viewer = state.viewer(guest.entrance, cached.claim_rules())
    try:
        saved = save_need(guest.entrance.store, viewer, form, guest.directory, datetime.now(UTC))
    except GeoError as error:
        said = explained(guest.catalogue, error)
        wrong = error.fields if isinstance(error, DraftError) else ()
        state.lay(replace(done, said=said, draft=given_back(form, error), wrong=wrong))
    else:
        said = guest.catalogue.t("board.saved")
        key = str(form.get("key"))
        state.lay(replace(done, said=said, draft=None, saved=saved.id, form_key=key))


def _withdraw(guest: Guest) -> None:
    """Take a need off the board; a form somebody is filling in stays as it is."""
    sent, desk = state.sent_by(_KEY, "withdraw"), state.desk()
    if not isinstance(sent, dict):
        return
    need_id, version = str(sent.get("id")), int(sent.get("version") or 0)
    viewer = state.viewer(guest.entrance, cached.claim_rules())
    said = guest.catalogue.t("board.gone")
    try:
        withdraw_need(guest.entrance.store, viewer, need_id, version, datetime.now(UTC))
    except GeoError as error:
        said = explained(guest.catalogue, error, withdrawing=True)
    state.lay(replace(desk, said=said, saved="", answers=desk.answers + 1))


def _texts(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "new": catalogue.t("board.new"),
        "changing": catalogue.t("board.changing"),
        "fields": {name: catalogue.t(f"board.field.{name}") for name in FIELDS},
        "text_hint": catalogue.t("board.text_hint"),
        "any_language": catalogue.t("board.any_language"),
        "post": catalogue.t("board.post"),
        "save": catalogue.t("board.save"),
        "cancel": catalogue.t("board.cancel"),
        "edit": catalogue.t("board.edit"),
        "withdraw": catalogue.t("board.withdraw"),
        "sure": catalogue.t("board.sure"),
        "keep": catalogue.t("board.keep"),
        "answer": catalogue.t("board.answer"),
        "no_contact": catalogue.t("homes.no_contact"),
        "choose": catalogue.t("board.choose"),
        "notes": {"people": catalogue.t("board.people_hint")},
    }
