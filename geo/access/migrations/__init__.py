"""The steps from an empty database to the tables of ``geo.access.tables``, run by Alembic.

A new step is a file in ``versions/`` whose ``down_revision`` is the last one. There is no way
back: who needs one restores a backup.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection) -> None:
    """Bring a database to the newest step inside the connection's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
