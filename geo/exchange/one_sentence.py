"""What goes wrong on the command line, told so that one can do something about it."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from geo.errors import GeoError


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn what goes wrong into one sentence and exit code 1."""
    try:
        yield
    except (GeoError, OSError) as error:
        typer.echo(" ".join(str(error).split()), err=True)
        raise typer.Exit(code=1) from error
