"""What if: sites that would be new, places that would close or move, and what that changes."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from geo.coverage.scenario import LONGEST_NAME, MOST_SITES, Site
from geo.coverage.scenario_address import site_to
from geo.directory.query import clean_text
from geo.errors import GeoError
from geo.web.coverage_change import change_rows, change_sentences, site_name
from geo.web.coverage_sites import (
    checked_site,
    counted_places,
    point_of,
    usual_category,
    with_changed_site,
)
from geo.web.coverage_view import NEW_SITE, move_place
from pages.parts import cached
from pages.parts.changed_sites import changed_sites
from pages.parts.chart import twin
from pages.parts.chooser import choose, filled, form_key, switch
from pages.parts.kept_scenarios import kept_scenarios
from pages.parts.plain import plain
from pages.parts.planner import Planner, tell

_MOST_PLACES = 100_000
_NEW = "new"
"""The form of a site that is added by name."""


def what_if_panel(planner: Planner) -> None:
    """Draw what can be changed, and what that would bring."""
    # A container each, whatever is in it: what comes and goes moves nothing that is unfolded.
    with st.container():
        if planner.said and not planner.said_of:
            st.error(planner.catalogue.t(planner.said))
    with st.container():
        _tool(planner)
    with st.container():
        _place(planner)
    with st.container():
        _outcome(planner)
    changed_sites(planner)
    with st.container():
        if planner.view.site and int(planner.view.site) < len(planner.scenario.added):
            _site(planner, int(planner.view.site))
    with st.container():
        _by_name(planner)
    _close_by_name(planner)
    kept_scenarios(planner)


def _tool(planner: Planner) -> None:
    """Say what a click on the map does."""
    catalogue, tool = planner.catalogue, planner.view.tool
    if tool and tool != NEW_SITE:
        st.info(catalogue.t("cover.tool.moving"))
        _press(
            catalogue.t("cover.tool.cancel"),
            "cancel",
            lambda: planner.look(lambda view: replace(view, tool="")),
        )
        return
    names = {"choose": catalogue.t("cover.tool.choose"), NEW_SITE: catalogue.t("cover.tool.site")}
    switch(
        "tool",
        catalogue.t("cover.tool"),
        names,
        tool or "choose",
        lambda value: planner.look(
            lambda view: replace(view, tool=NEW_SITE if value == NEW_SITE else "")
        ),
    )
    st.caption(catalogue.t("cover.tool.site.help" if tool else "cover.tool.choose.help"))


def _place(planner: Planner) -> None:
    """Offer what can be done with the place that was pressed on the map or chosen by name."""
    place = planner.planning.public.by_id.get(planner.view.place)
    if place is None:
        return
    catalogue = planner.catalogue
    is_closed = place.id in planner.scenario.closed
    with st.container(border=True, key="cover-place"):
        kind = catalogue.t(f"category.{place.category}")
        st.markdown(f"**{plain(place.name)}** · {plain(kind)}")
        with st.container(horizontal=True):
            _press(
                catalogue.t("cover.place.reopen" if is_closed else "cover.place.close"),
                "close-place",
                lambda: planner.ask(lambda scenario: scenario.toggled_place(place.id)),
            )
            if not is_closed:
                _press(
                    catalogue.t("cover.place.move"),
                    "move-place",
                    lambda: planner.look(lambda view: replace(view, tool=move_place(place.id))),
                )
            _press(
                catalogue.t("cover.place.leave"),
                "leave-place",
                lambda: planner.look(lambda view: replace(view, place="")),
            )


def _outcome(planner: Planner) -> None:
    """Say what the scenario changes."""
    catalogue, change = planner.catalogue, planner.change
    if change is None:
        key = "cover.change.no_before" if planner.scenario.is_changed else "cover.change.none_yet"
        st.markdown(catalogue.t(key))
        return
    with st.container(border=True, key="cover-change"):
        for sentence in change_sentences(catalogue, change):
            st.markdown(plain(sentence))
    rows = change_rows(catalogue, change)
    if rows:
        twin(catalogue.t("cover.change.by_district"), rows)


def _site(planner: Planner, position: int) -> None:
    """Draw the fields of one new site."""
    catalogue, site = planner.catalogue, planner.scenario.added[position]
    # Fields are named by the site too, so that they never show the facts of another one.
    name = f"added.{position}.{site_to(site)}"
    with st.form(form_key(f"form.{name}")):
        st.markdown(plain(catalogue.t("cover.site.new", name=site_name(catalogue, site, position))))
        _site_fields(planner, name, site)
        tell(planner, name)
        st.form_submit_button(
            catalogue.t("cover.site.take"),
            on_click=lambda: _change_site(planner, name, position),
        )


def _site_fields(planner: Planner, name: str, site: Site) -> None:
    catalogue = planner.catalogue
    codes = [item.code for item in planner.planning.public.vocabulary.categories]
    st.selectbox(
        catalogue.t("cover.site.category"),
        codes,
        index=codes.index(site.category),
        format_func=lambda code: catalogue.t(f"category.{code}"),
        key=form_key(f"{name}.category"),
    )
    st.text_input(
        catalogue.t("cover.site.name"),
        site.name,
        max_chars=LONGEST_NAME,
        key=form_key(f"{name}.name"),
    )
    st.number_input(
        catalogue.t("cover.site.places"),
        min_value=0,
        max_value=_MOST_PLACES,
        value=None if site.capacity_places is None else int(site.capacity_places),
        placeholder=catalogue.t("brief.unknown"),
        key=form_key(f"{name}.places"),
    )
    st.text_input(
        catalogue.t("cover.site.hours"),
        site.hours or "",
        max_chars=200,
        placeholder="Mo-Fr 09:00-17:00",
        key=form_key(f"{name}.hours"),
    )


def _filled_site(planner: Planner, name: str, lat: float, lon: float) -> Site | None:
    """Read the fields of a form; tell what could not be taken."""
    places = filled(f"{name}.places")
    site = Site(
        lat,
        lon,
        str(filled(f"{name}.category")),
        clean_text(str(filled(f"{name}.name") or "")),
        None if places is None else float(places),
        str(filled(f"{name}.hours") or "") or None,
    )
    checked = checked_site(planner.planning, site)
    planner.say("" if checked else "cover.site.wrong", name)
    return checked


def _change_site(planner: Planner, name: str, position: int) -> None:
    at = planner.scenario.added[position]
    site = _filled_site(planner, name, at.lat, at.lon)
    if site:
        planner.ask(lambda scenario: with_changed_site(scenario, position, site))
        planner.look(lambda view: replace(view, site=""))


def _by_name(planner: Planner) -> None:
    """Add a site at a stop, a district or a place by its name: no map is needed."""
    catalogue = planner.catalogue
    if len(planner.scenario.added) >= MOST_SITES:
        return
    found = cached.spots()
    with st.expander(catalogue.t("cover.by_name.title")), st.form(form_key("new"), border=False):
        st.selectbox(
            catalogue.t("cover.by_name.spot"),
            list(found),
            index=None,
            format_func=lambda spot: found[spot],
            placeholder=catalogue.t("cover.by_name.hint"),
            key=form_key("new.spot"),
        )
        usual = usual_category(planner.planning, planner.scenario)
        _site_fields(planner, _NEW, Site(0, 0, usual))
        tell(planner, _NEW)
        st.form_submit_button(
            catalogue.t("cover.by_name.add"), on_click=lambda: _add_by_name(planner)
        )


def _add_by_name(planner: Planner) -> None:
    point = point_of(planner.planning.public, str(filled("new.spot") or ""))
    if point is None:
        planner.say("cover.by_name.missing", _NEW)
        return
    site = _filled_site(planner, _NEW, *point)
    if site:
        planner.ask(lambda scenario: scenario.with_site(site))


def _close_by_name(planner: Planner) -> None:
    """Choose a place to close or move by its name."""
    catalogue = planner.catalogue
    if isinstance(planner.found, GeoError):
        return
    places = counted_places(planner.planning.public, planner.found.supply)
    choose(
        "place",
        catalogue.t("cover.close.by_name"),
        {place.id: place.name for place in places},
        planner.view.place,
        lambda id_: planner.look(lambda view: replace(view, place=id_)),
    )


def _press(label: str, name: str, on_click: Callable[[], None]) -> None:
    st.button(label, key=form_key(f"press.{name}"), on_click=on_click)
