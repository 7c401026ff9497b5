"""Files that nobody but the server's own user may read."""

import os
import secrets
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_ANYBODY_ELSE = 0o077


def make_private_folder(folder: Path) -> None:
    """Make a folder with mode 0700; one that exists is left as it is."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def make_private_file(path: Path, content: bytes) -> None:
    """Make a file with mode 0600, unless there is one already, then that one stays.

    Of several processes at once one wins, and none ever sees a file half written: the content is
    complete before the name appears.
    """
    if path.exists():
        return
    make_private_folder(path.parent)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb"
        ) as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def is_open_to_others(path: Path) -> bool:
    """Tell whether anybody but the owner may read or write a file."""
    return bool(path.stat().st_mode & _ANYBODY_ELSE)
