"""The only module that touches the session and the address bar.

The address bar is the truth: every run reads the query from it, and every choice is written to
it. The session holds only what must not stand in an address: the visitor's position, and which
homes a volunteer opened or chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from pydantic import ValidationError

from geo.access.claims import ClaimRules
from geo.access.entrance import COOKIE, Entrance
from geo.access.help_query import HelpQuery, help_query_from_params, help_query_to_params
from geo.access.viewer import Viewer
from geo.coverage.next_sites import WhereNext
from geo.coverage.planning import Planning
from geo.coverage.scenario import Scenario
from geo.coverage.scenario_address import scenario_from_params, scenario_to_params
from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Point
from geo.directory.query import ME, Query, query_from_params, query_to_params
from geo.directory.search import Visit
from geo.directory.viewer import Role
from geo.language.catalogue import Catalogue, Catalogues
from geo.web.coverage_view import CoverageView, view_from_params, view_to_params
from geo.web.visit_plan import File

_LANGUAGE = "lang"
_POSITION = "position"
_LEFT = "left_behind"
_DESK = "desk"
_DRAWER = "drawer"
_FILE = "file"


@dataclass(frozen=True)
class Desk:
    """What a signed-in visitor has opened and chosen: it is in the session and in no address.

    ``open`` and ``chosen`` are ids of homes, ``start`` is where a visit begins, written as
    ``Query.near``. ``said`` is a message to be shown until the next choice, ``draft`` what
    was in a form that could not be taken, with its ``wrong`` fields; ``saved`` the id of the need
    that was taken last, ``form_key`` the form it came from.
    """

    open: str = ""
    chosen: tuple[str, ...] = ()
    start: str = ""
    file: File | None = None
    files: int = 0
    said: str = ""
    draft: Mapping[str, Any] | None = None
    wrong: tuple[str, ...] = ()
    saved: str = ""
    form_key: str = ""
    saves: int = 0
    answers: int = 0
    was_in: bool = False
    older_than: int | None = None


@dataclass(frozen=True)
class Drawer:
    """What a planner keeps in the session: it stands in no address.

    ``kept`` are scenarios to be compared, as parameters of an address. ``asked`` is what was asked
    of new sites, with the text of an own list of ``candidates``. ``said`` is a message about what
    could not be taken, ``said_of`` the form it belongs to, if it is one's.
    """

    kept: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()
    asked: WhereNext | None = None
    candidates: str = ""
    said: str = ""
    said_of: str = ""


def catalogue(catalogues: Catalogues) -> Catalogue:
    """Choose the language: of the address, else of the session, the browser, or German."""
    wanted = st.query_params.get(_LANGUAGE)
    if wanted not in catalogues.languages:
        wanted = st.session_state.get(_LANGUAGE)
    chosen = catalogues.pick(wanted, st.context.headers.get("Accept-Language"))
    st.session_state[_LANGUAGE] = chosen.language
    return chosen


def choose_language(code: str) -> None:
    """Write a language into the address."""
    st.session_state[_LANGUAGE] = code
    st.query_params[_LANGUAGE] = code


def visit(directory: Directory) -> tuple[Visit, tuple[str, ...]]:
    """Read what the visitor asks, and which parameters of the address were not understood."""
    query, refused = query_from_params(address_bar(), directory)
    refused = (*_refused_language(), *refused)
    return Visit(query, datetime.now(BERLIN), st.session_state.get(_POSITION)), refused


def help_query(options: Mapping[str, tuple[str, ...]]) -> tuple[HelpQuery, tuple[str, ...]]:
    """Read what a helper asks, and which parameters of the address were not understood."""
    query, refused = help_query_from_params(address_bar(), options)
    return query, (*_refused_language(), *refused)


def scenario(planning: Planning) -> tuple[Scenario, CoverageView, tuple[str, ...]]:
    """Read what a planner asks and looks at, and which parameters were not understood."""
    params = address_bar()
    asked, refused = scenario_from_params(params, planning)
    view, unseen = view_from_params(params, planning.public)
    return asked, view, (*_refused_language(), *refused, *unseen)


def ask_scenario(asked: Scenario, view: CoverageView) -> None:
    """Write what a planner asks and looks at into the address; what was said is done with."""
    put_away(replace(drawer(), said="", said_of=""))
    _write({**scenario_to_params(asked), **view_to_params(view)})


def address_bar() -> dict[str, list[str]]:
    """Give the address bar: all values of each parameter, whatever they are."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _refused_language() -> tuple[str, ...]:
    spoken = st.session_state[_LANGUAGE]
    return () if st.query_params.get(_LANGUAGE, spoken) == spoken else (_LANGUAGE,)


def ask(query: Query, *, coming_from: str = "") -> None:
    """Write a query into the address; the next run answers it, and knows what was left."""
    st.session_state[_LEFT] = coming_from
    _write(query_to_params(query))


def ask_help(query: HelpQuery) -> None:
    """Write what a helper asks into the address."""
    _write(help_query_to_params(query))


def _write(params: Mapping[str, list[str]]) -> None:
    st.query_params.from_dict({_LANGUAGE: st.session_state.get(_LANGUAGE, "de"), **params})


def viewer(entrance: Entrance, rules: ClaimRules | None) -> Viewer:
    """Tell who is at the page: looked up anew each time, so that a role can end at any moment."""
    found = entrance.viewer(st.context.cookies.get(COOKIE), datetime.now(UTC))
    if rules is None or found.role > Role.PUBLIC:
        return found
    return entrance.viewer_with(st.user.to_dict(), rules, datetime.now(UTC))


def has_account() -> bool:
    """Tell whether somebody came with a city's account, whatever it allows."""
    return bool(st.user.is_logged_in)


def leave(entrance: Entrance, rules: ClaimRules) -> None:
    """Sign out of a city's account, here and in every window of this browser.

    Raises
    ------
    StoreError
        If that could not be put on record; the session then still stands.
    """
    entrance.leave_with(st.user.to_dict(), rules, datetime.now(UTC))
    st.logout()


def desk() -> Desk:
    """Give what a signed-in visitor has on the desk."""
    found = st.session_state.get(_DESK)
    return found if isinstance(found, Desk) else Desk()


def lay(changed: Desk) -> None:
    """Lay something else on the desk."""
    st.session_state[_DESK] = changed


def drawer() -> Drawer:
    """Give what a planner has in the drawer."""
    found = st.session_state.get(_DRAWER)
    return found if isinstance(found, Drawer) else Drawer()


def put_away(changed: Drawer) -> None:
    """Keep something else in the drawer."""
    st.session_state[_DRAWER] = changed


def leave_file(name: str, file: File) -> None:
    """Leave a file for the buttons of a name, which hand it over in the next run."""
    st.session_state[f"{_FILE}.{name}"] = file


def take_left_file(name: str) -> tuple[int, File] | None:
    """Give a file that was left for the buttons of a name, once, with a number of its own."""
    file = st.session_state.pop(f"{_FILE}.{name}", None)
    if not isinstance(file, File):
        return None
    number = int(st.session_state.get(f"{_FILE}.number", 0)) + 1
    st.session_state[f"{_FILE}.number"] = number
    return number, file


def take_file() -> tuple[int, File] | None:
    """Give a file that was asked for, once, with its number in this session."""
    on_desk = desk()
    if not on_desk.file:
        return None
    lay(replace(on_desk, file=None, files=on_desk.files + 1))
    return on_desk.files + 1, on_desk.file


def come_back_to(card: str) -> None:
    """Note which card the visitor comes back to."""
    st.session_state[_LEFT] = card


def left_behind() -> str:
    """Give the place the visitor has just come back from, once, to go on from its card."""
    return str(st.session_state.pop(_LEFT, ""))


def use_position(query: Query, sent: object) -> Query:
    """Keep the position the browser gave in the session, and ask for what is near it."""
    if not isinstance(sent, dict):
        return query
    try:
        st.session_state[_POSITION] = Point.model_validate(sent)
    except ValidationError:
        return query
    return replace(query, near=ME)


def sent_by(component: str, name: str) -> object:
    """Give what a component has just sent; for use in its callback."""
    return getattr(st.session_state.get(component), name, None)


def answer(component: str, number: object) -> None:
    """Note which message of a component this run answers."""
    st.session_state[f"{component}.answered"] = number if isinstance(number, int) else 0


def answered(component: str) -> int:
    """Give the number of the component's message that was answered last."""
    return int(st.session_state.get(f"{component}.answered", 0))


def place_address(place_id: str, language: str) -> str:
    """Give the full address of one place in this map, to be passed on."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return f"{here}/?{_LANGUAGE}={language}&place={place_id}"
