"""Alembic runs this file for each migration, with the connection ``migrate`` hands over."""

from alembic import context

from geo.access.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
