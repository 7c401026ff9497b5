"""The words people meet on arrival. Rows in ``data/glossary.csv``; what they mean is catalogue."""

from typing import Annotated

from pydantic import Field

from geo.directory.place import Code, Frozen, Place


class Term(Frozen):
    """A German word of offices and letters, and where in the directory it is met.

    ``german`` is the word as it stands on letters, what is in brackets aside; ``source`` says
    where the word comes from. ``offers``, ``categories`` and ``levels`` are those of places beside
    which the word is explained.
    """

    code: Code
    german: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    source_url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    offers: tuple[Code, ...] = ()
    categories: tuple[Code, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The German word alone."""
        return self.german.partition(" (")[0]

    def explains(self, place: Place) -> bool:
        """Tell whether the word stands in the name of a place or belongs to what it does."""
        return (
            place.category in self.categories
            or not set(self.offers).isdisjoint(place.offers)
            or not set(self.levels).isdisjoint(place.level)
            or self.word.casefold() in place.name.casefold()
        )
