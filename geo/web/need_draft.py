"""From the form of an editor to a need, and what to say when it cannot be taken."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import ValidationError

from geo.access.needs import (
    ConflictError,
    Need,
    NeedDraft,
    NeedError,
    change_need,
    post_need,
)
from geo.access.store import Store, StoreError
from geo.access.viewer import NotAllowedError, Viewer
from geo.directory.directory import Directory
from geo.errors import GeoError
from geo.language import formatting
from geo.language.catalogue import Catalogue

FIELDS = ("site_id", "kind", "text", "people", "time_of_week", "language", "valid_until")
"""What the form sends, as texts."""


class DraftError(GeoError, ValueError):
    """A form holds what no need can; ``fields`` names where."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(f"the need cannot be taken: see {', '.join(fields)}")
        self.fields = fields


def need_draft(form: Mapping[str, object], directory: Directory) -> NeedDraft:
    """Read the form.

    Parameters
    ----------
    form
        The fields as a browser sent them.
    directory
        As the viewer may know it; the district of a need is the one of its site there, whatever
        the browser says.

    Raises
    ------
    DraftError
        If a field is missing or cannot be.
    """
    values = {name: _text(form.get(name)) for name in FIELDS}
    site = directory.by_id.get(values["site_id"])
    district = (site and site.district) or ""
    try:
        return NeedDraft.model_validate(
            {**values, "language": values["language"] or None, "district": district}
        )
    except ValidationError as error:
        fields = {str(problem["loc"][0]) for problem in error.errors()}
        if "district" in fields:
            fields.add("site_id")
        raise DraftError(tuple(name for name in FIELDS if name in fields)) from error


def _text(sent: object) -> str:
    """Take texts only, which is all that a form sends."""
    return sent.strip() if isinstance(sent, str) else ""


def save_need(
    store: Store,
    viewer: Viewer,
    form: Mapping[str, object],
    directory: Directory,
    now: datetime,
) -> Need:
    """Post a need, or change the one the form was filled with.

    Raises
    ------
    DraftError
        If a field is missing or cannot be.
    NeedError, ConflictError, NotAllowedError, StoreError
        As in ``post_need`` and ``change_need``.
    """
    draft = need_draft(form, directory)
    seen = _seen(form)
    if seen:
        return change_need(store, viewer, *seen, draft, now=now)
    return post_need(store, viewer, draft, now)


def given_back(form: Mapping[str, object], error: GeoError) -> dict[str, str | int]:
    """Give what the form holds again after it could not be taken.

    Whoever was overtaken by a change gets the version of now: to save it again is then a decision
    and no accident. Whoever was overtaken by a withdrawal has written a new need.
    """
    seen = _seen(form)
    if isinstance(error, ConflictError):
        seen = (error.current.id, error.current.version) if error.current else None
    kept: dict[str, str | int] = {name: _text(form.get(name)) for name in FIELDS}
    return kept | ({"id": seen[0], "version": seen[1]} if seen else {})


def _seen(form: Mapping[str, object]) -> tuple[str, int] | None:
    """Tell which need in which version an editor saw; None for a new one."""
    need_id, version = form.get("id"), form.get("version")
    if isinstance(need_id, str) and need_id and isinstance(version, int):
        return need_id, version
    return None


def explained(catalogue: Catalogue, error: GeoError, *, withdrawing: bool = False) -> str:
    """Say to an editor why nothing was changed."""
    if isinstance(error, DraftError):
        labels = [catalogue.t(f"board.field.{name}").rstrip("?") for name in error.fields]
        return catalogue.t("board.invalid", fields=formatting.listing(catalogue, labels))
    if isinstance(error, ConflictError):
        happened = "changed" if error.current else "withdrawn"
        return catalogue.t(f"board.{happened}_before" if withdrawing else f"board.{happened}")
    for kind, key in _REASONS.items():
        if isinstance(error, kind):
            return catalogue.t(key)
    raise error


_REASONS = {
    NeedError: "board.bad_day",
    NotAllowedError: "board.not_allowed",
    StoreError: "board.not_saved",
}
