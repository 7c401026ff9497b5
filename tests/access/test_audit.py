"""The log of who did what and when."""

import pytest

from geo.access.audit import entries, record
from geo.access.viewer import PUBLIC, NotAllowedError, Viewer
from geo.directory.viewer import Role
from tests.access.samples import EDITOR, HOUR, NOW, VOLUNTEER


def test_an_entry_tells_invitation_event_detail_and_moment(store):
    record(store, VOLUNTEER, "exported", ["3 records as GPX"], NOW)
    (entry,) = entries(store, EDITOR)
    assert (entry.who, entry.event, entry.detail, entry.at) == (
        VOLUNTEER.invitation_id,
        "exported",
        "3 records as GPX",
        NOW,
    )


def test_the_log_is_read_page_by_page_from_the_newest(store):
    for number in range(5):
        record(store, VOLUNTEER, "exported", [str(number)], NOW + number * HOUR)
    newest = entries(store, EDITOR, limit=2)
    older = entries(store, EDITOR, limit=2, before=newest[-1].id)
    oldest = entries(store, EDITOR, limit=2, before=older[-1].id)
    assert [[e.detail for e in page] for page in (newest, older, oldest)] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]


@pytest.mark.parametrize("viewer", [PUBLIC, VOLUNTEER, Viewer(Role.PLANNER, "0000dddd")])
def test_only_editors_read_the_log(store, viewer):
    with pytest.raises(NotAllowedError, match="needs the role editor"):
        entries(store, viewer)


@pytest.mark.parametrize("detail", ["two\nlines", "nothing\0", "\ud800", "\x1b[31m", "x" * 10_000])
def test_no_detail_keeps_an_entry_from_being_written_or_forges_another(store, detail):
    record(store, VOLUNTEER, "exported", [detail], NOW)
    (entry,) = entries(store, EDITOR)
    assert entry.detail.isprintable()
    assert len(entry.detail) <= 500
