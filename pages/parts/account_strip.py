"""Who is at the page, and the ways in and out."""

from dataclasses import replace

import streamlit as st

from geo.access.claims import ClaimRules, is_of_claims
from geo.access.store import StoreError
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue
from pages.parts import cached, state
from pages.parts.components import component
from pages.parts.guest import Guest

_draw = component("account_strip")


def account_strip(guest: Guest) -> None:
    """Draw the strip.

    Invitations have pages of their own, outside Streamlit; a city's accounts go through
    Streamlit's own sign-in.
    """
    catalogue, viewer, rules = guest.catalogue, guest.viewer, cached.claim_rules()
    role = viewer.role.name.lower() if viewer.role > Role.PUBLIC else ""
    of_claims = is_of_claims(viewer)
    _draw(
        key="account",
        data={
            "language": catalogue.language,
            "role": role,
            "leaves_here": bool(role) and not of_claims,
            "texts": {
                "signed_in": catalogue.t(f"account.{role}") if role else "",
                "invited": catalogue.t("account.invited"),
                "sign_in": catalogue.t("signin.title"),
                "sign_out": catalogue.t("account.sign_out"),
            },
        },
    )
    if rules and (of_claims or not role):
        _city_account(guest, rules, is_in=of_claims)
    _tell_the_end(catalogue, is_in=bool(role))


def _city_account(guest: Guest, rules: ClaimRules, *, is_in: bool) -> None:
    """Offer the way in or out; an account the city gave no role here has to be left as well."""
    catalogue = guest.catalogue
    if not is_in and not state.has_account():
        st.button(catalogue.t("account.city"), on_click=st.login)
        return
    if not is_in:
        st.text(catalogue.t("account.no_role"))
    st.button(catalogue.t("account.sign_out"), on_click=lambda: _leave(guest, rules))


def _leave(guest: Guest, rules: ClaimRules) -> None:
    try:
        state.leave(guest.entrance, rules)
    except StoreError:
        st.error(guest.catalogue.t("signin.still_in"))


def _tell_the_end(catalogue: Catalogue, *, is_in: bool) -> None:
    """Say that a session has ended, with what somebody had written and could not send."""
    desk = state.desk()
    if is_in != desk.was_in:
        state.lay(replace(desk, was_in=is_in, open="", chosen=(), file=None))
    if desk.was_in and not is_in:
        st.warning(catalogue.t("account.ended"))
        if desk.draft and desk.draft.get("text"):
            st.text(catalogue.t("account.unsent"))
            st.text(str(desk.draft["text"]))
