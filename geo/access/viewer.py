"""Who is looking, and what that allows."""

from dataclasses import dataclass

from geo.directory.viewer import Role
from geo.errors import GeoError


class NotAllowedError(GeoError, PermissionError):
    """The viewer's role or sites do not reach this far: sign in with another invitation."""


@dataclass(frozen=True)
class Viewer:
    """Somebody at a page, known by an invitation and never by name.

    ``sites`` limits an editor to the needs of these sites; empty means all.
    """

    role: Role
    invitation_id: str | None = None
    sites: tuple[str, ...] = ()

    def require(self, role: Role) -> None:
        """Refuse a viewer below a role.

        Raises
        ------
        NotAllowedError
            If the viewer's role is lower.
        """
        if self.role < role:
            msg = f"this needs the role {role.name.lower()}, not {self.role.name.lower()}"
            raise NotAllowedError(msg)

    def require_site(self, site_id: str) -> None:
        """Refuse everybody but editors of a site.

        Raises
        ------
        NotAllowedError
            If the viewer is no editor, or an editor of other sites.
        """
        self.require(Role.EDITOR)
        if not self.edits(site_id):
            msg = f"this invitation edits {', '.join(self.sites)}, not {site_id}"
            raise NotAllowedError(msg)

    def edits(self, site_id: str) -> bool:
        """Tell whether the needs of a site are this viewer's to write."""
        return self.role >= Role.EDITOR and (not self.sites or site_id in self.sites)


PUBLIC = Viewer(Role.PUBLIC)
"""Everybody who is not signed in."""
