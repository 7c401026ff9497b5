"""What an operator can set, and what is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from geo.directory.reading import DATA
from geo.settings import Settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WILLKOMMEN_{name.upper()}", raising=False)


def test_without_any_setting_the_own_data_are_shown_and_no_tiles_asked_for():
    assert (Settings().data, Settings().tiles_url) == (DATA, "")


def test_the_environment_decides(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_DATA", "/srv/city")
    monkeypatch.setenv("WILLKOMMEN_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png")
    monkeypatch.setenv("WILLKOMMEN_TILES_ATTRIBUTION", "Tiles of the city")
    assert Settings().data == Path("/srv/city")
    assert Settings().tiles_url.startswith("https://tiles.example/")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TILES_URL", "javascript:alert(1)"),
        ("TILES_URL", "tiles.example"),
        ("TILES_MAX_ZOOM", "0"),
        ("TILES_MAX_ZOOM", "23"),
    ],
)
def test_what_cannot_be_used_is_refused_at_once(monkeypatch, name, value):
    monkeypatch.setenv(f"WILLKOMMEN_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_settings_can_name_a_cache():
    assert hash(Settings()) == hash(Settings())


def test_tiles_name_their_source(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png")
    with pytest.raises(ValidationError, match="WILLKOMMEN_TILES_ATTRIBUTION"):
        Settings()
