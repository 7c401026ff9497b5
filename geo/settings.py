"""What an operator can set, by environment variables that begin with ``WILLKOMMEN_``."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from geo.directory.reading import DATA


class Settings(BaseSettings):
    """Settings with their defaults; frozen, so that they can name a cache.

    ``tiles_url`` is empty by default, and then no browser asks another host for anything.
    """

    model_config = SettingsConfigDict(env_prefix="WILLKOMMEN_", frozen=True)

    data: Path = DATA
    tiles_url: str = Field(default="", pattern=r"^(https?://\S*\{z\}\S*)?$")
    tiles_attribution: str = ""
    tiles_max_zoom: int = Field(default=19, ge=10, le=19)

    @model_validator(mode="after")
    def _tiles_name_their_source(self) -> Self:
        if self.tiles_url and not self.tiles_attribution:
            msg = "WILLKOMMEN_TILES_URL needs WILLKOMMEN_TILES_ATTRIBUTION: whose map is it?"
            raise ValueError(msg)
        return self
