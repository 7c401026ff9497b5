"""What the commands tell and keep of links, in a directory with hidden homes."""

import pytest

from geo.directory.links import Answer
from geo.exchange import refresh_command
from geo.exchange.link_asking import Asked
from tests.safety.betrayal import betrayals
from tests.safety.hidden_homes import hidden_homes
from tests.shell import Shell

NOBODY = "http://127.0.0.1:9"
"""An address at which nothing listens."""


@pytest.fixture
def folder(tmp_path):
    return hidden_homes(tmp_path / "data")


@pytest.fixture
def run(tmp_path, folder, monkeypatch):
    """Run a command in a world in which every page is gone."""

    async def all_gone(links, **_):
        return tuple(Asked(link, Answer.GONE, 404, was_reached=True) for link in links)

    monkeypatch.setattr(refresh_command, "ask_all", all_gone)
    shell = Shell(tmp_path / "state")
    settings = {"WILLKOMMEN_DATA": str(folder), "WILLKOMMEN_GEOCODER_URL": NOBODY}
    return lambda *words: shell.type(*words, **settings)


def test_refresh_names_no_home_and_keeps_none_in_the_open_table(run, folder):
    result = run("refresh", "--top", "9999", "--explain")
    assert result.exit_code == 0, result.output
    assert betrayals(result.output) == []
    assert betrayals((folder / "links.csv").read_bytes()) == []
    assert betrayals((folder / "shelter_links.csv").read_bytes())


def test_refresh_tells_of_homes_where_nobody_reads_along(run):
    """The test above would also hold of a command that looks at no home at all."""
    assert betrayals(run("refresh", "--top", "9999", "--protected").output)


def test_the_check_names_no_link_of_a_home(run):
    result = run("check", "--format", "lines")
    assert "shelters.csv" in result.stdout
    assert "the page is not there since 2025-03-01" in result.stdout
    assert betrayals(result.output) == []


def test_geocode_sends_and_names_no_home(run):
    public, homes = run("geocode"), run("geocode", "--shelters")
    assert f"{NOBODY} cannot be reached" in public.stderr
    assert "sent to no server but your own" in homes.stderr
    assert betrayals(public.output + homes.output) == []
