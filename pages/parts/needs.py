"""The needs a viewer may know."""

from collections.abc import Sequence
from datetime import datetime

from geo.access.entrance import Entrance
from geo.access.needs import Need, PublicNeed
from geo.access.store import StoreError
from geo.access.viewer import Viewer
from geo.directory.hours import BERLIN
from geo.directory.viewer import Role
from geo.web.board import needs_for
from geo.web.loaded import Loaded


def read_needs(
    entrance: Entrance, viewer: Viewer, loaded: Loaded
) -> Sequence[Need] | Sequence[PublicNeed] | None:
    """Read the board as far as the viewer may know it; None where the store does not answer."""
    known = loaded.surroundings(max(viewer.role, Role.VOLUNTEER)).directory
    try:
        return needs_for(entrance.store, known, viewer, datetime.now(BERLIN).date())
    except StoreError:
        return None


def with_sites(needs: Sequence[Need] | Sequence[PublicNeed] | None) -> list[Need]:
    """Give the needs that carry their site: none, where the viewer may not know it."""
    return [need for need in needs or () if isinstance(need, Need)]


def without_sites(needs: Sequence[Need] | Sequence[PublicNeed] | None) -> list[PublicNeed]:
    """Give of each need what everybody may know."""
    return [need.public if isinstance(need, Need) else need for need in needs or ()]
