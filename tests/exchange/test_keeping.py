"""A table is replaced whole or not at all, whatever happens meanwhile."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.directory.reading import read_directory
from geo.errors import DataError
from geo.exchange import keeping
from geo.exchange.errors import KeepingError
from geo.exchange.keeping import HISTORY, KEPT_VERSIONS, locked, replace_table, versions
from tests.browser.server import ROOT
from tests.worlds import place, shelter, table, write_world

OLD = table([place(), place(id="second", name="Second House")]).encode()
NEW = table([place(name="House of Signs"), place(id="second", name="Second House")]).encode()


@pytest.fixture
def folder(tmp_path):
    write_world(tmp_path, shelters=[shelter()])
    (tmp_path / "places.csv").write_bytes(OLD)
    return tmp_path


def accept_anything(*_, **__):
    """Stand in for the reading, where it is not what a test is about."""


def left_over(folder):
    """List what a command leaves in a folder besides its tables."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_the_new_version_is_there_and_the_old_one_is_kept(folder):
    path = folder / "places.csv"
    replace_table(path, NEW)
    assert path.read_bytes() == NEW
    (kept,) = versions(path)
    assert kept.read_bytes() == OLD
    assert kept.parent == folder / HISTORY
    assert kept.name.endswith("Z_places.csv")
    assert left_over(folder) == [HISTORY]


def test_the_history_is_for_its_owner_alone(folder):
    replace_table(folder / "shelters.csv", table([shelter(), shelter(id="other")]).encode())
    (kept,) = versions(folder / "shelters.csv")
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_table_keeps_its_mode(folder):
    path = folder / "shelters.csv"
    path.chmod(0o640)
    replace_table(path, table([shelter(), shelter(id="other")]).encode())
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_last_versions_of_each_table_are_kept(folder, monkeypatch):
    monkeypatch.setattr(keeping, "require_accepted", accept_anything)
    for number in range(KEPT_VERSIONS + 3):
        replace_table(folder / "places.csv", b"%d" % number)
        replace_table(folder / "shelters.csv", b"home")
    contents = [path.read_bytes() for path in versions(folder / "places.csv")]
    assert contents == [b"%d" % number for number in range(2, KEPT_VERSIONS + 2)]
    assert len(versions(folder / "shelters.csv")) == KEPT_VERSIONS


def test_a_table_that_was_not_there_has_no_earlier_version(folder):
    path = folder / "prices.csv"
    replace_table(path, b"place,offer\na,b\n")
    assert path.read_bytes() == b"place,offer\na,b\n"
    assert versions(path) == []


def test_a_link_stays_a_link_and_the_table_behind_it_is_replaced(folder, tmp_path_factory):
    link = tmp_path_factory.mktemp("links") / "places.csv"
    link.symlink_to(folder / "places.csv")
    replace_table(link, NEW)
    assert link.is_symlink()
    assert (folder / "places.csv").read_bytes() == NEW
    assert len(versions(link)) == 1


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([place()], "lacks 1 records: second"),
        ([place(status="maybe"), place(id="second")], "status 'maybe'"),
        ([place(), place(id="second"), place(id="third", lat="1")], "outside the city"),
        ([place(), place()], "the id is taken"),
        ([place(), place(id="second", district="Nowhere")], "no such district"),
    ],
    ids=["row lost", "bad cell", "bad new row", "id twice", "unknown district"],
)
def test_what_the_directory_would_not_read_changes_nothing(folder, rows, told):
    path = folder / "places.csv"
    with pytest.raises(DataError, match=f"places.csv: not changed, .*{told}"):
        replace_table(path, table(rows).encode())
    assert path.read_bytes() == OLD
    assert versions(path) == []
    assert left_over(folder) == [HISTORY]


def test_fewer_rows_are_refused_in_a_table_of_anything(folder):
    (folder / "hours.csv").write_text("a,b\n1,2\n3,4\n")
    with pytest.raises(DataError, match=r"hours\.csv: not changed, 1 rows in place of 2"):
        replace_table(folder / "hours.csv", b"a,b\n1,2\n")


def test_a_table_that_a_command_makes_anew_may_lose_rows(folder):
    path = folder / "hours.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    replace_table(path, b"a,b\n1,2\n", may_shrink=True)
    assert path.read_bytes() == b"a,b\n1,2\n"


def test_errors_that_were_there_do_not_keep_others_from_being_mended(folder):
    path = folder / "places.csv"
    path.write_text(table([place(status="maybe"), place(id="second", status="perhaps")]))
    replace_table(path, table([place(), place(id="second", status="perhaps")]).encode())
    assert [p.id for p in read_directory(folder).directory.places] == [
        "house-of-words",
        "shelter-gray",
    ]


def test_the_check_of_the_caller_sees_the_new_version_and_can_refuse_it(folder):
    seen = []

    def refuse(new):
        seen.append(new.read_bytes())
        msg = "no signs, please"
        raise DataError(msg)

    with pytest.raises(DataError, match="no signs"):
        replace_table(folder / "places.csv", NEW, refuse)
    assert seen == [NEW]
    assert (folder / "places.csv").read_bytes() == OLD
    assert left_over(folder) == [HISTORY]


def test_a_table_that_changed_since_it_was_read_is_left_alone(folder):
    path = folder / "places.csv"
    with pytest.raises(KeepingError, match="somebody else has changed it meanwhile"):
        replace_table(path, NEW, before=b"what it once was")
    assert path.read_bytes() == OLD
    replace_table(path, NEW, before=OLD)
    assert path.read_bytes() == NEW


def test_what_does_not_read_back_is_not_used(folder, monkeypatch):
    """A disk that loses the last byte."""

    def write(new, content, **_):
        new.write_bytes(content[:-1])

    monkeypatch.setattr(keeping, "_write", write)
    with pytest.raises(KeepingError, match="reads back as something else"):
        replace_table(folder / "places.csv", NEW)
    assert (folder / "places.csv").read_bytes() == OLD


@pytest.mark.parametrize("call", range(7))
@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "read-only")]
)
def test_a_disk_that_refuses_at_any_step_loses_nothing(folder, monkeypatch, call, number, told):
    """Each call that writes fails in turn; the last of them come after the swap."""
    calls = []

    def failing(name, function):
        def refuse(*args, **kwargs):
            calls.append(name)
            if len(calls) == call + 1:
                raise OSError(number, os.strerror(number))
            return function(*args, **kwargs)

        return refuse

    monkeypatch.setattr(os, "fsync", failing("fsync", os.fsync))
    monkeypatch.setattr(keeping.shutil, "copyfile", failing("copy", keeping.shutil.copyfile))
    monkeypatch.setattr(Path, "replace", failing("replace", Path.replace))
    path = folder / "places.csv"
    with pytest.raises(KeepingError, match=rf"places\.csv: .*{told}"):
        replace_table(path, NEW)
    assert calls[:6] == ["fsync", "copy", "fsync", "replace", "fsync", "replace"][: call + 1]
    assert path.read_bytes() == (NEW if call == 6 else OLD)
    assert left_over(folder) == [HISTORY]


def test_a_folder_one_may_not_write_in_is_named_with_the_way_out(folder):
    folder.chmod(0o555)
    for parent in (folder, *folder.parents[:-1]):
        parent.chmod(parent.stat().st_mode | 0o055)

    def write():
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            replace_table(folder / "places.csv", NEW)
        except KeepingError as error:
            return 0 if "this user may not write there" in str(error) else 2
        return 1

    assert os.waitstatus_to_exitcode(in_child(write)) == 0
    assert (folder / "places.csv").read_bytes() == OLD
    folder.chmod(0o755)


def in_child(task):
    """Do something in a process of its own; returns how it ended."""
    child = os.fork()
    if not child:
        code = 99
        try:
            code = task() or 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def test_two_commands_do_not_interleave(folder, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE_S", 0.05)
    with locked(folder), pytest.raises(KeepingError, match="another command is writing there"):
        replace_table(folder / "places.csv", NEW)
    assert (folder / "places.csv").read_bytes() == OLD
    replace_table(folder / "places.csv", NEW)


def test_a_command_waits_for_one_that_is_soon_done(folder):
    """The child holds the lock and lets go when it is told to, after the parent has begun."""
    reads, writes = os.pipe()
    ready, said = os.pipe()
    child = os.fork()
    if not child:
        with locked(folder):
            os.write(said, b"x")
            os.read(reads, 1)
            time.sleep(0.1)
        os._exit(0)
    os.read(ready, 1)
    os.write(writes, b"x")
    replace_table(folder / "places.csv", NEW)
    os.waitpid(child, 0)
    assert (folder / "places.csv").read_bytes() == NEW


def test_the_lock_of_a_killed_command_is_gone(folder):
    def die():
        with locked(folder):
            os.kill(os.getpid(), signal.SIGKILL)

    assert os.WTERMSIG(in_child(die)) == signal.SIGKILL
    with (folder / HISTORY / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def killed_at(step, folder):
    """Replace a table and die at the nth line that is run in keeping.py; False if it ended."""

    def write():
        left = [step]

        def trace(frame, event, _):
            if frame.f_code.co_filename != keeping.__file__:
                return None
            if event == "line":
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        replace_table(folder / "places.csv", NEW)

    return os.WIFSIGNALED(in_child(write))


def test_killed_at_any_line_one_whole_version_stands_and_the_next_command_works(
    folder, monkeypatch
):
    monkeypatch.setattr(keeping, "require_accepted", accept_anything)
    path = folder / "places.csv"
    seen = set()
    step = 0
    while killed_at(step, folder):
        content = path.read_bytes()
        assert content in (OLD, NEW), f"after {step} lines"
        seen.add(content)
        kept = [version.read_bytes() for version in versions(path)]
        assert all(version == OLD for version in kept)
        assert content == OLD or OLD in kept
        replace_table(path, NEW)
        assert path.read_bytes() == NEW
        assert left_over(folder) == [HISTORY]
        for version in versions(path):
            version.unlink()
        path.write_bytes(OLD)
        step += 1
    assert step > 40
    assert seen == {OLD, NEW}


ENDLESS = """
import sys
from itertools import count
from pathlib import Path
from geo.exchange.keeping import replace_table
path = Path(sys.argv[1])
rows = path.read_text()
for number in count():
    replace_table(path, rows.replace("House of Words", f"House {number}").encode())
    print(number, flush=True)
"""


def test_killed_at_any_moment_the_directory_reads_as_before(folder):
    """Five times a process that writes without end is killed somewhere in its work."""
    path = folder / "places.csv"
    ids = {p.id for p in read_directory(folder).directory.places}
    for delay_s in (0.0, 0.011, 0.037, 0.083, 0.19):
        path.write_bytes(OLD)
        command = [sys.executable, "-c", ENDLESS, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout.readline() == b"0\n"
            time.sleep(delay_s)
            process.kill()
        reading = read_directory(folder)
        assert reading.is_sound
        assert {p.id for p in reading.directory.places} == ids
        for version in versions(path):
            assert version.read_bytes().startswith(OLD[:20])
            assert version.read_bytes().count(b"\n") == OLD.count(b"\n")
