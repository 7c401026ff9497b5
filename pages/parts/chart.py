"""Charts on a page: drawn in the reader's colours, each with its table beside it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo.web.coverage_charts import PALETTE
from pages.parts.table import table

_INK = {"light": "#2a2420", "dark": "#f3ece2"}
_PALETTE_IN_THE_DARK = ("#1d3330", "#23504b", "#2f756d", "#4a9d93", "#83c8be", "#cdf0ea")
_IN_THE_DARK = dict(zip(PALETTE, _PALETTE_IN_THE_DARK, strict=True))
_GRID = {"light": "#e7e2d9", "dark": "#4a423b"}


def chart(name: str, spec: Mapping[str, Any], *, fits: bool = True) -> None:
    """Draw a specification of ``geo.web.coverage_charts``.

    Parameters
    ----------
    name
        Of the drawing, once a page.
    spec
        Made for paper: ink and grid follow the reader's scheme here.
    fits
        Whether it takes the width there is.
    """
    theme = st.context.theme.type or "light"
    ink, grid = _INK[theme], _GRID[theme]
    config = dict(spec["config"])
    config["text"] = config["text"] | {"color": ink}
    config["legend"] = config["legend"] | {"labelColor": ink}
    config["axis"] = config["axis"] | {"labelColor": ink, "titleColor": ink, "gridColor": grid}
    # The table beside it is what a screen reader reads; Vega names each bar but not what it shows.
    drawn = {**spec, "config": config | {"aria": False, "mark": {"aria": False}}}
    if theme == "dark":
        drawn = _recoloured(drawn)
    if fits:
        drawn["width"] = "container"
    width = "stretch" if fits else "content"
    st.vega_lite_chart(drawn, theme=None, width=width, key=f"chart.{name}")


def _recoloured(part: Any) -> Any:  # noqa: ANN401 (any part of a specification)
    """Turn the palette round: what stands out on paper is dark, in the dark it is light."""
    if isinstance(part, dict):
        return {name: _recoloured(value) for name, value in part.items()}
    if isinstance(part, list):
        return [_recoloured(value) for value in part]
    return _IN_THE_DARK.get(part, part) if isinstance(part, str) else part


def twin(title: str, rows: list[dict[str, str]]) -> None:
    """Draw the same as a table, folded."""
    with st.expander(title):
        table(title, rows)
