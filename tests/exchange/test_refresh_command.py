"""``python -m geo refresh`` against a server on this machine, and without a network."""

import csv
import signal
import socket
from datetime import date, timedelta

import pytest
import typer
from typer.testing import CliRunner

from geo.directory.reading import read_directory
from geo.exchange import link_asking, refresh_command
from geo.exchange.keeping import versions
from geo.exchange.link_asking import Limits
from tests.exchange.linked_server import SLOW, linked_server
from tests.histories import event, write_history
from tests.loops import apart
from tests.shell import Shell
from tests.worlds import item, place, shelter, write_world

HEAD = "source_url,source_date,answer,status,last_success,failing_since\n"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setattr(link_asking, "getproxies", dict)


@pytest.fixture
def server():
    with linked_server() as running:
        yield running


class Desk:
    """A data folder, the command over it, and the server its links lead to."""

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        self.app = typer.Typer()
        self.app.callback()(lambda: None)
        refresh_command.register(self.app, lambda: folder, lambda: Limits(pause_s=0))

    def lay_out(self, *places, shelters=(), items=(), events=()):
        write_world(self.folder, places=places, shelters=shelters, items=items)
        if events:
            write_history(self.folder, *events)

    def refresh(self, *options):
        words = ["refresh", *options]
        return apart(CliRunner().invoke, self.app, words, env={"COLUMNS": "220"})

    def states(self, name="links.csv"):
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return {
                row["source_url"].removeprefix(self.server.address): row
                for row in csv.DictReader(file)
            }

    def known(self, path, **cells):
        """Write down what was seen before of one link."""
        row = {"source_url": self.server.link(path), "source_date": "2020-01-02"} | cells
        names = HEAD.strip().split(",")
        line = ",".join(str(row.get(name, "")) for name in names)
        (self.folder / "links.csv").write_text(HEAD + line + "\n")

    @property
    def content(self):
        """Everything in the folder but the lock and the earlier versions."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}


@pytest.fixture
def desk(tmp_path, server):
    return Desk(tmp_path, server)


def row_with(server, *sources, website="", **cells):
    links = ";".join(server.link(path) for path in sources)
    return place(source_url=links, website=website and server.link(website), **cells)


def test_every_website_and_source_is_noted_with_its_day(desk, server):
    desk.lay_out(row_with(server, "/works", "/gone", website="/moved"))
    result = desk.refresh()
    assert result.exit_code == 0, result.output
    states = desk.states()
    assert {path: state["answer"] for path, state in states.items()} == {
        "/gone": "gone",
        "/moved": "moved",
        "/works": "works",
    }
    gone, works = states["/gone"], states["/works"]
    assert (gone["status"], gone["last_success"]) == ("404", "")
    assert gone["failing_since"] == gone["source_date"]
    assert works["last_success"] == works["source_date"]
    assert read_directory(desk.folder).is_sound


def test_sources_of_programmes_and_histories_are_asked_too(desk, server):
    desk.lay_out(
        row_with(server, "/works"),
        items=[item(source_url=server.link("/gone"))],
        events=[event(source_url=server.link("/moved"))],
    )
    assert desk.refresh().exit_code == 0
    assert set(desk.states()) == {"/works", "/gone", "/moved"}


def test_the_tables_of_places_and_homes_are_not_touched(desk, server):
    desk.lay_out(row_with(server, "/gone"), shelters=[shelter(source_url=server.link("/broken"))])
    before = desk.content
    desk.refresh()
    after = desk.content
    assert set(after) - set(before) == {"links.csv", "shelter_links.csv"}
    assert {name: after[name] for name in before} == before


def test_what_does_not_work_is_told_with_where_it_leads(desk, server):
    desk.lay_out(row_with(server, "/works", "/gone", website="/moved"))
    told = desk.refresh().stdout
    (moved,) = [line for line in told.splitlines() if server.link("/moved") in line]
    assert [word in moved for word in ("moved", "200", server.link("/works"))] == [True] * 3
    assert any(server.link("/gone") in line and "404" in line for line in told.splitlines())
    assert "3 links asked: 1 works, 1 moved, 0 undecided, 0 failing" in told


@pytest.mark.parametrize(
    ("path", "success", "failing"),
    [
        ("/works", "today", ""),
        ("/gone", "2019-01-01", "2019-02-02"),
        ("/members-only", "2019-01-01", "2019-02-02"),
    ],
)
def test_what_was_known_goes_on(desk, server, path, success, failing):
    desk.lay_out(row_with(server, path))
    desk.known(path, answer="failing", last_success="2019-01-01", failing_since="2019-02-02")
    desk.refresh()
    state = desk.states()[path]
    day = state["source_date"]
    assert day > "2020-01-02"
    assert state["last_success"] == (day if success == "today" else success)
    assert state["failing_since"] == failing
    assert len(versions(desk.folder / "links.csv")) == 1


def test_a_link_that_an_editor_took_out_is_kept_nowhere(desk, server):
    desk.lay_out(row_with(server, "/works"))
    desk.known("/names-a-home", answer="works")
    desk.refresh()
    assert set(desk.states()) == {"/works"}


def test_links_that_stand_with_homes_alone_are_kept_apart_and_not_named(desk, server):
    home = shelter(source_url=f"{server.link('/gone')};{server.link('/works')}")
    desk.lay_out(
        row_with(server, "/works"),
        place(id="refuge", name="Haus Grau", visibility="confidential", street="", lat="", lon="",
              house_number="", geo_accuracy_m="", geo_precision="district",
              source_url=server.link("/gone-for-good")),
        shelters=[home],
    )  # fmt: skip
    result = desk.refresh()
    assert set(desk.states()) == {"/works"}
    assert set(desk.states("shelter_links.csv")) == {"/gone", "/gone-for-good"}
    assert "/gone" not in result.stdout
    assert "Grau" not in result.stdout
    assert "2 of protected records not named: add --protected" in result.stdout
    alone = desk.refresh("--protected").stdout
    assert server.link("/gone-for-good") in alone
    assert "Graue Unterkunft" in alone


def test_who_may_not_read_the_homes_may_not_read_their_links(desk, server):
    desk.lay_out(row_with(server, "/works"), shelters=[shelter(source_url=server.link("/gone"))])
    (desk.folder / "shelters.csv").chmod(0o600)
    (desk.folder / "places.csv").chmod(0o664)
    desk.refresh()
    modes = [
        (desk.folder / name).stat().st_mode & 0o777 for name in ("shelter_links.csv", "links.csv")
    ]
    assert modes == [0o600, 0o664]


def test_a_dry_run_asks_and_writes_nothing(desk, server):
    desk.lay_out(row_with(server, "/gone"))
    before = desk.content
    assert server.link("/gone") in desk.refresh("--dry-run").stdout
    assert desk.content == before


def test_the_list_alone_asks_nobody(desk, server):
    desk.lay_out(row_with(server, "/gone"))
    desk.known("/gone", answer="gone", failing_since="2019-02-02")
    before = desk.content
    result = desk.refresh("--list", "--explain")
    assert result.exit_code == 0
    assert server.requests == []
    assert desk.content == before
    assert "House of Words" in result.stdout
    assert "priority = age x importance x brokenness" in result.stdout
    assert " 3.00 " in result.stdout  # 1 + the mean of the sources, which is 2 for one that is gone


def test_rows_whose_links_are_broken_come_first_and_only_as_many_as_wanted(desk, server):
    desk.lay_out(
        row_with(server, "/works", id="a", name="Alpha"),
        row_with(server, "/gone", id="b", name="Beta", street="Enge Gasse"),
    )
    told = desk.refresh().stdout
    assert told.index("Beta") < told.index("Alpha")
    assert "Alpha" not in desk.refresh("--top", "1").stdout


def no_names(*_args, **_options):
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_without_a_network_it_says_so_and_changes_nothing(desk, monkeypatch):
    links = ";".join(f"https://host{number}.example/" for number in range(30))
    desk.lay_out(place(source_url=links))
    desk.known("/works", answer="works", last_success="2020-01-02")
    before = desk.content
    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    result = desk.refresh()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.strip() == (
        "no network: none of 6 hosts can be reached; nothing is changed"
    )
    assert desk.content == before


def test_a_process_without_a_network_ends_by_itself(tmp_path):
    """These names are nowhere in the world, whether there is a network or not."""
    folder = tmp_path / "data"
    folder.mkdir()
    links = ";".join(f"https://host{number}.invalid/" for number in range(9))
    write_world(folder, places=[place(source_url=links)])
    result = Shell(tmp_path / "state").run("refresh", WILLKOMMEN_DATA=str(folder))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("no network: none of ")
    assert not (folder / "links.csv").exists()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_ended_while_it_waits_everything_is_as_before(desk, server, tmp_path, number):
    desk.lay_out(row_with(server, "/works", SLOW))
    desk.known("/works", answer="works", last_success="2020-01-02")
    before = desk.content
    shell = Shell(tmp_path / "state")
    process = shell.start("refresh", WILLKOMMEN_DATA=str(desk.folder))
    assert server.slow_came.wait(60)
    process.send_signal(number)
    process.communicate()
    assert process.returncode != 0
    assert desk.content == before


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("https://a.example/,2020-13-01,works,,,", "links.csv line 2, source_date '2020-13-01'"),
        ("https://a.example/,2020-01-01,fine,,,", "links.csv line 2, answer 'fine'"),
        ("a.example,2020-01-01,works,,,", "links.csv line 2, source_url 'a.example'"),
    ],
)
def test_a_table_of_links_with_an_error_is_left_to_be_mended(desk, server, line, told):
    desk.lay_out(row_with(server, "/works"))
    (desk.folder / "links.csv").write_text(HEAD + line + "\n")
    before = desk.content
    result = desk.refresh()
    assert result.exit_code == 1
    assert told in result.stderr
    assert "mend the row, or remove the file" in result.stderr
    assert desk.content == before
    assert server.requests == []


def test_a_folder_one_may_not_write_in_is_told(desk, server, monkeypatch):
    desk.lay_out(row_with(server, "/works"))

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("geo.exchange.keeping._write", refuse)
    result = desk.refresh()
    assert result.exit_code == 1
    assert "links.csv: not changed, since this user may not write there" in result.stderr
    assert not (desk.folder / "links.csv").exists()


def test_the_check_names_what_has_been_broken_for_long(desk, server):
    """From one command to the other: what refresh writes is what check reads."""
    desk.lay_out(row_with(server, "/gone"))
    long_ago = (date(2026, 1, 1) - timedelta(days=365)).isoformat()
    desk.known("/gone", answer="failing", failing_since=long_ago, last_success="2024-12-31")
    desk.refresh()
    checked = Shell(desk.folder / "state").type(
        "check", "--format", "lines", "--folder", str(desk.folder)
    )
    (line,) = [line for line in checked.stdout.splitlines() if "/gone" in line]
    assert line.startswith("hint places.csv:2 source_url")
    assert "the page is not there since 2025-01-01, seen last on 2024-12-31" in line
