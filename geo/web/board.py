"""The needs board in words: for everybody by district, for volunteers with site and contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from geo.access.needs import (
    LONGEST,
    Kind,
    Need,
    PublicNeed,
    TimeOfWeek,
    Wanted,
    current_needs,
    public_needs,
)
from geo.access.store import Store
from geo.access.viewer import Viewer
from geo.directory.circles import Circles
from geo.directory.directory import Directory
from geo.directory.place import Place, Status, Visibility
from geo.directory.viewer import Role
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.helping import Contacts, offices_of
from geo.web.sheet import contacts

_CAN_ASK = ("shelter", "friend_circle")
"""Categories of the records that needs belong to."""


@dataclass(frozen=True)
class Wish:
    """A need as everybody may know it; every field is text to be shown as text."""

    kind: str
    kind_code: str
    people: str
    time: str
    language: str


@dataclass(frozen=True)
class DistrictWishes:
    """What is wanted in a district."""

    district: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class NeedCard:
    """A need as volunteers see it, with whom to answer; ``draft`` is there for its editors."""

    id: str
    version: int
    wish: Wish
    text: str
    until: str
    site: str
    district: str
    contacts: Contacts
    answer: str
    draft: Mapping[str, str] | None


@dataclass(frozen=True)
class NeedForm:
    """What the form of an editor offers: values with their names, sites with their district."""

    sites: tuple[tuple[str, str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    times: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    first_day: str
    last_day: str


def district_wishes(
    catalogue: Catalogue, needs: Iterable[PublicNeed]
) -> tuple[DistrictWishes, ...]:
    """Write what everybody may know, by district, in the order given."""
    by_district: dict[str, list[Wish]] = {}
    for need in needs:
        people = catalogue.t(f"board.people_from.{need.people_from}")
        by_district.setdefault(need.district, []).append(_wish(catalogue, need, people))
    return tuple(DistrictWishes(name, tuple(wishes)) for name, wishes in by_district.items())


def _wish(catalogue: Catalogue, need: Wanted, people: str) -> Wish:
    return Wish(
        kind=catalogue.t(f"help.kinds.{need.kind}"),
        kind_code=need.kind,
        people=people,
        time=catalogue.t(f"help.times.{need.time_of_week}"),
        language=formatting.language_name(catalogue, need.language) if need.language else "",
    )


def need_cards(
    catalogue: Catalogue, directory: Directory, viewer: Viewer, needs: Sequence[Need]
) -> tuple[NeedCard, ...]:
    """Write needs for those who are signed in.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it. A need of a site that is not in it is left out.
    viewer
        Who looks.
    needs
        In the order in which they are shown.
    """
    sites, circles = directory.by_id, Circles(directory)
    return tuple(
        _card(catalogue, circles, viewer, need, sites[need.site_id])
        for need in needs
        if need.site_id in sites
    )


def sites_of(directory: Directory, viewer: Viewer) -> tuple[Place, ...]:
    """List the homes and friend circles an editor may post needs for, by district and name."""
    found = [place for place in directory.places if can_ask(place) and viewer.edits(place.id)]
    return tuple(sorted(found, key=lambda place: (place.district or "", place.name, place.id)))


def needs_for(
    store: Store, directory: Directory, viewer: Viewer, today: date
) -> tuple[Need, ...] | tuple[PublicNeed, ...]:
    """Read the board as far as a viewer may know it.

    Parameters
    ----------
    store
        Where the board is.
    directory
        As the viewer may know it, or a volunteer where the viewer is not signed in. Needs are told
        of running homes and circles in it: planned homes want nothing yet, and protected ones
        have no more than their public contact.
    viewer
        Who looks.
    today
        Whoever's last day lies before it is not told.

    Raises
    ------
    StoreError
        If the store does not answer.
    """
    sites = {place.id for place in directory.places if can_ask(place)}
    if viewer.role >= Role.VOLUNTEER:
        needs = current_needs(store, viewer, today)
        return tuple(need for need in needs if need.site_id in sites)
    return tuple(chain.from_iterable(public_needs(store, today, sites).values()))


def can_ask(place: Place) -> bool:
    """Tell whether a record can have needs: homes that run and are no refuge, friend circles."""
    return (
        place.category in _CAN_ASK
        and place.district is not None
        and place.status not in (Status.CLOSED, Status.PLANNED)
        and place.visibility is not Visibility.CONFIDENTIAL
    )


def need_form(
    catalogue: Catalogue, directory: Directory, viewer: Viewer, today: date
) -> NeedForm | None:
    """Give what an editor can fill in; None for everybody else."""
    sites = sites_of(directory, viewer)
    if not sites:
        return None
    languages = {
        code: formatting.language_name(catalogue, code)
        for code in catalogue.t("board.languages").split()
    }
    return NeedForm(
        sites=tuple((place.id, place.name, place.district or "") for place in sites),
        kinds=tuple((kind, catalogue.t(f"help.kinds.{kind}")) for kind in Kind),
        times=tuple((time, catalogue.t(f"help.times.{time}")) for time in TimeOfWeek),
        languages=tuple(sorted(languages.items(), key=lambda pair: pair[1])),
        first_day=today.isoformat(),
        last_day=(today + LONGEST).isoformat(),
    )


def _card(
    catalogue: Catalogue, circles: Circles, viewer: Viewer, need: Need, site: Place
) -> NeedCard:
    ways, note = _answer_to(catalogue, circles, site)
    return NeedCard(
        id=need.id,
        version=need.version,
        wish=_wish(catalogue, need, catalogue.n("board.people", need.people)),
        text=need.text,
        until=catalogue.t("board.until", date=formatting.day(catalogue, need.valid_until)),
        site=site.name,
        district=need.district,
        contacts=ways,
        answer=note,
        draft=_draft(need) if viewer.edits(need.site_id) else None,
    )


def _answer_to(catalogue: Catalogue, circles: Circles, site: Place) -> tuple[Contacts, str]:
    """Find whom to answer, and what to know of that.

    It is the site itself, or an office of who runs it, or a friend circle of the district.
    """
    own = contacts(catalogue, site)
    if own:
        return own, catalogue.t("board.answer")
    for name in site.operators:
        for office in offices_of(catalogue, circles.directory, name):
            return office.contacts, catalogue.t("board.answer_office", name=office.name)
    for circle in circles.by_district.get(site.district, ()):
        ways = contacts(catalogue, circle)
        if ways and site.category != circle.category:
            return ways, catalogue.t("board.answer_circle", name=circle.name)
    return (), catalogue.t("help.no_contact")


def _draft(need: Need) -> dict[str, str]:
    """Give the values of a need as its form takes them."""
    return {
        "site_id": need.site_id,
        "kind": need.kind,
        "text": need.text,
        "people": str(need.people),
        "time_of_week": need.time_of_week,
        "language": need.language or "",
        "valid_until": need.valid_until.isoformat(),
    }
