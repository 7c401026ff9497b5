"""The audit log as editors read it."""

from datetime import UTC, datetime

import pytest

from geo.access.audit import OPERATOR, Entry, Event
from geo.language import formatting
from geo.web.log import log_rows
from tests.homes import HOSTILE
from tests.worlds import catalogues

ENGLISH = catalogues().get("en")
NOON = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)


def entry(**values):
    usual = {"id": 1, "at": NOON, "who": "0000aaaa", "event": "exported", "detail": "csv west-home"}
    return Entry(**usual | values)


def cells(**values):
    (row,) = log_rows(ENGLISH, [entry(**values)])
    return dict(zip(("at", "who", "event", "detail"), row.values(), strict=True))


def test_a_line_says_when_who_what_and_of_what():
    assert cells() == {
        "at": formatting.moment(ENGLISH, NOON),
        "who": "0000aaaa",
        "event": ENGLISH.t("log.event.exported"),
        "detail": "csv west-home",
    }


def test_lines_stay_in_the_order_given():
    details = [str(number) for number in range(5)]
    rows = log_rows(ENGLISH, [entry(detail=detail) for detail in details])
    assert [row[ENGLISH.t("log.detail")] for row in rows] == details


def test_whoever_sits_at_the_command_line_is_called_so():
    assert cells(who=OPERATOR)["who"] == ENGLISH.t("log.operator")


def test_nobody_who_was_signed_in_is_said_to_be_nobody():
    assert cells(who=None)["who"] == ENGLISH.t("log.nobody")


def test_every_event_has_words_of_its_own_in_each_language():
    for catalogue in catalogues():
        rows = log_rows(catalogue, [entry(event=event) for event in Event])
        said = [row[catalogue.t("log.event")] for row in rows]
        assert len(set(said)) == len(Event)
        assert not [words for words in said if words.startswith("log.") or words in tuple(Event)]


def test_the_four_headings_differ_in_each_language():
    for catalogue in catalogues():
        (row,) = log_rows(catalogue, [entry()])
        assert len(row) == 4


def test_an_event_of_another_version_shows_by_its_code():
    assert cells(event="moved_out")["event"] == "moved_out"


@pytest.mark.parametrize("detail", HOSTILE)
def test_a_detail_stays_as_it_is(detail):
    assert cells(detail=detail)["detail"] == detail


def test_an_empty_log_is_an_empty_table():
    assert log_rows(ENGLISH, []) == []
