"""Links that have not worked for a while. The day of the check is 5 January 2026."""

import pytest

from tests.directory.rules.looking import look, seen
from tests.worlds import place, shelter, table

SITE, SOURCE = "https://site.example/", "https://source.example/words"
COLUMNS = ("source_url", "source_date", "answer", "status", "last_success", "failing_since")


def known(name="links.csv", **cells):
    """Let something be known of one link."""
    row = {"source_url": SITE, "source_date": "2026-01-02", "answer": "gone"} | cells
    rows = [dict.fromkeys(COLUMNS, "") | row]
    return lambda folder: (folder / name).write_text(table(rows, COLUMNS))


def broken(findings):
    return [item for item in seen(findings, " since ") if item[2] in ("website", "source_url")]


@pytest.mark.parametrize(
    ("since", "is_told"),
    [("2025-12-03", True), ("2025-12-04", False), ("2026-01-02", False), ("", False)],
)
def test_a_website_is_told_when_it_was_broken_for_thirty_days_until_somebody_looked(since, is_told):
    found = look(place(website=SITE), change=known(failing_since=since))
    assert broken(found) == ([("warning", 2, "website", SITE)] if is_told else [])


def test_a_source_that_is_gone_is_a_hint_since_its_facts_may_still_hold():
    change = known(source_url=SOURCE, failing_since="2025-01-01")
    assert broken(look(place(), change=change)) == [("hint", 2, "source_url", SOURCE)]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("failing", "no page comes since 2025-01-01, seen last on 2024-12-31"),
        ("untrusted", "browsers warn of its certificate since 2025-01-01"),
        ("no_host", "there is no such host since 2025-01-01"),
        ("gone", "the page is not there since 2025-01-01"),
        ("undecided", "no page came, and lately no programs are let in since 2025-01-01"),
    ],
)
def test_it_is_told_what_is_broken_and_when_it_was_seen_last(answer, told):
    change = known(answer=answer, failing_since="2025-01-01", last_success="2024-12-31")
    assert len(seen(look(place(website=SITE), change=change), told)) == 1


def test_links_of_homes_are_told_where_they_stand():
    change = known("shelter_links.csv", failing_since="2025-01-01")
    home = shelter(website=SITE)
    (finding,) = [f for f in look(shelters=[home], change=change) if f.column == "website"]
    assert (finding.file, finding.line) == ("shelters.csv", 2)


def test_a_table_of_links_with_a_bad_row_costs_that_row():
    def change(folder):
        known(failing_since="2025-01-01")(folder)
        with (folder / "links.csv").open("a") as rows:
            rows.write("https://other.example/,yesterday,gone,,,\n")

    found = look(place(website=SITE), change=change)
    assert broken(found) == [("warning", 2, "website", SITE)]
    errors = [(f.file, f.line, f.column, f.value) for f in found if str(f.severity) == "error"]
    assert errors == [("links.csv", 3, "source_date", "yesterday")]
