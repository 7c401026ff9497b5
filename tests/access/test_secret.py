"""The secret: from the environment, or made once in a file nobody else can read."""

import subprocess
import sys

import pytest

from geo.access.secret import SecretError, read_secret

FIRST_START = """
import sys
from pathlib import Path
from geo.access.secret import read_secret
print("ready", flush=True)
sys.stdin.readline()
print(read_secret(Path(sys.argv[1])).decode())
"""


@pytest.fixture(autouse=True)
def no_variable(monkeypatch):
    monkeypatch.delenv("WILLKOMMEN_SECRET", raising=False)


def test_the_secret_is_made_once_and_stays(tmp_path):
    first = read_secret(tmp_path / "state")
    assert len(first) >= 32
    assert read_secret(tmp_path / "state") == first
    assert read_secret(tmp_path / "other") != first


def test_file_and_folder_are_the_owners_alone(tmp_path):
    read_secret(tmp_path / "state")
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "state" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["secret"]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o777])
def test_a_secret_that_others_can_read_is_refused(tmp_path, mode):
    read_secret(tmp_path)
    (tmp_path / "secret").chmod(mode)
    with pytest.raises(SecretError, match="secret can be read by others"):
        read_secret(tmp_path)


def test_the_environment_goes_first_and_leaves_no_file(tmp_path, monkeypatch):
    monkeypatch.setenv("WILLKOMMEN_SECRET", "e" * 32)
    assert read_secret(tmp_path) == b"e" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_secret_too_short_to_be_one_is_refused(tmp_path, monkeypatch):
    (tmp_path / "secret").touch(0o600)
    with pytest.raises(SecretError, match="has 0 bytes, a secret needs 32"):
        read_secret(tmp_path)
    monkeypatch.setenv("WILLKOMMEN_SECRET", "short")
    with pytest.raises(SecretError, match="variable WILLKOMMEN_SECRET has 5 bytes") as refusal:
        read_secret(tmp_path)
    assert "short" not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "state").touch()
    with pytest.raises(SecretError, match=r"state/secret: .*; make the folder writable"):
        read_secret(tmp_path / "state")


def test_processes_that_start_together_agree_on_one_secret(tmp_path):
    command = [sys.executable, "-c", FIRST_START, str(tmp_path / "state")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, **pipes) for _ in range(2)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = {process.communicate()[0].strip() for process in processes}
    assert told == {read_secret(tmp_path / "state").decode()}
