"""Everything that is known of one place, in words."""

import re
from dataclasses import asdict
from datetime import UTC, datetime

import pytest

from geo.directory.hours import BERLIN
from geo.web.sheet import opening, sheet
from tests.worlds import HOLIDAY, MONDAY, catalogues, place, unlocated, world

ENGLISH = catalogues().get("en")
OFFICE = "Mo-Fr 09:00-12:00,13:00-18:00; PH off"
OFFICE_HOURS = "09:00\N{EN DASH}12:00, 13:00\N{EN DASH}18:00"
MARKUP = "<script>alert(1)</script>"


def written(row, *, moment=MONDAY, distance_m=None, address="https://map.example/?place=x"):
    directory = world(places=[row])
    return sheet(
        ENGLISH, directory, directory.places[0], moment, address=address, distance_m=distance_m
    )


def at(day, hour, minute=0):
    return datetime(2026, 1, day, hour, minute, tzinfo=BERLIN)


def facts(of):
    return {fact.key: (fact.values, fact.known) for fact in of.facts}


class TestOpening:
    """Today's state, what comes next, and the week from today on."""

    def test_the_week_begins_today_and_names_holidays(self):
        rows = opening(ENGLISH, OFFICE, MONDAY).rows
        assert [(row.day, row.hours) for row in rows[:3]] == [
            ("Monday", OFFICE_HOURS),
            ("Tuesday (public holiday)", "closed"),
            ("Wednesday", OFFICE_HOURS),
        ]
        assert [row.today for row in rows] == [True] + [False] * 6

    @pytest.mark.parametrize(
        ("hours", "moment", "state", "text"),
        [
            (OFFICE, at(5, 10), "open", "Closes today at 12:00."),
            (OFFICE, at(5, 12), "closed", "Opens today at 13:00."),
            (OFFICE, at(6, 10), "closed", "Opens tomorrow at 09:00."),
            (OFFICE, at(9, 18), "closed", "Opens on Monday at 09:00."),
            ("Th[5] 10:00-12:00", at(22, 13), "closed", "Opens on 29 January 2026 at 10:00."),
            ("Fr[5] 10:00-12:00", at(22, 13), "closed", "Opens on 30 January 2026 at 10:00."),
            ("Sa[5] 10:00-12:00", at(10, 9), "closed", ""),
            ("24/7", at(5, 10), "open", ""),
            ('"nach Vereinbarung"', at(5, 10), "appointment", ""),
        ],
    )
    def test_the_next_change(self, hours, moment, state, text):
        told = opening(ENGLISH, hours, moment)
        assert (told.state, told.next) == (state, text)
        assert told.label == ENGLISH.t(f"open_state.{state}")

    def test_unknown_hours_have_no_rows(self):
        told = opening(ENGLISH, None, MONDAY)
        assert (told.state, told.next, told.rows) == ("unknown", "", ())

    @pytest.mark.parametrize("moment", [at(6, 0, 30), at(6, 0, 30).astimezone(UTC)])
    def test_today_is_stuttgarts_whatever_clock_the_server_has(self, moment):
        told = opening(ENGLISH, OFFICE, moment)
        assert told.rows[0].day == "Tuesday (public holiday)"
        assert told.next == "Opens tomorrow at 09:00."


class TestWhereabouts:
    """Where a place is, and how well that is known."""

    def test_known_to_the_door(self):
        there = written(place(), distance_m=800).whereabouts
        assert there.address == ("Lange Gasse 7", "70000 Musterstadt")
        assert there.is_exact
        assert there.precision == ENGLISH.t("precision.address")
        assert there.distance == "800 m · 14 minutes on foot"

    @pytest.mark.parametrize("precision", ["street", "stop", "neighbourhood"])
    def test_less_well_known_with_the_radius(self, precision):
        cells = {"house_number": "", "geo_precision": precision, "geo_accuracy_m": "300"}
        there = written(place(**cells)).whereabouts
        assert not there.is_exact
        words = ENGLISH.t(f"precision.{precision}")
        assert there.precision == f"{words} (within 300 m)"

    @pytest.mark.parametrize("precision", ["street", "stop", "neighbourhood"])
    def test_a_known_address_is_not_denied_by_a_rough_point(self, precision):
        there = written(place(geo_precision=precision, geo_accuracy_m="300")).whereabouts
        assert there.precision == ENGLISH.t("detail.drawn_roughly", radius="300 m")
        assert not [link for link in there.directions if "9.13" in link.href]

    def test_the_nearest_stop_by_day_with_its_lines_and_the_walk(self):
        """A night bus would be nearer; 0.006 degrees eastwards are 440 m, 8 minutes."""
        there = written(place(lon="9.144", district="Ostfeld")).whereabouts
        assert there.stop == "Nearest stop: Ostmarkt, 8 minutes on foot"
        assert "902" in there.lines

    def test_no_walk_is_told_from_a_point_that_is_none(self):
        near_stop = written(place(geo_precision="stop", lon="9.15", district="Ostfeld"))
        assert near_stop.whereabouts.stop == "Near the stop Ostmarkt"
        for row in (place(geo_precision="neighbourhood"), unlocated()):
            there = written(row).whereabouts
            assert (there.stop, there.lines) == ("", "")

    def test_without_a_street_there_is_no_address(self):
        assert written(unlocated()).whereabouts.address == ()


class TestFacts:
    """What no source says is said to be unknown."""

    def test_what_is_known_is_named(self):
        told = facts(written(place(offers="legal_advice", target_groups="women", languages="de")))
        assert told == {
            "offers": ((ENGLISH.t("offer.legal_advice"),), True),
            "audience": ((ENGLISH.t("audience.women"),), True),
            "languages": (("German",), True),
        }

    def test_what_is_not_is_unknown(self):
        told = facts(written(place(category="course")))
        unknown = ((ENGLISH.t("fact.unknown"),), False)
        assert told == dict.fromkeys(["offers", "audience", "languages", "level"], unknown)

    @pytest.mark.parametrize(
        ("cell", "words"),
        [
            ("yes", "One gets in."),
            ("limited", "Only in part, or with help."),
            ("no", "One does not get in."),
        ],
    )
    def test_whether_wheelchairs_get_in_is_told_where_a_source_says_it(self, cell, words):
        assert facts(written(place(wheelchair=cell)))["wheelchair"] == ((words,), True)
        assert "wheelchair" not in facts(written(place()))

    def test_contacts_and_sources_are_links(self):
        told = written(
            place(
                phone="+49 711 1234",
                email="a@words.example",
                website="https://words.example",
                source_url="https://source.example/a;https://other.example",
            )
        )
        assert [(label, link.href) for label, link in told.contacts] == [
            ("Telephone", "tel:+497111234"),
            ("E-mail", "mailto:a@words.example"),
            ("Website", "https://words.example"),
        ]
        assert [link.text for link in told.sources] == ["source.example", "other.example"]
        assert written(place()).contacts == ()

    @pytest.mark.parametrize(
        ("stated", "text"),
        [("2024-05-31", "As of 31 May 2024, one year ago"), ("", "detail.date_unknown")],
    )
    def test_how_old_the_facts_are(self, stated, text):
        wanted = text if stated else ENGLISH.t(text)
        assert written(place(source_date=stated)).date == wanted

    def test_age_counts_from_stuttgarts_today(self):
        moment = at(2, 0, 30).astimezone(UTC)
        told = written(place(source_date="2026-01-01"), moment=moment)
        assert told.date == "As of 1 January 2026, one day ago"


def test_link_and_qr_code_belong_to_the_address_given():
    one, two = (written(place(), address=f"https://map.example/?place={n}") for n in "ab")
    assert (one.address, two.address) == tuple(f"https://map.example/?place={n}" for n in "ab")
    assert one.qr != two.qr


def test_markup_stays_text_and_notes_stay_away():
    row = place(name=MARKUP, operator=MARKUP, street=MARKUP, city=MARKUP, note="for editors")
    told = written(row)
    assert (told.name, told.operators) == (MARKUP, (MARKUP,))
    assert told.whereabouts.address == (f"{MARKUP} 7", f"70000 {MARKUP}")
    assert "<script" not in "".join(link.href for link in told.whereabouts.directions)
    assert "for editors" not in str(asdict(told))


KEY = re.compile(r"(category|detail|fact|hours|level|mode|open_state|precision|status)\.\S+")


def strings(value):
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("precision", ["address", "street", "stop", "neighbourhood"])
def test_every_text_of_a_full_sheet_has_words(language, precision):
    catalogue = catalogues().get(language)
    course = {"category": "course", "level": "Alpha;C2", "status": "unverified"}
    directory = world(places=[place(**course, opening_hours=OFFICE, geo_precision=precision)])
    told = sheet(catalogue, directory, directory.places[0], HOLIDAY, address="https://m.example")
    assert not [text for text in strings(asdict(told)) if KEY.fullmatch(text)]
