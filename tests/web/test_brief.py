"""The brief of a report: words and rows, equal to the figures they tell."""

from dataclasses import replace

import numpy as np
import pytest

from geo.coverage.figures import PLACES
from geo.coverage.next_sites import WhereNext
from geo.coverage.report import report
from geo.coverage.scenario import DemandSource, Measure, Scenario
from geo.directory.query import Query
from geo.directory.viewer import Role
from geo.web.brief import brief
from tests.coverage.plans import TODAY, figure, planning
from tests.reports import (
    ADVICE,
    CHANGED,
    ENGLISH,
    GERMAN,
    HOSTILE,
    HOUSED,
    SOURCES,
    report_of,
)
from tests.worlds import EAST, MIDDLE, WEST


def brief_of(scenario=ADVICE, catalogue=ENGLISH, **parts):
    return brief(catalogue, report_of(scenario, **parts), SOURCES)


def part(made, heading):
    (found,) = [part for part in (*made.left, *made.right) if part.heading == heading]
    return found


def told(facts):
    return {fact.label: fact.text for fact in facts}


def test_the_question_is_asked_in_words():
    facts = told(brief_of().question)
    assert facts["Whose needs"] == "inhabitants"
    assert facts["Which services"] == (
        "Advice. 3 found: 1 with a known point (counted); 1 known by district only (counted only "
        "in the ranges and per 1,000 people); 1 for the whole city (not counted)."
    )
    assert facts["Ways"] == "on foot: straight line times 1.3 (detour), 4.5 km/h"
    assert facts["Assumption: people are put"] == "evenly over the stops of their district"


def test_what_was_chosen_beyond_the_usual_is_told():
    scenario = replace(
        ADVICE,
        unit="places",
        assumed_places=20,
        half_life_years=5,
        unverified=0.5,
        hour=34,
        measure=Measure.ACCESS,
    )
    facts = told(brief_of(scenario).question)
    assert facts["Counted are"] == "places instead of services; 20 assumed where nobody knows"
    assert facts["Old facts are believed"] == "after 5 years by half"
    assert facts["Not confirmed"] == "unconfirmed places count 50%"
    assert facts["Only what is open"] == "Tuesday, 10:00"


def test_the_ranking_has_the_figures_of_the_assessment_and_the_city_last():
    table = brief_of().ranking
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    assert [row["District"] for row in rows] == [EAST, MIDDLE, WEST, "Whole city"]
    assert [row["Value"] for row in rows] == ["0%", "0%", "100%", "17%"]
    assert [row["People"] for row in rows] == ["3,000", "2,000", "1,000", "6,000"]
    assert [row["without"] for row in rows] == ["3,000", "2,000", "0", "5,000"]
    assert [row["Class"] for row in rows] == ["E", "E", "A", ""]


def test_the_map_and_its_legend_have_a_letter_for_each_class():
    made = brief_of()
    (_, texts) = made.map.spec["layer"]
    assert [row["text"] for row in texts["data"]["values"]] == ["1 A", "2 E", "3 E"]
    assert [(row.letter, row.districts) for row in made.legend] == [
        ("A", "1 district"),
        ("B", "0 districts"),
        ("C", "0 districts"),
        ("D", "0 districts"),
        ("E", "2 districts"),
    ]
    assert len({row.colour for row in made.legend}) == 5


def test_every_class_of_the_legend_has_its_unit():
    texts = [row.text for row in brief_of(replace(ADVICE, measure=Measure.MINUTES)).legend]
    assert texts[0] == "up to 5 min"
    assert texts[-1] == "over 30 min"
    assert all(text.endswith(" min") for text in texts)


def test_what_counts_in_the_range_and_not_in_the_value_is_told_beside_them():
    located = replace(ADVICE, supply=Query(categories=("course",)))
    assert "whose place is known" in " ".join(brief_of().findings)
    assert "whose place is known" not in " ".join(brief_of(located).findings)
    assert "roughly known places really are" in " ".join(brief_of(located).findings)


def test_unknown_is_told_as_unknown():
    made = brief_of(HOUSED, figures=(figure(value=30),))
    rows = {row[2]: row for row in made.ranking.rows}
    assert rows[EAST][3:6] == ("?", "unknown", "–")  # noqa: RUF001
    assert made.legend[-1].letter == "?"
    assert (
        f"(2026: refugees housed) does not exist here for {MIDDLE} and {EAST}" in made.findings[-1]
    )
    assert told(part(made, "How good the facts are").facts)["Not known"] == f"{MIDDLE} and {EAST}"


def test_a_report_says_for_how_many_districts_and_of_what_time_it_speaks():
    there = (figure(value=30, period="2015-08-31", metric=PLACES),)
    made = brief_of(replace(HOUSED, figure=f"{PLACES}|2015-08-31"), figures=there)
    assert made.subtitle == "all services · 31 August 2015: places, existing and planned"
    assert "1 district with this figure" in made.key_figures[0].label
    assert "Whole city" not in str(made.data)
    assert made.findings[0].startswith("Note: this figure (31 August 2015) is more than 3 years")
    assert "Places (31 August 2015)" in made.ranking.headings


def test_a_unit_stands_once_in_a_key_figure():
    fact = brief_of(replace(ADVICE, measure=Measure.MINUTES)).key_figures[1]
    assert fact.text.endswith(" min")
    assert fact.label == "way to the nearest service, average (Whole city)"


def test_a_rate_is_not_said_to_leave_out_what_it_counts():
    assert "whose place is known" not in " ".join(
        brief_of(replace(ADVICE, measure=Measure.PER_THOUSAND)).findings
    )


def test_only_inhabitants_are_dated_by_the_population():
    homes = brief_of(replace(ADVICE, demand=DemandSource.SHELTERS), role=Role.PLANNER)
    key = "Date of the figure"
    assert key in told(part(brief_of(), "How good the facts are").facts)
    assert key not in told(part(homes, "How good the facts are").facts)


def test_before_and_after_stand_side_by_side():
    made = brief_of(CHANGED)
    table = part(made, "What if").table
    assert table.rows == (
        (EAST, "0%", "100%", "+100.0\u00a0pp", "3,000", "0"),
        ("Whole city", "17%", "67%", "+50.0\u00a0pp", "3,000", "0"),
    )
    assert part(made, "What if").sentences[0] == f"New: =Neu, Advice, {EAST}."
    headings = ("Measure", "before", "after", "Interval")
    assert part(made, "How unequal").table.headings == headings


def test_without_a_change_there_is_no_comparison():
    assert "What if" not in {part.heading for part in brief_of().left}


def test_a_change_from_nothing_says_so():
    nothing = report_of(replace(CHANGED, supply=replace(CHANGED.supply, text="Nirgends")))
    sentences = part(brief(ENGLISH, nothing, SOURCES), "What if").sentences
    assert "A comparison is not possible" in sentences[-1]


def test_inequality_that_cannot_be_told_is_not_a_zero():
    answer = replace(report_of().answer, values=np.zeros(4))
    found = part(brief(ENGLISH, replace(report_of(), answer=answer), SOURCES), "How unequal")
    assert found.sentences[0].startswith("Inequality cannot be told here")
    assert (found.table, found.figure) == (None, None)


def test_the_order_of_new_sites_and_their_proof_are_told():
    made = report(planning(), ADVICE, TODAY, asked_next=WhereNext(k=2), draws=2)
    found = part(brief(ENGLISH, made, SOURCES), "Where next")
    assert found.table.rows == ((MIDDLE, "Mitte Nacht"), (EAST, "Ostmarkt"))
    assert "6,000 instead of 1,000. It is proven that nothing is better, " in found.sentences[0]
    assert "for these 3 possible sites" in found.sentences[0]


def test_data_quality_counts_ages_and_positions():
    facts = told(part(brief_of(), "How good the facts are").facts)
    assert facts["Age of the facts"] == "up to 2 years: 3"
    assert (
        facts["Where places are"]
        == "known to the door: 1; district only: 1; not known, or the whole city: 1"
    )
    assert facts["Confirmed by nobody"] == "0 of 3"


def test_sources_stand_with_date_and_licence():
    assert part(brief_of(), "Sources").sentences == ("Bezirke (Stadt, 2023, CC BY 4.0)",)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("catalogue", [GERMAN, ENGLISH])
def test_every_measure_has_its_words_in_every_language(measure, catalogue):
    made = brief_of(Scenario(measure=measure), catalogue)
    assert "brief." not in str(made.data)
    assert made.language == catalogue.language


def test_a_name_is_one_line_of_text():
    assert brief_of(CHANGED).heading == HOSTILE
    assert brief_of(replace(ADVICE, name="a\n\tb\x00c")).heading == "a bc"


def test_planners_figures_are_marked():
    scenario = Scenario(demand=DemandSource.SHELTERS)
    assert report(planning(Role.PLANNER), scenario, TODAY, draws=2).is_for_planners
    assert not report_of().is_for_planners


def test_the_same_scenario_gives_the_same_brief():
    again = brief(ENGLISH, report_of.__wrapped__(CHANGED), SOURCES)
    assert again.data == brief_of(CHANGED).data
    assert np.array_equal(
        report_of.__wrapped__(CHANGED).interval.low, report_of(CHANGED).interval.low
    )
