"""The only module that touches the session and the address bar.

The address bar is the truth: every run reads the query from it, and every choice is written to
it. The session holds only what must not stand in an address: the visitor's position.
"""

from dataclasses import replace
from datetime import datetime

import streamlit as st
from pydantic import ValidationError

from geo.directory.directory import Directory
from geo.directory.hours import BERLIN
from geo.directory.place import Point
from geo.directory.query import ME, Query, query_from_params, query_to_params
from geo.directory.search import Visit
from geo.language.catalogue import Catalogue, Catalogues

_LANGUAGE = "lang"
_POSITION = "position"
_LEFT = "left_behind"


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
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    query, refused = query_from_params(params, directory)
    if st.query_params.get(_LANGUAGE, st.session_state[_LANGUAGE]) != st.session_state[_LANGUAGE]:
        refused = (_LANGUAGE, *refused)
    return Visit(query, datetime.now(BERLIN), st.session_state.get(_POSITION)), refused


def ask(query: Query, *, coming_from: str = "") -> None:
    """Write a query into the address; the next run answers it, and knows what was left."""
    st.session_state[_LEFT] = coming_from
    st.query_params.from_dict(
        {_LANGUAGE: st.session_state.get(_LANGUAGE, "de"), **query_to_params(query)}
    )


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
