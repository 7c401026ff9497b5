"""Made-up people, moments and needs of the tests in this folder."""

from datetime import UTC, date, datetime, timedelta

from geo.access.needs import Kind, NeedDraft
from geo.access.viewer import Viewer
from geo.directory.viewer import Role

NOW = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
TODAY = date(2026, 1, 5)
SECRET = b"a secret of the tests, long enough to sign"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

EDITOR = Viewer(Role.EDITOR, "0000aaaa")
WEST_EDITOR = Viewer(Role.EDITOR, "0000bbbb", ("west-home",))
VOLUNTEER = Viewer(Role.VOLUNTEER, "0000cccc")


def draft(**values):
    usual = {
        "site_id": "west-home",
        "district": "Westfeld",
        "kind": Kind.TIME,
        "text": "Somebody to play chess with at Lange Gasse 7",
        "people": 2,
        "valid_until": TODAY + 30 * DAY,
    }
    return NeedDraft(**usual | values)
