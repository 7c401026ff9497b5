"""Cover over the week, and the hour that the whole page is looked at."""

from dataclasses import replace

import streamlit as st

from geo.errors import GeoError
from geo.language import formatting
from geo.web.coverage_charts import week_band
from geo.web.coverage_week import closed_sentences, day_names, week_rows, week_sentence
from pages.parts import cached
from pages.parts.chart import chart, twin
from pages.parts.chooser import choose, slide
from pages.parts.district_panel import choose_district
from pages.parts.plain import plain
from pages.parts.planner import Planner
from pages.parts.waiting import result_of, wait_for

_DAY_HOURS = 24
_USUAL_HOUR = 18


def week_panel(planner: Planner) -> None:
    """Draw the choice of an hour, and cover over the week for the city or a district."""
    catalogue, hour = planner.catalogue, planner.scenario.hour
    st.subheader(catalogue.t("cover.week.title"), anchor=False)
    st.markdown(catalogue.t("cover.week.explained"))
    names = {"": catalogue.t("cover.week.any")}
    names |= {str(day): name for day, name in enumerate(day_names(catalogue, "wide"))}
    day = "" if hour is None else str(hour // _DAY_HOURS)
    choose("day", catalogue.t("cover.week.day"), names, day, lambda text: _turn(planner, text))
    if hour is not None:
        slide(
            "hour",
            catalogue.t("cover.week.hour"),
            range(_DAY_HOURS),
            hour % _DAY_HOURS,
            lambda clock: planner.ask(lambda now: replace(now, hour=_with_clock(now.hour, clock))),
        )
    choose_district(planner, "week", with_city=True)
    _draw(planner)


def _turn(planner: Planner, day: str) -> None:
    def change(now: int | None) -> int | None:
        clock = _USUAL_HOUR if now is None else now % _DAY_HOURS
        return int(day) * _DAY_HOURS + clock if day else None

    planner.ask(lambda scenario: replace(scenario, hour=change(scenario.hour)))


def _with_clock(hour: int | None, clock: int) -> int | None:
    return None if hour is None else hour // _DAY_HOURS * _DAY_HOURS + clock


def _draw(planner: Planner) -> None:
    catalogue = planner.catalogue
    asked = cached.unnamed(replace(planner.scenario, hour=None))
    try:
        week = cached.week(planner.role, asked, planner.today)
    except GeoError:
        st.markdown(catalogue.t("cover.week.none"))
        return
    working = cached.sure_week(planner.role, asked, planner.today)
    sure = result_of(working)
    st.markdown(plain(week_sentence(catalogue, week, planner.area, planner.area_name)))
    st.markdown(plain(" ".join(closed_sentences(catalogue, week, planner.area))))
    spec = week_band(
        week,
        planner.area,
        days=day_names(catalogue),
        title=catalogue.t("cover.week.axis"),
        hour=planner.scenario.hour,
        sure=sure,
    )
    chart("week", spec)
    if sure is None:
        wait_for(working, catalogue.t("cover.interval.wait"))
    else:
        draws = formatting.number(catalogue, sure.low.draws)
        st.caption(catalogue.t("cover.week.range", draws=draws))
    twin(catalogue.t("cover.as_table"), week_rows(catalogue, week, planner.area, sure))
