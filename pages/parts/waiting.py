"""What takes longer than a page may: it is worked out beside it, and drawn when it is there."""

from concurrent.futures import Future
from typing import TypeVar

import streamlit as st

_LOOK_AGAIN_S = 0.4

Result = TypeVar("Result")


def result_of(working: "Future[Result]") -> Result | None:
    """Give what was worked out; None while that lasts, and where it failed."""
    return working.result() if working.done() and not working.exception() else None


def wait_for(working: "Future[Result]", text: str) -> None:
    """Say that something is being worked out, and draw the page anew when it is there."""
    if working.done():
        return

    @st.fragment(run_every=_LOOK_AGAIN_S)
    def look_again() -> None:
        if working.done():
            st.rerun()
        st.caption(text)

    look_again()
