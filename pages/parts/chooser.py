"""Streamlit's own fields, kept in step with the address: it is the truth, a field only shows it."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

_KEY = "chooser"


def choose(
    name: str,
    label: str,
    options: Mapping[str, str],
    value: str,
    on_choose: Callable[[str], None],
) -> None:
    """Draw a field to choose one of several.

    Parameters
    ----------
    name
        Of the field, once a page.
    label
        Over it.
    options
        What can be chosen, with its words.
    value
        What is chosen; something else than the options chooses nothing.
    on_choose
        Takes another choice, before the rerun.
    """
    key = f"{_KEY}.{name}"
    st.session_state[f"{_KEY}.{name}"] = value if value in options else None
    st.selectbox(
        label,
        options=list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        placeholder="–",  # noqa: RUF001 (a dash for none)
        on_change=lambda: on_choose(str(st.session_state[f"{_KEY}.{name}"] or "")),
    )


def switch(
    name: str,
    label: str,
    options: Mapping[str, str],
    value: str,
    on_choose: Callable[[str], None],
) -> None:
    """Draw a row of buttons of which one is pressed; see ``choose``."""
    key = f"{_KEY}.{name}"
    st.session_state[f"{_KEY}.{name}"] = value
    st.segmented_control(
        label,
        options=list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: on_choose(str(st.session_state[f"{_KEY}.{name}"])),
    )


def slide(name: str, label: str, span: range, value: int, on_choose: Callable[[int], None]) -> None:
    """Draw a slider of whole numbers; see ``choose``."""
    key = f"{_KEY}.{name}"
    st.session_state[f"{_KEY}.{name}"] = value
    st.slider(
        label,
        min_value=span[0],
        max_value=span[-1],
        key=key,
        on_change=lambda: on_choose(int(st.session_state[f"{_KEY}.{name}"])),
    )


def write(name: str, label: str, value: str, longest: int, on_write: Callable[[str], None]) -> None:
    """Draw a field to write into; see ``choose``."""
    key = f"{_KEY}.{name}"
    st.session_state[f"{_KEY}.{name}"] = value
    st.text_input(
        label,
        max_chars=longest,
        key=key,
        on_change=lambda: on_write(str(st.session_state[f"{_KEY}.{name}"])),
    )


def filled(name: str) -> Any:  # noqa: ANN401 (whatever the field holds)
    """Give what is in a field of a form, in the callback of its button; None if it is not there."""
    return st.session_state.get(f"{_KEY}.{name}")


def form_key(name: str) -> str:
    """Name the field of a form, so that ``filled`` finds it."""
    return f"{_KEY}.{name}"
