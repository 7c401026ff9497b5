"""What an operator can set, by environment variables that begin with ``WILLKOMMEN_``."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from geo.directory.reading import DATA


class Settings(BaseSettings):
    """Settings with their defaults; frozen, so that they can name a cache.

    ``tiles_url`` is empty by default, and then no browser asks another host for anything.
    ``state`` is the folder of what must neither be lost nor seen: the secret and the database.
    """

    model_config = SettingsConfigDict(env_prefix="WILLKOMMEN_", frozen=True)

    data: Path = DATA
    state: Path = DATA.parent / ".state"
    database_url: str = ""
    tiles_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    tiles_attribution: str = ""
    tiles_max_zoom: int = Field(default=19, ge=1, le=22)

    @property
    def store_url(self) -> str:
        """The database of invitations and needs, an SQLite file unless another one is named."""
        return self.database_url or f"sqlite:///{self.state / 'willkommen.db'}"
