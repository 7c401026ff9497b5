"""Words of the small tables that no other table has."""

from collections.abc import Iterator

from geo.directory.finding import Finding, Severity
from geo.directory.rules.ground import Ground


def unknown_kinds(ground: Ground) -> Iterator[Finding]:
    """Report kinds of help, and words, that name a category or an offer that is not there."""
    vocabulary = ground.vocabulary
    categories = {item.code for item in vocabulary.categories}
    offers = {item.code for item in vocabulary.offers}
    for file, kinds in (
        ("kinds.csv", vocabulary.kinds),
        ("help_kinds.csv", vocabulary.help_kinds),
        ("glossary.csv", vocabulary.glossary),
    ):
        for kind in kinds:
            for column, codes, known in (
                ("categories", kind.categories, categories),
                ("offers", kind.offers, offers),
            ):
                for code in sorted(set(codes) - known):
                    text = f"{kind.code} names what {column} do not have"
                    remedy = "mend the code, or add it there"
                    yield Finding(Severity.WARNING, file, None, column, code, text, remedy)
