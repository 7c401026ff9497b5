"""What the history of places says. The day of the check is 5 January 2026."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.histories import event, write_history
from tests.worlds import place, shelter


def look_at(*events, shelters=()):
    return look(place(), shelters=shelters, change=lambda folder: write_history(folder, *events))


def test_a_sound_history_gives_no_finding():
    found = look_at(event(), event(kind="planned", date="2027", text="Ein Umbau ist geplant."))
    assert [finding for finding in found if finding.file == "history.csv"] == []


@pytest.mark.parametrize(
    ("when", "is_told"), [("2026", False), ("2026-01-06", True), ("2027", True)]
)
def test_what_has_not_happened_yet_is_planned_or_wrong(when, is_told):
    found = seen(look_at(event(date=when, source_date="")), "not come yet")
    assert found == ([("warning", 2, "date", when)] if is_told else [])


def test_a_source_from_the_future_is_a_warning():
    found = seen(look_at(event(source_date="2026-02")), "not come yet")
    assert found == [("warning", 2, "source_date", "2026-02")]


@pytest.mark.parametrize(
    ("when", "source", "is_told"),
    [
        ("2018-05", "2018", False),
        ("2018", "2018-03-01", False),
        ("2018-05-02", "2018-05-01", True),
        ("2019", "2018-12-31", True),
        ("", "2018", False),
    ],
)
def test_a_source_cannot_tell_what_came_after_it(when, source, is_told):
    rows = event(date=when, source_date=source), event(kind="planned", date=when, text="Plan")
    found = seen(look_at(*rows), "the source is older")
    assert found == ([("warning", 2, "source_date", source)] if is_told else [])


def test_the_same_event_twice_is_a_warning_and_names_the_first():
    found = look_at(event(), event(text="das haus wird eröffnet"), event(date="2017"))
    assert seen(found, "line 2 says the same") == [("warning", 3, "text", "das haus wird eröffnet")]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Das Haus liegt am Park.", None),
        ("Das Haus liegt neben der Graue Gasse 7.", "warning"),
        ("Gegenüber der Nachtviole.", "hint"),
    ],
)
def test_a_hint_at_a_home_is_told_discreetly(text, severity):
    homes = [shelter(street="Graue Gasse", house_number="7", name="Nachtviole")]
    found = [f for f in look_at(event(text=text), shelters=homes) if f.file == "history.csv"]
    assert [str(finding.severity) for finding in found] == ([severity] if severity else [])
    assert all(finding.is_private and not finding.value for finding in found)


def test_a_place_may_name_its_own_street():
    found = look(
        place(street="Graue Gasse", house_number="9"),
        shelters=[shelter(street="Graue Gasse", house_number="7")],
        change=lambda folder: write_history(folder, event(text="In der Graue Gasse geht es los.")),
    )
    assert [finding for finding in found if finding.file == "history.csv"] == []
