"""The needs board in words: everybody's by district, volunteers' with site and contact."""

from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from geo.access.needs import LONGEST, Kind, Need, NeedDraft, TimeOfWeek, post_need
from geo.access.store import open_store
from geo.access.viewer import PUBLIC, Viewer
from geo.directory.directory import Directory
from geo.directory.place import Address, Contact
from geo.directory.viewer import Role
from geo.web.board import district_wishes, need_cards, need_form, needs_for, sites_of
from tests.homes import HOSTILE, home, record
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
TODAY = date(2026, 1, 5)
DOOR = {"at": (48.76, 9.1), "address": Address(street="Rautengasse", house_number="4711")}
PLACES = (
    home("west-home", **DOOR),
    home("east-home", district="Ostfeld", contact=Contact(phone="+49 711 404040")),
    home("planned-home", status="planned"),
    record("circle", "friend_circle", contact=Contact(email="circle@example.org")),
    record("school", "course"),
)
WHOLE = Directory(places=PLACES)
VOLUNTEER = Viewer(Role.VOLUNTEER, "1")
PLANNER = Viewer(Role.PLANNER, "2")
EDITOR = Viewer(Role.EDITOR, "3")
WEST_EDITOR = Viewer(Role.EDITOR, "4", ("west-home",))


def need(**values):
    usual = {
        "id": "n1",
        "version": 1,
        "site_id": "west-home",
        "district": "Westfeld",
        "kind": Kind.SPORT,
        "text": "A ball, at Rautengasse 4711",
        "people": 3,
        "valid_until": date(2026, 2, 1),
    }
    return Need(**usual | values)


def cards(viewer, *needs, places=PLACES):
    directory = Directory(places=places).visible_to(viewer.role)
    return need_cards(ENGLISH, directory, viewer, needs)


def public(need_):
    return need_.public


def wish(catalogue, need_):
    (written,) = need_cards(catalogue, WHOLE.visible_to(Role.VOLUNTEER), VOLUNTEER, [need_])
    return written.wish


def test_a_wish_says_what_for_how_many_when_and_in_which_language():
    written = wish(ENGLISH, need(time_of_week=TimeOfWeek.EVENING, language="ar"))
    assert list(asdict(written).values()) == ["Sport", "sport", "3 people", "Evenings", "Arabic"]


def test_a_wish_for_any_language_names_none():
    assert wish(ENGLISH, need(language=None)).language == ""


def test_every_kind_and_time_has_words_in_every_language():
    for catalogue in catalogues():
        written = [wish(catalogue, need(kind=k, time_of_week=t)) for k in Kind for t in TimeOfWeek]
        assert len({(w.kind, w.time) for w in written}) == len(Kind) * len(TimeOfWeek)
        assert "help." not in str(written)


def test_everybody_sees_wishes_by_district_and_nothing_of_site_or_text():
    needs = [need(), need(id="n2", kind=Kind.MONEY), need(id="n3", district="Ostfeld")]
    written = district_wishes(ENGLISH, [public(n) for n in needs])
    assert [(d.district, [w.kind for w in d.wishes]) for d in written] == [
        ("Westfeld", ["Sport", "Money"]),
        ("Ostfeld", ["Sport"]),
    ]
    assert not [word for word in ("home", "Rauten", "ball", "n1") if word in str(written)]


def test_a_card_says_where_what_and_until_when():
    (card,) = cards(VOLUNTEER, need())
    assert (card.site, card.district, card.text) == (
        *("West Home", "Westfeld"),
        "A ball, at Rautengasse 4711",
    )
    assert card.until == "until 1 February 2026"
    assert (card.id, card.version) == ("n1", 1)


def test_cards_stay_in_the_order_given():
    needs = [need(id=name) for name in ("b", "a", "c")]
    assert [card.id for card in cards(VOLUNTEER, *needs)] == ["b", "a", "c"]


def test_a_need_of_a_site_the_viewer_may_not_know_is_left_out():
    planned, gone = need(site_id="planned-home"), need(site_id="gone")
    assert cards(VOLUNTEER, planned, gone) == ()
    assert [card.site for card in cards(PLANNER, planned, gone)] == ["Planned Home"]
    assert cards(PUBLIC, need()) == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_as_they_were_written(text):
    (card,) = cards(VOLUNTEER, need().model_copy(update={"text": text}))
    assert card.text == text


def hrefs(card):
    return [link.href for _, link in card.contacts]


def test_a_need_is_answered_to_the_sites_own_contact():
    (card,) = cards(VOLUNTEER, need(site_id="east-home", district="Ostfeld"))
    assert hrefs(card) == ["tel:+49711404040"]


def test_a_site_without_a_contact_is_answered_to_an_office_of_who_runs_it():
    runs_it = home("west-home", operators=("Verein Stumm", "Verein Viel"), **DOOR)
    office = record(
        *("office", "counselling"),
        operators=("Verein Viel",),
        contact=Contact(phone="+49 711 505050"),
    )
    (card,) = cards(VOLUNTEER, need(), places=(runs_it, office))
    assert hrefs(card) == ["tel:+49711505050"]


def test_where_no_contact_is_known_none_is_made_up():
    alone = [place for place in PLACES if place.id != "circle"]
    (card,) = cards(VOLUNTEER, need(), places=tuple(alone))
    assert (card.contacts, card.answer) == ((), "No contact known")


def test_a_circle_of_the_district_is_asked_with_the_word_that_it_may_not_be_its_own():
    (card,) = cards(VOLUNTEER, need())
    assert [link.text for _, link in card.contacts] == ["circle@example.org"]
    assert "We do not know whether the friend circle looks after this home." in card.answer


def board_of(tmp_path, viewer, *needs):
    """Read the board as a page does, from a store that holds these needs."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    for written in needs:
        draft = NeedDraft(**written.model_dump(include=set(NeedDraft.model_fields)))
        post_need(store, EDITOR, draft, NOW)
    known = Directory(places=(*PLACES, CLOSED, REFUGE))
    return needs_for(store, known.visible_to(max(viewer.role, Role.VOLUNTEER)), viewer, TODAY)


CLOSED = home("closed-home", status="closed")
REFUGE = home("refuge", visibility="confidential", contact=Contact(phone="+49 711 505050"))
NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("viewer", [PUBLIC, VOLUNTEER, PLANNER, EDITOR])
@pytest.mark.parametrize("site", ["planned-home", "closed-home", "refuge", "gone"])
def test_needs_of_sites_that_cannot_ask_are_told_to_nobody(tmp_path, viewer, site):
    told = board_of(tmp_path, viewer, need(site_id=site), need(site_id="west-home"))
    assert len(told) == 1


def test_everybody_is_told_in_steps_for_how_many(tmp_path):
    needs = [need(people=count) for count in (1, 5, 6, 20, 21, 500)]
    told = board_of(tmp_path, PUBLIC, *needs)
    assert sorted(wanted.people_from for wanted in told) == [1, 1, 6, 6, 21, 21]


@pytest.mark.parametrize(
    ("viewer", "theirs"),
    [
        (VOLUNTEER, []),
        (PLANNER, []),
        (WEST_EDITOR, ["West Home"]),
        (EDITOR, ["West Home", "East Home"]),
    ],
)
def test_editors_alone_get_the_values_back_to_change_them_and_of_their_sites_only(viewer, theirs):
    shown = cards(viewer, need(), need(site_id="east-home", district="Ostfeld"))
    assert [card.site for card in shown if card.draft is not None] == theirs


def test_the_values_to_be_changed_are_the_need_itself():
    original = need(time_of_week=TimeOfWeek.WEEKEND, language="tig")
    (card,) = cards(EDITOR, original)
    again = NeedDraft.model_validate({**card.draft, "district": "Westfeld"})
    assert again.model_dump() == original.model_dump(exclude={"id", "version"})


def test_any_language_is_an_empty_choice_in_the_form():
    assert cards(EDITOR, need(language=None))[0].draft["language"] == ""


def names(viewer, directory=WHOLE):
    return [place.id for place in sites_of(directory.visible_to(viewer.role), viewer)]


def test_editors_post_for_homes_and_circles_by_district_and_name():
    assert names(EDITOR) == ["east-home", "circle", "west-home"]


def test_an_editor_of_a_site_posts_for_this_one():
    assert names(WEST_EDITOR) == ["west-home"]


def test_nobody_else_posts():
    for viewer in (PUBLIC, VOLUNTEER, PLANNER, Viewer(Role.PLANNER, "5", ("west-home",))):
        assert names(viewer) == []
        assert need_form(ENGLISH, WHOLE.visible_to(viewer.role), viewer, TODAY) is None


def test_an_editor_of_a_site_that_is_gone_has_no_form():
    assert need_form(ENGLISH, WHOLE, Viewer(Role.EDITOR, "6", ("gone",)), TODAY) is None


def test_a_need_needs_a_district_so_a_site_without_one_is_not_offered():
    nowhere = Directory(places=(home("nowhere", district=None, precision="none"),))
    assert names(EDITOR, nowhere) == []


def test_the_form_offers_every_kind_and_time_under_different_names():
    for catalogue in catalogues():
        form = need_form(catalogue, WHOLE, EDITOR, TODAY)
        for offered, codes in ((form.kinds, Kind), (form.times, TimeOfWeek)):
            assert [value for value, _ in offered] == list(codes)
            assert len({label for _, label in offered}) == len(codes)


def test_the_form_offers_languages_by_name_with_codes_a_need_can_carry():
    for catalogue in catalogues():
        offered = need_form(catalogue, WHOLE, EDITOR, TODAY).languages
        labels = [label for _, label in offered]
        assert len(offered) > 10
        assert labels == sorted(set(labels))
        for code, label in offered:
            assert need(language=code).language == code
            assert label != code


def test_the_form_takes_the_days_that_the_board_takes():
    form = need_form(ENGLISH, WHOLE, EDITOR, TODAY)
    assert (form.first_day, form.last_day) == ("2026-01-05", (TODAY + LONGEST).isoformat())


def test_sites_of_one_name_are_told_apart_by_district():
    twins = Directory(places=(home("a", name="Haus"), home("b", name="Haus", district="Ostfeld")))
    assert need_form(ENGLISH, twins, EDITOR, TODAY).sites == (
        ("b", "Haus", "Ostfeld"),
        ("a", "Haus", "Westfeld"),
    )
