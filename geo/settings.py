"""What an operator can set, by environment variables that begin with ``WILLKOMMEN_``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from geo.directory.reading import DATA

STATE = DATA.parent / ".state"
"""What the server keeps: the secret and the store; not part of the open data."""

_PUBLIC_GEOCODERS: Final = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
}


class Settings(BaseSettings):
    """Settings with their defaults; frozen, so that they can name a cache.

    ``tiles_url`` is empty by default, and then no browser asks another host for anything.
    ``database_url`` is empty by default, and then the store is a SQLite file in ``state``.
    ``oidc_role_claim`` is empty by default, and then nobody signs in through a city's accounts;
    ``oidc_roles`` is a JSON object from the values of that claim to roles.
    ``streets`` is a street network, and with ``timetables`` (GTFS files) there is public transport
    too, for a departure at ``departure``; without them ways are straight lines with a detour.
    ``grid`` is a file of points with numbers of people, or the table of the Zensus 2022 if
    ``grid_format`` says so.
    ``geocoder_url`` is empty by default, and then addresses are sent to the public service of that
    kind; those of homes go only to a server of which ``geocoder_is_own`` says that it is one's own.
    """

    # A message about one setting must not tell the others: the database has its password there.
    model_config = SettingsConfigDict(
        env_prefix="WILLKOMMEN_", frozen=True, hide_input_in_errors=True
    )

    data: Path = DATA
    tiles_url: str = Field(default="", pattern=r"^(https?://\S*\{z\}\S*)?$")
    tiles_attribution: str = ""
    tiles_max_zoom: int = Field(default=19, ge=10, le=19)
    state: Path = STATE
    database_url: str = ""
    session_hours: float = Field(default=12, gt=0, le=24 * 7)
    oidc_role_claim: str = ""
    oidc_roles: str = "{}"
    oidc_sites_claim: str = ""
    streets: Path | None = None
    timetables: tuple[Path, ...] = ()
    departure: datetime | None = None
    grid: Path | None = None
    grid_format: Literal["points", "zensus2022"] = "points"
    grid_weight: str | None = None
    grid_crs: int | None = None
    grid_unit: str = "inhabitants"
    geocoder: Literal["nominatim", "photon"] = "nominatim"
    geocoder_url: str = Field(default="", pattern=r"^(https?://[^\s?#]+)?$")
    geocoder_contact: str = Field(default="", pattern=r"^[\x20-\x7e]*$")
    geocoder_seconds: float = Field(default=1, ge=0, le=60)
    geocoder_is_own: bool = False

    @property
    def store_url(self) -> str:
        """Name the database of invitations, sessions, audit and needs."""
        return self.database_url or f"sqlite:///{(self.state / 'store.sqlite').resolve()}"

    @property
    def geocoder_service(self) -> str:
        """Give the address of the geocoder, without a slash at its end."""
        return (self.geocoder_url or _PUBLIC_GEOCODERS[self.geocoder]).rstrip("/")

    @property
    def roles_of_claim(self) -> dict[str, str]:
        """Give the role of each value of ``oidc_role_claim``."""
        roles: dict[str, str] = json.loads(self.oidc_roles)
        return roles

    @model_validator(mode="after")
    def _tiles_name_their_source(self) -> Self:
        if self.tiles_url and not self.tiles_attribution:
            msg = "WILLKOMMEN_TILES_URL needs WILLKOMMEN_TILES_ATTRIBUTION: whose map is it?"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _own_geocoder_is_no_public_one(self) -> Self:
        hosts = {urlsplit(url).hostname for url in _PUBLIC_GEOCODERS.values()}
        if self.geocoder_is_own and urlsplit(self.geocoder_service).hostname in hosts:
            msg = "WILLKOMMEN_GEOCODER_IS_OWN needs WILLKOMMEN_GEOCODER_URL of a server of your own"
            raise ValueError(msg)
        if self.geocoder_seconds < 1 and not self.geocoder_is_own:
            msg = "WILLKOMMEN_GEOCODER_SECONDS is 1 or more on a server that is not your own"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _roles_are_a_table(self) -> Self:
        try:
            roles = json.loads(self.oidc_roles)
        except json.JSONDecodeError:
            roles = None
        fits = isinstance(roles, dict) and all(isinstance(role, str) for role in roles.values())
        if not fits or (self.oidc_role_claim and not roles):
            msg = (
                "WILLKOMMEN_OIDC_ROLES is a JSON object from values of the claim to roles, "
                'for example {"city-volunteers": "volunteer"}'
            )
            raise ValueError(msg)
        return self
