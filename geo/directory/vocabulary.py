"""The words the directory may use: categories, offers, audiences. Rows in ``data/``, not code."""

from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from geo.directory.glossary import Term
from geo.directory.place import Code, Frozen, Place

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Shape = Annotated[str, StringConstraints(pattern=r"^(circle|square|diamond|house)$")]


class Category(Frozen):
    """A kind of place with the one definition of its looks.

    Colour, shape and icon together tell categories apart, so that colour is never the only
    signal. ``icon`` is a name of the Lucide set; ``colour`` carries white text at 4.5:1.
    ``max_age_years`` is how old a source may be until somebody should ask again; None where
    nobody has set a limit.
    """

    code: Code
    colour: Colour
    shape: Shape
    icon: Code
    max_age_years: Annotated[int, Field(gt=0)] | None = None


class Offer(Frozen):
    """Something a place does for people; its group orders long lists."""

    code: Code
    group: Code


class Audience(Frozen):
    """For whom a place is."""

    code: Code


class Kind(Frozen):
    """A kind of help people look for near a home: categories, offers, or both."""

    code: Code
    categories: tuple[Code, ...] = ()
    offers: tuple[Code, ...] = ()

    def has(self, place: Place) -> bool:
        """Tell whether a place is of one of the categories or has one of the offers."""
        return place.category in self.categories or not set(self.offers).isdisjoint(place.offers)


class Vocabulary(Frozen):
    """All codes a record may use, in the order in which people see them."""

    categories: tuple[Category, ...] = ()
    offers: tuple[Offer, ...] = ()
    audiences: tuple[Audience, ...] = ()
    kinds: tuple[Kind, ...] = ()
    help_kinds: tuple[Kind, ...] = ()
    glossary: tuple[Term, ...] = ()

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The group of each offer."""
        return {offer.code: offer.group for offer in self.offers}

    def category(self, code: str) -> Category:
        """Find a category.

        Raises
        ------
        KeyError
            If no category has this code.
        """
        for category in self.categories:
            if category.code == code:
                return category
        raise KeyError(code)
