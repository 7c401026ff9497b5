"""Replacing a table so that, whatever happens meanwhile, one whole version of it is there.

The new version is written beside the old one, read back and checked; the old one is copied into
``.history``; only then the new one takes its name, in one step of the file system. Killed before
that step, the old version stands; after it, the new one.
"""

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from geo.exchange.accepting import require_accepted
from geo.exchange.errors import KeepingError

HISTORY: Final = ".history"
"""Folder of earlier versions, beside the tables and readable by its owner alone."""

KEPT_VERSIONS: Final = 10
"""Earlier versions that are kept of each table."""

PATIENCE_S: Final = 10.0
"""Seconds to wait for another command to finish writing."""

Check = Callable[[Path], None]
"""Looks at a new version in its file and raises a ``GeoError`` if it may not be used."""

_WAYS_OUT: Final = {
    errno.ENOSPC: "the disk is full: make room and try again",
    errno.EDQUOT: "the quota of this user is used up: make room and try again",
    errno.EROFS: "the folder is read-only: write from where it is not",
    errno.EACCES: "this user may not write there: allow it, or be another user",
    errno.EPERM: "this user may not write there: allow it, or be another user",
}


def replace_table(
    path: Path,
    content: bytes,
    check: Check | None = None,
    *,
    before: bytes | None = None,
    may_shrink: bool = False,
    like: Path | None = None,
) -> None:
    """Put a new version of a table in place of the old one, or leave everything as it is.

    Parameters
    ----------
    path
        The table; it may not be there yet.
    content
        The new version, whole.
    check
        What else the caller wants of the new version, besides that ``geo.directory`` reads it,
        finds no more errors in it than before and misses no row that was there.
    before
        What the caller made the new version of; if the table is another by now, somebody else has
        changed it and the caller has to begin again.
    may_shrink
        Whether rows may go: in a table that a command makes anew, and nowhere else.
    like
        The file whose readers may read a table that is not there yet.

    Raises
    ------
    KeepingError
        If the table cannot be written (full disk, read-only folder, another command at work) or
        is not what it was made of.
    DataError
        If the new version is not accepted.
    GeoError
        Whatever ``check`` raises.
    """
    path = path.resolve()
    new = path.with_name(f".{path.name}.new")
    with _told_in_words(path), locked(path.parent):
        try:
            _require_unchanged(path, before)
            _write(new, content, like=path if path.exists() else like or path)
            _require_same(new, content)
            require_accepted(path, new, may_shrink=may_shrink)
            if check:
                check(new)
            _keep_version(path)
            new.replace(path)
            _to_disk(path.parent)
        finally:
            new.unlink(missing_ok=True)


def versions(path: Path) -> list[Path]:
    """List the earlier versions of a table that are kept, the oldest first."""
    return sorted((path.resolve().parent / HISTORY).glob(f"*Z_{path.name}"))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other commands from writing into a data folder.

    The lock goes with the process: one that is killed leaves nothing to be cleared away.

    Raises
    ------
    KeepingError
        If another command holds it for longer than ``PATIENCE_S``.
    """
    history = folder / HISTORY
    history.mkdir(mode=0o700, exist_ok=True)
    with (history / "lock").open("w") as file:
        _acquire(file.fileno(), folder)
        yield


def _acquire(descriptor: int, folder: Path) -> None:
    last = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > last:
                msg = f"{folder}: another command is writing there; wait until it is done"
                raise KeepingError(msg) from error
            time.sleep(0.02)
        else:
            return


@contextmanager
def _told_in_words(path: Path) -> Iterator[None]:
    """Say what the system refuses, and what to do about it."""
    try:
        yield
    except KeepingError:
        raise
    except OSError as error:
        way_out = _WAYS_OUT.get(error.errno or 0, error.strerror or "the system refused")
        msg = f"{path.name}: not changed, since {way_out}"
        raise KeepingError(msg) from error


def _require_unchanged(path: Path, before: bytes | None) -> None:
    if before is not None and (not path.exists() or path.read_bytes() != before):
        msg = f"{path.name}: somebody else has changed it meanwhile; read it again and repeat"
        raise KeepingError(msg)


def _write(new: Path, content: bytes, like: Path) -> None:
    new.unlink(missing_ok=True)
    with new.open("xb") as file:
        # Before the first byte: a table of homes may be for its owner alone.
        with suppress(FileNotFoundError):
            os.fchmod(file.fileno(), like.stat().st_mode & 0o777)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _require_same(new: Path, content: bytes) -> None:
    if new.read_bytes() != content:
        msg = f"{new.name}: what was written reads back as something else; is the disk sound?"
        raise KeepingError(msg)


def _keep_version(path: Path) -> None:
    """Copy the version that is about to go: a table is nowhere else for not even a moment."""
    if not path.exists():
        return
    history = path.parent / HISTORY
    part = history / f"{path.name}.part"
    shutil.copyfile(path, part)
    part.chmod(0o600)
    _to_disk(part)
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S.%fZ")
    part.replace(history / f"{moment}_{path.name}")
    _to_disk(history)
    for oldest in versions(path)[:-KEPT_VERSIONS]:
        oldest.unlink()


def _to_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
