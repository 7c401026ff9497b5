"""What an operator takes out at the command line is put on record as what others take out."""

from collections.abc import Iterable
from datetime import UTC, datetime

from geo.access.audit import OPERATOR, record_export
from geo.access.store import open_store
from geo.access.viewer import Viewer
from geo.directory.viewer import Role
from geo.settings import Settings


def put_on_record(settings: Settings, role: Role, what: str, ids: Iterable[str] = ()) -> None:
    """Write down that something leaves which not everybody may know.

    Parameters
    ----------
    settings
        Name the store of the log.
    role
        For whom it is; what is for everybody is not put on record.
    what
        Command and formats.
    ids
        The records, if any leave one by one.

    Raises
    ------
    StoreError
        If that could not be written: what was asked for must then not leave.
    """
    if role is Role.PUBLIC:
        return
    viewer = Viewer(role, OPERATOR)
    store = open_store(settings.store_url)
    try:
        record_export(store, viewer, f"{what} {role.name.lower()}", ids, datetime.now(UTC))
    finally:
        store.close()
