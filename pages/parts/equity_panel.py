"""How unequally the districts are served: bars, the Lorenz curve, and three measures in words."""

import numpy as np
import streamlit as st

from geo.coverage.classes import classes_for
from geo.errors import GeoError
from geo.exchange.coverage_words import measure_unit, value_text
from geo.web.coverage_charts import Bar, bars, class_colour, lorenz
from geo.web.coverage_summary import index_sentences, lorenz_rows, lorenz_sentence
from pages.parts.chart import chart, twin
from pages.parts.plain import plain
from pages.parts.planner import Planner, wait_for_ranges


def equity_panel(planner: Planner) -> None:
    """Draw the inequality between the districts."""
    if isinstance(planner.found, GeoError):
        return
    catalogue, found = planner.catalogue, planner.found
    st.subheader(catalogue.t("cover.equity.title"), anchor=False)
    if planner.sure is None:
        wait_for_ranges(planner)
    for name, figure, meaning in index_sentences(catalogue, found, planner.sure):
        st.markdown(f"**{plain(name)}: {plain(figure)}** – {plain(meaning)}")  # noqa: RUF001 (dash)
    if planner.sure is not None:
        st.caption(catalogue.t("cover.index.ranges"))
    st.markdown(plain(lorenz_sentence(catalogue, found)))
    if found.inequality:
        held = "burden" if found.kind.less_is_better else "held"
        spec = lorenz(
            found.inequality.curve,
            people=catalogue.t("brief.lorenz.people"),
            values=catalogue.t(f"brief.lorenz.{held}"),
            equal=catalogue.t("brief.lorenz.equal"),
            served=catalogue.t("brief.lorenz.here"),
            size=300,
        )
        chart("lorenz", spec, fits=False)
        twin(catalogue.t("cover.as_table"), lorenz_rows(catalogue, found))
    _bars(planner)


def _bars(planner: Planner) -> None:
    catalogue, found = planner.catalogue, planner.found
    if isinstance(found, GeoError):
        return
    values = found.values[:-1]
    classes = classes_for(found.scenario.measure, values)
    known = np.flatnonzero(np.isfinite(values))
    order = known[np.argsort(values[known] * (-1 if found.kind.less_is_better else 1))]
    rows = [
        Bar(
            found.demand.areas[row],
            float(values[row]),
            value_text(catalogue, found.kind, float(values[row])),
            class_colour(classes.severity(int(classes.of(values[row]))), classes.count),
        )
        for row in order
    ]
    st.subheader(catalogue.t("cover.bars.title"), anchor=False)
    unknown = [a for a, v in zip(found.demand.areas, values, strict=True) if not np.isfinite(v)]
    st.markdown(plain(catalogue.t("cover.bars.sentence", first=rows[0].name, last=rows[-1].name)))
    if unknown:
        st.markdown(plain(catalogue.n("cover.bars.unknown", len(unknown))))
    chart("bars", bars(rows, title=measure_unit(catalogue, found.scenario), step=20))
    district, value = catalogue.t("brief.table.district"), measure_unit(catalogue, found.scenario)
    twin(
        catalogue.t("cover.as_table"),
        [{district: row.name, value: row.text} for row in rows],
    )
