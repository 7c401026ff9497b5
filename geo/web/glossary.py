"""The words people meet on arrival, explained in their language."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.directory.directory import Directory
from geo.directory.glossary import Term
from geo.directory.place import Place
from geo.language.catalogue import Catalogue
from geo.web.links import Link, web_link


@dataclass(frozen=True)
class Explained:
    """A word: its name in the visitor's language, as it stands on letters, and what it means.

    ``source`` says in a sentence where the word comes from; ``link`` leads there, where the
    source has an address.
    """

    code: str
    name: str
    german: str
    text: str
    source: str
    link: Link | None


def glossary(catalogue: Catalogue, directory: Directory) -> tuple[Explained, ...]:
    """Explain all words, in the order of their table."""
    return _explained(catalogue, directory.vocabulary.glossary)


def words_of(catalogue: Catalogue, directory: Directory, place: Place) -> tuple[Explained, ...]:
    """Explain the words that stand in the name of a place or belong to what it does."""
    met = (term for term in directory.vocabulary.glossary if term.explains(place))
    return _explained(catalogue, met)


def _explained(catalogue: Catalogue, terms: Iterable[Term]) -> tuple[Explained, ...]:
    return tuple(
        Explained(
            code=term.code,
            name=catalogue.t(f"glossary.{term.code}"),
            german=term.german,
            text=catalogue.t(f"glossary.{term.code}.text"),
            source=catalogue.t("glossary.source", source=term.source),
            link=web_link(term.source_url) if term.source_url else None,
        )
        for term in terms
    )
