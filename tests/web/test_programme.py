"""The programme of a place in words, and what is never said of it."""

from dataclasses import asdict
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.directory.programme_rows import COLUMNS, item_from_row
from geo.directory.query import Query
from geo.directory.search import Visit, search
from geo.directory.table import Row
from geo.web.filters import chips, facets
from geo.web.listing import listing
from geo.web.programme import day_names, matching_lines, programme_days
from geo.web.sheet import sheet
from tests.worlds import MONDAY, catalogues, index_of, item, place, world

ENGLISH, GERMAN = (catalogues().get(language) for language in ("en", "de"))
DASH = "\N{EN DASH}"


def made(**cells):
    found, findings = item_from_row(Row(2, item(**cells)))
    assert findings == []
    return found


def days(*rows, catalogue=ENGLISH, moment=MONDAY):
    return programme_days(catalogue, [made(**cells) for cells in rows], moment)


def entry(**cells):
    ((one,),) = (day.entries for day in days(cells))
    return one


def test_items_stand_under_their_weekdays_in_the_order_of_the_week():
    found = days(
        {"title": "d", "opening_hours": ""},
        {"title": "c", "opening_hours": "Fr 10:00-11:00"},
        {"title": "b", "opening_hours": "Mo 17:00-18:00"},
        {"title": "a", "opening_hours": "Mo 09:00-10:00"},
        {"title": "e", "opening_hours": "Mo-Fr 08:00-09:00"},
        {"title": "f", "opening_hours": "Tu,Th 08:00-09:00"},
    )
    assert [(day.heading, [one.title for one in day.entries]) for day in found] == [
        ("Monday", ["a", "b"]),
        ("Monday to Friday", ["e"]),
        ("Tuesday and Thursday", ["f"]),
        ("Friday", ["c"]),
        ("Day not known", ["d"]),
    ]


@pytest.mark.parametrize(
    ("hours", "when"),
    [
        ("Tu 15:00-17:00", f"15:00{DASH}17:00"),
        ("Tu,Th 15:00-17:00", f"15:00{DASH}17:00"),
        ("Mo 10:00-11:00; We 14:00-15:00", f"Mon 10:00{DASH}11:00, Wed 14:00{DASH}15:00"),
        ("Tu 14:30+", "from 14:30"),
        ("Tu", "time not known"),
        ("", ""),
        ("Mo[1] 17:00-18:00", f"17:00{DASH}18:00, not every week"),
        ('Mo 17:00-18:00 open "after the bell"', f"17:00{DASH}18:00, after the bell"),
        ("Mo 15:00-16:00; SH off", f"15:00{DASH}16:00, not in school holidays"),
    ],
)
def test_times_are_written_as_exactly_as_they_are_known(hours, when):
    assert entry(opening_hours=hours).when == when


def test_what_a_source_says_is_told_and_what_it_does_not_is_unknown():
    one = entry(women_only="yes", childcare="no", cost="free", languages="de;ar")
    assert {fact.label: fact.value for fact in one.facts} == {
        "Language": "German, Arabic",
        "Women only": "yes",
        "Childcare": "no",
        "Cost": "free of charge",
    }
    assert one.unknown == "Not known: For whom and Registration needed"


@given(st.sets(st.sampled_from(["women_only", "childcare", "registration"])))
def test_an_answer_nobody_gave_is_never_no(given_):
    one = entry(**dict.fromkeys(given_, "yes"))
    assert "no" not in [fact.value for fact in one.facts]
    labels = [ENGLISH.t(f"programme.{name}") for name in ("women_only", "childcare")]
    told = {fact.label for fact in one.facts}
    assert all((label in told) != (label in one.unknown) for label in labels)


def test_a_cost_in_the_words_of_the_source_is_marked_as_such():
    assert [(f.value, f.is_own_word) for f in entry(cost="2 Euro je Stunde").facts] == [
        ("2 Euro je Stunde", True)
    ]
    assert [f.is_own_word for f in entry(cost="free").facts] == [False]


def test_an_item_without_a_title_goes_by_its_kind():
    kind = ENGLISH.t("offer.legal_advice")
    assert (entry(title="").title, entry(title="").kind) == (kind, "")
    assert (entry(title="Open table").title, entry(title="Open table").kind) == ("Open table", kind)


def test_source_and_date_stand_with_each_item():
    one = entry(source_date="2025-11")
    assert [link.href for link in one.sources] == ["https://source.example/programme"]
    assert "November 2025" in one.date
    assert entry(source_date="").date == ENGLISH.t("detail.date_unknown")


def test_begin_and_end_are_told_and_what_is_over_is_gone():
    told = {
        fact.label: fact.value for fact in entry(valid_from="2025-09", valid_until="2026").facts
    }
    assert (told["Begins"], told["Until"]) == ("September 2025", "2026")
    last = {"valid_until": MONDAY.date().isoformat()}
    assert days(last)
    assert days(last, moment=MONDAY + timedelta(days=1)) == ()


@pytest.mark.parametrize(
    ("weekdays", "name"),
    [
        ((), ""),
        ((0,), "Montag"),
        ((0, 1), "Montag und Dienstag"),
        ((0, 1, 2), "Montag bis Mittwoch"),
        ((0, 2, 4), "Montag, Mittwoch und Freitag"),
        (tuple(range(7)), "Montag bis Sonntag"),
    ],
)
def test_weekdays_in_words(weekdays, name):
    assert day_names(GERMAN, weekdays) == name


def test_a_card_names_two_items_and_counts_the_rest():
    items = [
        made(title=title, opening_hours=f"{day} 10:00-11:00")
        for title, day in (("c", "We"), ("a", "Mo"), ("b", "Tu"), ("d", "Th"))
    ]
    assert matching_lines(ENGLISH, items, MONDAY) == (
        f"Mon 10:00{DASH}11:00: a",
        f"Tue 10:00{DASH}11:00: b",
        "and 2 more matching items",
    )
    assert matching_lines(ENGLISH, [made(title="x", opening_hours="")], MONDAY) == ("x",)


class TestOnThePage:
    """Filters, chips, cards and the sheet speak of the same items."""

    DIRECTORY = world(
        places=[place()],
        items=[
            item(women_only="yes"),
            item(title="Other", opening_hours="We 10:00-11:00", cost="2 Euro"),
        ],
    )
    INDEX = index_of(DIRECTORY)

    def asked(self, **asked):
        visit = Visit(Query(**asked), MONDAY)
        return visit, search(self.INDEX, visit)

    def test_options_that_no_item_has_are_not_offered(self):
        visit, results = self.asked()
        found = {f.name: f for f in facets(ENGLISH, self.INDEX, visit.query, results)}
        assert [(o.label, o.count) for o in found["weekday"].options][:3] == [
            ("Monday", "0"),
            ("Tuesday", "1"),
            ("Wednesday", "1"),
        ]
        assert [o.label for o in found["women_only"].options] == ["Women only"]
        assert (found["childcare"].options, found["cost"].options) == ((), ())

    def test_choices_are_chips(self):
        query = Query(weekday=("tu",), women_only=("yes",), childcare=("yes",), cost=("free",))
        labels = [chip.label for chip in chips(ENGLISH, self.DIRECTORY, query)]
        assert labels == ["Tuesday", "Women only", "With childcare", "free of charge"]

    def test_a_card_names_the_item_only_where_one_was_asked_for(self):
        visit, results = self.asked(women_only=("yes",))
        (card,) = listing(ENGLISH, self.INDEX, visit, results).cards
        assert card.programme == (f"Tue 15:00{DASH}17:00: Open table",)
        visit, results = self.asked()
        (card,) = listing(ENGLISH, self.INDEX, visit, results).cards
        assert card.programme == ()

    def test_where_nothing_is_found_a_filter_of_the_programme_can_be_dropped(self):
        visit, results = self.asked(weekday=("we",), women_only=("yes",))
        ways = {way.value: way.label for way in listing(ENGLISH, self.INDEX, visit, results).wider}
        assert set(ways) == {"weekday", "women_only"}

    def test_the_sheet_has_it(self):
        found = sheet(
            ENGLISH, self.DIRECTORY, self.DIRECTORY.places[0], MONDAY, address="https://m"
        )
        assert [day.heading for day in found.programme] == ["Tuesday", "Wednesday"]


@given(
    st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(["<script>${a}", "{title}", "%s"]))
)
def test_fields_stay_the_text_they_are(cells):
    found, _ = item_from_row(Row(2, item(**cells)))
    for day in programme_days(ENGLISH, [found] if found else [], MONDAY):
        (one,) = day.entries
        assert one.title == (cells.get("title") or "Open table")
        assert "&lt;" not in str(asdict(one))
