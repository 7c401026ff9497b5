"""What an operator can set, and what is refused."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from geo.directory.reading import DATA
from geo.settings import STATE, Settings


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


def test_without_any_setting_the_store_is_a_file_beside_the_secret_and_not_in_the_open_data():
    assert Settings().store_url == f"sqlite:///{STATE}/store.sqlite"
    assert not STATE.is_relative_to(DATA)


def test_by_default_the_public_geocoder_is_asked_once_a_second():
    settings = Settings()
    assert settings.geocoder_service == "https://nominatim.openstreetmap.org"
    assert (settings.geocoder_seconds, settings.geocoder_is_own) == (1, False)


def test_a_state_folder_is_named_whole_wherever_the_server_starts(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WILLKOMMEN_STATE", "kept/here")
    assert Settings().store_url == f"sqlite:///{tmp_path}/kept/here/store.sqlite"


def test_a_database_of_the_operators_takes_the_place_of_the_file(monkeypatch):
    url = "postgresql+psycopg://map:pass@db.example/map"
    monkeypatch.setenv("WILLKOMMEN_STATE", "/srv/state")
    monkeypatch.setenv("WILLKOMMEN_DATABASE_URL", url)
    assert Settings().store_url == url


@pytest.mark.parametrize(("hours", "kept"), [("0.5", 0.5), ("12", 12), ("168", 168)])
def test_a_session_lasts_as_long_as_the_operator_says(monkeypatch, hours, kept):
    monkeypatch.setenv("WILLKOMMEN_SESSION_HOURS", hours)
    assert Settings().session_hours == kept


@pytest.mark.parametrize("hours", ["0", "-1", "169", "inf", "nan", "long", ""])
def test_a_session_ends_within_a_week(monkeypatch, hours):
    monkeypatch.setenv("WILLKOMMEN_SESSION_HOURS", hours)
    with pytest.raises(ValidationError, match="session_hours"):
        Settings()


def test_without_any_setting_nobody_signs_in_through_a_citys_accounts():
    assert (Settings().oidc_role_claim, Settings().roles_of_claim) == ("", {})


def test_the_roles_of_a_claim_are_a_table(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_OIDC_ROLE_CLAIM", "groups")
    monkeypatch.setenv("WILLKOMMEN_OIDC_ROLES", '{"helpers": "volunteer", "office": "editor"}')
    assert Settings().roles_of_claim == {"helpers": "volunteer", "office": "editor"}


@pytest.mark.parametrize("roles", ["", "{", "[]", "7", '"editor"', '{"a": 1}', '{"a": ["editor"]}'])
def test_what_is_no_table_of_roles_is_refused(monkeypatch, roles):
    monkeypatch.setenv("WILLKOMMEN_OIDC_ROLES", roles)
    with pytest.raises(ValidationError, match="is a JSON object from values of the claim to roles"):
        Settings()


def test_a_claim_needs_its_roles(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_OIDC_ROLE_CLAIM", "groups")
    with pytest.raises(ValidationError, match="WILLKOMMEN_OIDC_ROLES"):
        Settings()


def test_a_mistake_in_one_setting_does_not_tell_the_others(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_DATABASE_URL", "postgresql+psycopg://map:word-of-honour@db/map")
    monkeypatch.setenv("WILLKOMMEN_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png")
    with pytest.raises(ValidationError) as refusal:
        Settings()
    assert "word-of-honour" not in str(refusal.value)


def test_settings_can_name_a_cache():
    assert hash(Settings()) == hash(Settings())


def test_tiles_name_their_source(monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_TILES_URL", "https://tiles.example/{z}/{x}/{y}.png")
    with pytest.raises(ValidationError, match="WILLKOMMEN_TILES_ATTRIBUTION"):
        Settings()
