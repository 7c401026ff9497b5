"""When places are open, in 2026: 6 January is a Tuesday, 3 October a Saturday."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.directory.hours import (
    BERLIN,
    NextChange,
    OpenState,
    next_change,
    parse_hours,
    state_at,
    states_at,
    week,
)
from geo.errors import HoursError

OFFICE = "Mo-Fr 09:00-12:00"
LIBRARY = "Mo-Fr 09:00-13:00,14:00-20:00; Sa 09:00-14:00; SH Sa off"

HOLIDAYS = [
    date(2026, 1, 1),
    date(2026, 1, 6),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 5, 14),
    date(2026, 5, 25),
    date(2026, 6, 4),
    date(2026, 10, 3),
    date(2026, 11, 1),
    date(2026, 12, 25),
    date(2026, 12, 26),
]

DAYS = ["Mo", "Tu-Fr", "Mo-Su", "Sa,Su", "PH", "Mo-Fr,PH", "SH", "SH Sa", "PH Mo-Fr", "PH -1 day"]
TIMES = ["09:00-12:00", "10:00-13:00,14:00-24:00", "22:00-02:30", "02:10-02:50", "18:00+"]
MODIFIERS = ["", "off", "unknown", '"nach Vereinbarung"', 'open "Hof"', '"Hof"']
TOKENS = [*DAYS, *TIMES, *MODIFIERS, " ", ",", "; ", " || ", "24/7", "Mo[1]", "Dec", "sunset+"]
RULES = st.builds(
    "{} {} {}".format, st.sampled_from(DAYS), st.sampled_from(TIMES), st.sampled_from(MODIFIERS)
).map(str.strip)
TEXTS = st.builds(
    lambda rules, separator, fallback: separator.join(rules) + fallback,
    st.lists(RULES, min_size=1, max_size=3),
    st.sampled_from(["; ", ", "]),
    st.sampled_from(["", ' || "call us"', ' || "nach Vereinbarung"']),
)


def minutes_from(start, days):
    return st.integers(0, days * 1440).map(lambda minutes: start + timedelta(minutes=minutes))


MOMENTS = st.one_of(
    minutes_from(datetime(2026, 1, 1, tzinfo=UTC), days=400),
    # The two nights of the clock change.
    minutes_from(datetime(2026, 3, 28, 18, tzinfo=UTC), days=1),
    minutes_from(datetime(2026, 10, 24, 18, tzinfo=UTC), days=1),
)


def berlin(day, hour, minute=0, fold=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN, fold=fold)


def state_on(text, month, day, hour, minute=0):
    return state_at(text, berlin(date(2026, month, day), hour, minute))


class TestParsing:
    @pytest.mark.parametrize(
        "text",
        [
            "Mo 17:00-20:00; We,Fr 18:00-21:00",
            "Tu-Fr 18:00-24:00",
            "Su-Fr 17:00-20:00",
            LIBRARY,
            "Mo-Fr 09:00-12:00; PH off",
            '"nach Vereinbarung"',
            "24/7",
        ],
    )
    def test_osm_syntax_is_accepted(self, text):
        assert parse_hours(text).text == text

    @pytest.mark.parametrize(
        ("text", "trouble"),
        [
            ("Mo-Fr 9-25", "'Mo-Fr 9-25' is not understood from '9-25' on"),
            ("Mo - Fr 09:00-17:00", "is not understood from '- Fr 09:00-17:00' on"),
            ("Mo-Fr 09:00-12:00;", "'Mo-Fr 09:00-12:00;' breaks off"),
            ("montags", "'montags' is not understood"),
            ("  ", "'  ' is not understood"),
            ("", "'' breaks off"),
        ],
    )
    def test_anything_else_is_refused_with_the_place_and_an_example(self, text, trouble):
        with pytest.raises(HoursError) as caught:
            parse_hours(text)
        assert trouble in str(caught.value)
        assert str(caught.value).endswith("OSM syntax, for example Mo-Fr 09:00-17:00")

    @settings(deadline=None)
    @given(st.lists(st.sampled_from(TOKENS), max_size=8).map("".join))
    def test_what_is_accepted_can_be_evaluated(self, text):
        try:
            parse_hours(text)
        except HoursError:
            return
        assert len(week(text, date(2026, 6, 1))) == 7


class TestStateOnAnOrdinaryDay:
    @pytest.mark.parametrize(
        ("hour", "minute", "state"),
        [
            (8, 59, OpenState.CLOSED),
            (9, 0, OpenState.OPEN),
            (11, 59, OpenState.OPEN),
            (12, 0, OpenState.CLOSED),
        ],
    )
    def test_the_start_is_inside_and_the_end_outside(self, hour, minute, state):
        assert state_on(OFFICE, 1, 7, hour, minute) is state

    def test_no_hours_are_unknown_and_not_closed(self):
        assert state_on(None, 1, 7, 10) is OpenState.UNKNOWN
        assert state_on("", 1, 7, 10) is OpenState.UNKNOWN

    def test_unknown_stays_unknown(self):
        assert state_on("Mo-Fr unknown", 1, 7, 10) is OpenState.UNKNOWN

    def test_the_moment_may_come_in_another_time_zone(self):
        assert state_at(OFFICE, datetime(2026, 7, 1, 7, 0, tzinfo=UTC)) is OpenState.OPEN
        assert state_at(OFFICE, datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) is OpenState.CLOSED

    def test_a_moment_without_time_zone_is_refused(self):
        naive = berlin(date(2026, 1, 7), 10).replace(tzinfo=None)
        with pytest.raises(ValueError, match="2026-01-07 10:00:00 has no time zone"):
            state_at(OFFICE, naive)
        with pytest.raises(ValueError, match="has no time zone"):
            next_change(None, naive)

    def test_open_past_midnight(self):
        late = "Mo 22:00-02:00"
        assert state_on(late, 1, 13, 1, 59) is OpenState.OPEN
        assert state_on(late, 1, 13, 2, 0) is OpenState.CLOSED

    def test_an_open_end_is_not_claimed_to_be_open(self):
        assert state_on("We 18:00+; Th 09:00-12:00", 1, 7, 20) is OpenState.UNKNOWN
        assert state_on("We 18:00+; Th 09:00-12:00", 1, 8, 10) is OpenState.OPEN

    def test_the_sun_sets_when_it_does_in_stuttgart(self):
        assert state_on("sunrise-sunset", 6, 22, 21) is OpenState.OPEN
        assert state_on("sunrise-sunset", 12, 22, 17) is OpenState.CLOSED


class TestComments:
    @pytest.mark.parametrize(
        "text",
        [
            '"nach Vereinbarung"',
            '"Nur nach telefonischer Anmeldung"',
            'We 09:00-12:00 "by appointment"',
            'We 09:00-12:00 open "Terminvereinbarung per Telefon"',
            'We unknown "auf Anfrage"',
            'Mo 09:00-12:00 || "nach Absprache"',
        ],
    )
    def test_a_comment_may_ask_for_an_appointment(self, text):
        assert state_on(text, 1, 7, 10) is OpenState.APPOINTMENT

    @pytest.mark.parametrize(
        "comment", ["ohne Termin", "no appointment needed", "Termine im Schaukasten", "am Terminal"]
    )
    def test_a_comment_may_speak_of_appointments_without_asking_for_one(self, comment):
        assert state_on(f'We 09:00-12:00 open "{comment}"', 1, 7, 10) is OpenState.OPEN

    def test_a_negation_counts_for_its_own_clause(self):
        text = 'We 09:00-12:00 open "nicht barrierefrei, nach Vereinbarung"'
        assert state_on(text, 1, 7, 10) is OpenState.APPOINTMENT

    def test_a_comment_on_open_hours_leaves_them_open(self):
        assert state_on('We 09:00-12:00 open "Eingang im Hof"', 1, 7, 10) is OpenState.OPEN

    def test_a_comment_without_the_word_open_is_unknown_as_in_the_specification(self):
        assert state_on('We 09:00-12:00 "falls jemand da ist"', 1, 7, 10) is OpenState.UNKNOWN
        assert state_on('"siehe Aushang"', 1, 7, 10) is OpenState.UNKNOWN

    def test_closed_stays_closed_whatever_the_comment_says(self):
        assert state_on('Mo-Fr off "kein Termin, Termin im Mai"', 1, 7, 10) is OpenState.CLOSED

    def test_a_holiday_inside_a_comment_is_not_a_rule(self):
        assert state_on('Mo-Fr 09:00-12:00 open "PH und SH zu"', 1, 6, 10) is OpenState.UNKNOWN
        assert state_on('Mo-Fr 09:00-12:00 open "PH und SH zu"', 1, 7, 10) is OpenState.OPEN


class TestPublicHolidays:
    def test_the_week_table_marks_them(self):
        year = [week(OFFICE, date(2026, 1, 1) + timedelta(weeks=later)) for later in range(52)]
        assert [day.date for days in year for day in days if day.holiday] == HOLIDAYS

    @pytest.mark.parametrize("day", HOLIDAYS)
    def test_hours_that_do_not_speak_of_them_are_unknown_and_never_open(self, day):
        assert state_at("Mo-Su 09:00-12:00", berlin(day, 10)) is OpenState.UNKNOWN
        assert state_at("Mo-Su 09:00-12:00", berlin(day, 13)) is OpenState.CLOSED

    @pytest.mark.parametrize("day", HOLIDAYS)
    def test_closed_where_the_hours_say_so(self, day):
        assert state_at("Mo-Su 09:00-12:00; PH off", berlin(day, 10)) is OpenState.CLOSED

    @pytest.mark.parametrize("day", HOLIDAYS)
    def test_their_own_hours_count(self, day):
        text = "Mo-Su 09:00-12:00; PH 14:00-16:00"
        assert state_at(text, berlin(day, 10)) is OpenState.CLOSED
        assert state_at(text, berlin(day, 15)) is OpenState.OPEN
        assert state_at("Su,PH 09:00-12:00", berlin(day, 10)) is OpenState.OPEN

    @pytest.mark.parametrize("text", ["Mo-Fr 09:00-12:00; PH off", "PH off; Mo-Fr 09:00-12:00"])
    def test_rules_about_them_change_nothing_on_other_days(self, text):
        assert state_on(text, 1, 7, 10) is OpenState.OPEN

    def test_round_the_clock_includes_them(self):
        assert state_on("24/7", 12, 25, 10) is OpenState.OPEN
        assert state_on("24/7; PH off", 12, 25, 10) is OpenState.CLOSED

    def test_an_appointment_can_be_asked_for_on_any_day(self):
        assert state_on('"nach Vereinbarung"', 12, 25, 10) is OpenState.APPOINTMENT

    def test_holidays_on_certain_weekdays(self):
        text = "Mo-Su 09:00-12:00; PH Su off"
        assert state_on(text, 11, 1, 10) is OpenState.CLOSED  # a Sunday
        assert state_on(text, 1, 6, 10) is OpenState.OPEN  # a Tuesday
        assert state_on(text, 11, 8, 10) is OpenState.OPEN  # any other Sunday

    def test_the_day_before_a_holiday(self):
        text = "Mo-Fr 09:00-12:00; PH -1 day 09:00-10:00; PH off"
        assert state_on(text, 1, 5, 11) is OpenState.CLOSED
        assert state_on(text, 1, 7, 11) is OpenState.OPEN

    def test_the_night_after_a_holiday_is_not_claimed_to_be_open(self):
        assert state_on("Mo-Su 22:00-02:00; PH off", 1, 7, 1) is OpenState.UNKNOWN
        assert state_on("Mo-Su 22:00-02:00; PH off", 1, 8, 1) is OpenState.OPEN


class TestSchoolHolidays:
    """Whether schools are closed is not known, so both readings have to agree."""

    @pytest.mark.parametrize(
        ("day", "hour", "state"),
        [
            (10, 10, OpenState.UNKNOWN),  # Saturday: open, or off in the school holidays
            (10, 15, OpenState.CLOSED),
            (9, 10, OpenState.OPEN),  # Friday: the same in both
            (9, 13, OpenState.CLOSED),
        ],
    )
    def test_only_the_weekday_they_touch_is_in_doubt(self, day, hour, state):
        assert state_on(LIBRARY, 1, day, hour) is state

    def test_hours_for_the_school_holidays_alone(self):
        assert state_on("SH Mo-Fr 10:00-12:00", 1, 7, 11) is OpenState.UNKNOWN
        assert state_on("SH Mo-Fr 10:00-12:00", 1, 7, 13) is OpenState.CLOSED

    def test_only_the_hours_that_differ_are_in_doubt(self):
        text = "Mo-Fr 09:00-12:00; SH 10:00-14:00"
        states = [state_on(text, 1, 7, hour) for hour in (9, 11, 13, 15)]
        assert states == ["unknown", "open", "unknown", "closed"]


class TestStatesAt:
    def test_keeps_the_order_and_the_repetitions(self):
        moment = berlin(date(2026, 1, 7), 10)
        texts = [None, OFFICE, "24/7", None, "Mo off", OFFICE]
        states = ["unknown", "open", "open", "unknown", "closed", "open"]
        assert states_at(texts, moment) == states

    def test_of_nothing(self):
        assert states_at([], berlin(date(2026, 1, 7), 10)) == []


class TestNextChange:
    def test_closing_and_opening(self):
        wednesday, thursday = date(2026, 1, 7), date(2026, 1, 8)
        closing = NextChange(berlin(wednesday, 12), OpenState.CLOSED)
        opening = NextChange(berlin(thursday, 9), OpenState.OPEN)
        assert next_change(OFFICE, berlin(wednesday, 9)) == closing
        assert next_change(OFFICE, berlin(wednesday, 12)) == opening

    def test_it_comes_in_stuttgarts_time(self):
        change = next_change(OFFICE, datetime(2026, 7, 1, 7, 30, tzinfo=UTC))
        assert change.moment.isoformat() == "2026-07-01T12:00:00+02:00"

    def test_nothing_changes(self):
        before_christmas = berlin(date(2026, 12, 20), 10)
        assert next_change("24/7", before_christmas) is None
        assert next_change('"nach Vereinbarung"', before_christmas) is None
        assert next_change(None, before_christmas) is None

    def test_a_change_more_than_14_days_ahead_is_none(self):
        summer = "2026 Jul 15 10:00-12:00"
        assert next_change(summer, berlin(date(2026, 7, 1), 9)) is None
        assert next_change(summer, berlin(date(2026, 7, 1), 10)).state is OpenState.OPEN

    def test_midnight_is_no_change_where_the_hours_run_on(self):
        change = next_change("Mo 22:00-02:00", berlin(date(2026, 1, 12), 23))
        assert change == NextChange(berlin(date(2026, 1, 13), 2), OpenState.CLOSED)

    def test_hours_that_begin_in_the_skipped_hour_begin_when_it_is_over(self):
        change = next_change("Su 02:30-10:00", berlin(date(2026, 3, 29), 1))
        assert change.moment.isoformat() == "2026-03-29T03:00:00+02:00"

    def test_the_hour_that_comes_twice_is_open_twice(self):
        moment, changes = datetime(2026, 10, 24, 23, 50, tzinfo=UTC), []
        for _ in range(4):
            change = next_change("Su 02:00-02:30", moment)
            changes.append(change.moment.strftime("%H:%M%z"))
            moment = change.moment
        assert changes == ["02:00+0200", "02:30+0200", "02:00+0100", "02:30+0100"]

    @settings(deadline=None)
    @given(TEXTS, MOMENTS)
    def test_the_state_holds_until_the_change_and_is_another_one_then(self, text, moment):
        now, change = state_at(text, moment), next_change(text, moment)
        end = change.moment.astimezone(UTC) if change else moment + timedelta(days=14)
        stretch = end - moment
        assert stretch > timedelta(0)
        for part in range(8):
            assert state_at(text, moment + stretch * part / 8) is now
        if change:
            assert state_at(text, change.moment) is change.state is not now


class TestWeek:
    def test_seven_days_from_any_day(self):
        days = week(OFFICE, date(2026, 1, 7))
        assert [day.date.day for day in days] == [7, 8, 9, 10, 11, 12, 13]
        assert [len(day.intervals) for day in days] == [1, 1, 1, 0, 0, 1, 1]

    def test_midnight_is_24_00(self):
        (evening,) = week("Tu-Fr 18:00-24:00", date(2026, 1, 7))[0].intervals
        assert (evening.start_minute, evening.end_minute) == (1080, 1440)
        assert (evening.start, evening.end) == ("18:00", "24:00")

    def test_hours_across_midnight_are_cut_there(self):
        days = week("We 22:00-02:00", date(2026, 1, 7))
        spans = [(piece.start, piece.end) for day in days for piece in day.intervals]
        assert spans == [("22:00", "24:00"), ("00:00", "02:00")]

    def test_each_interval_has_its_state_and_comment(self):
        text = 'We 09:00-12:00; We 14:00-16:00 "nach Vereinbarung" || off'
        (piece,) = week(text, date(2026, 1, 7))[0].intervals
        assert (piece.state, piece.comment) == (OpenState.APPOINTMENT, "nach Vereinbarung")

    def test_a_fallback_fills_what_is_closed(self):
        text = 'We 09:00-12:00 || "nach Vereinbarung"'
        states = [piece.state for piece in week(text, date(2026, 1, 7))[0].intervals]
        assert states == ["appointment", "open", "appointment"]

    @pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
    def test_the_days_of_the_clock_change_are_days_as_any_other(self, day):
        (sunday, *_) = week("Su 09:00-17:00", day)
        assert [(piece.start, piece.end) for piece in sunday.intervals] == [("09:00", "17:00")]

    @settings(deadline=None)
    @given(TEXTS, MOMENTS)
    def test_agrees_with_the_state_at_every_moment(self, text, moment):
        local = moment.astimezone(BERLIN)
        minute = local.hour * 60 + local.minute
        day = week(text, local.date() - timedelta(days=3))[3]
        states = [p.state for p in day.intervals if p.start_minute <= minute < p.end_minute]
        assert (states or [OpenState.CLOSED]) == [state_at(text, moment)]

    @settings(deadline=None)
    @given(TEXTS, st.sampled_from(HOLIDAYS))
    def test_intervals_are_in_order_apart_and_within_the_day(self, text, first):
        for day in week(text, first):
            edges = [edge for p in day.intervals for edge in (p.start_minute, p.end_minute)]
            assert edges == sorted(edges)
            assert all(0 <= edge <= 1440 for edge in edges)
            assert all(p.start_minute < p.end_minute for p in day.intervals)
            assert all(p.state is not OpenState.CLOSED for p in day.intervals)
