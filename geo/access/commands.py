"""Invitations on the command line: ``python -m geo invite``, ``invitations``, ``revoke``."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from geo.access.invitations import (
    ROLES,
    Invitation,
    InvitationError,
    invite,
    list_invitations,
    revoke,
)
from geo.access.store import Store
from geo.directory.hours import BERLIN
from geo.errors import GeoError

ADDRESS = "http://127.0.0.1:8501"

_ADDRESS = re.compile(r"https?://[^\s?#]+")
_SITES = typer.Option("--site", help="Limit an editor to this site; several are possible.")


def register(
    app: typer.Typer,
    open_configured_store: Callable[[], Store],
    known_sites: Callable[[], Container[str]],
) -> None:
    """Add the commands to an app.

    Parameters
    ----------
    app
        The command line.
    open_configured_store
        Opens the store the operator configured; asked when a command runs and not before.
    known_sites
        Gives the ids of the sites there are; an editor of a site that is none could do nothing.
    """

    @app.command("invite")
    def invite_command(
        role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = ROLES[0],
        days: Annotated[int, typer.Option(help="Days until the invitation expires.")] = 90,
        note: Annotated[str, typer.Option(help="For whom; no names of persons.")] = "",
        site: Annotated[list[str] | None, _SITES] = None,
        address: Annotated[str, typer.Option(help="Where visitors find the map.")] = ADDRESS,
    ) -> None:
        """Print a link that signs somebody in once; it is shown here and never again."""
        with _opened(open_configured_store) as store:
            page = _sign_in_page(address)
            _check_sites(site or (), known_sites)
            issued = invite(store, role, days, note, site or (), now=datetime.now(UTC))
            typer.echo(f"invitation {issued.invitation_id}, {role}, {days} days")
            typer.echo(f"{page}#{issued.token}")

    @app.command("invitations")
    def invitations_command() -> None:
        """List all invitations and what they can still do."""
        with _opened(open_configured_store) as store:
            Console().print(_table(list_invitations(store), datetime.now(UTC)))

    @app.command("revoke")
    def revoke_command(
        invitation_id: Annotated[str, typer.Argument(metavar="ID", help="See invitations.")],
    ) -> None:
        """Take an invitation back and end its session."""
        with _opened(open_configured_store) as store:
            revoke(store, invitation_id, datetime.now(UTC))
            typer.echo(f"invitation {invitation_id} is revoked")


@contextmanager
def _opened(open_configured_store: Callable[[], Store]) -> Iterator[Store]:
    """Open the store for one command; what goes wrong is one sentence and exit code 1."""
    try:
        store = open_configured_store()
        try:
            yield store
        finally:
            store.close()
    except GeoError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(code=1) from error


def _check_sites(asked: Sequence[str], known_sites: Callable[[], Container[str]]) -> None:
    known = known_sites() if asked else ()
    for site in asked:
        if site not in known:
            msg = f"there is no home or friend circle {site!r}: see the ids in the tables of data/"
            raise InvitationError(msg)


def _sign_in_page(address: str) -> str:
    """Give the address of the page; the token goes behind its #, which no server ever sees."""
    if not _ADDRESS.fullmatch(address):
        msg = f"{address!r} is no address of a site, for example {ADDRESS}"
        raise InvitationError(msg)
    return f"{address.rstrip('/')}/sign-in"


def _table(invitations: tuple[Invitation, ...], now: datetime) -> Table:
    """Draw the invitations; cells are text, so square brackets in a note stay brackets."""
    table = Table("id", "role", "state", "expires", "sites", "note")
    for invitation in invitations:
        cells = (
            invitation.id,
            invitation.role,
            invitation.state(now).value,
            f"{invitation.expires_at.astimezone(BERLIN):%Y-%m-%d %H:%M}",
            ", ".join(invitation.sites),
            invitation.note,
        )
        table.add_row(*map(Text, cells))
    return table
