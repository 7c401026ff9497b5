"""What happened to a place, in words."""

from dataclasses import replace

from geo.directory.history import Event
from geo.web.place_history import place_history
from tests.worlds import catalogues, place, world

ENGLISH = catalogues().get("en")
HOUSE = "house-of-words"
MARKUP = "<script>alert(1)</script> ${x} [a](javascript:b)"


def told(*events):
    directory = replace(world(places=[place()]), history=tuple(Event(**event) for event in events))
    return place_history(ENGLISH, directory, directory.places[0])


def an_event(**fields):
    usual = {"place": HOUSE, "kind": "opened", "text": "Es beginnt."}
    return usual | {"sources": ("https://www.source.example/a",)} | fields


def test_an_event_tells_when_what_and_where_it_stands():
    (happening,) = told(an_event(date="2018-05", source_date="2019-03-19"))
    assert (happening.when, happening.kind, happening.text) == (
        "May 2018",
        "Beginning",
        "Es beginnt.",
    )
    assert [(link.text, link.href) for link in happening.sources] == [
        ("source.example", "https://www.source.example/a")
    ]
    assert happening.dated == "Date of the source: 19 March 2019"


def test_what_has_no_date_says_so():
    (happening,) = told(an_event())
    assert happening.when == ENGLISH.t("history.undated")
    assert happening.dated == ENGLISH.t("history.source_undated")


def test_each_place_has_its_own_history():
    assert [h.text for h in told(an_event(), an_event(place="other", text="Woanders."))] == [
        "Es beginnt."
    ]
    assert told() == ()


def test_markup_stays_text():
    (happening,) = told(an_event(text=MARKUP))
    assert happening.text == MARKUP
