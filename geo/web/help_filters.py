"""The filters of those who would like to help, with the number of needs each choice would give."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.access.help_query import FACETS, HelpQuery, wanted
from geo.access.needs import Need, Wanted
from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.web.filters import Chip, Facet, Option
from geo.web.shelter_sheet import Surroundings

Options = Mapping[str, tuple[str, ...]]
"""What can be chosen, of ``help_options``."""


def help_facets(
    catalogue: Catalogue,
    directory: Directory,
    options: Options,
    query: HelpQuery,
    needs: Sequence[Wanted],
) -> list[Facet]:
    """Write the filters.

    Parameters
    ----------
    catalogue
        The language.
    directory
        Of any role, for the names of districts.
    options
        What can be chosen.
    query
        What is chosen.
    needs
        All needs the viewer may know. Districts carry no number: they narrow down more than needs.
    """
    return [
        Facet(
            name=name,
            label=catalogue.t(f"help.facet.{name}"),
            options=tuple(
                _option(catalogue, directory, (name, value), query, needs)
                for value in options[name]
            ),
        )
        for name in FACETS
        if options[name]
    ]


def help_chips(catalogue: Catalogue, directory: Directory, query: HelpQuery) -> list[Chip]:
    """Write every choice in force."""
    return [
        Chip(name, value, help_label(catalogue, directory, name, value))
        for name in FACETS
        for value in getattr(query, name)
    ]


def help_label(catalogue: Catalogue, directory: Directory, name: str, value: str) -> str:
    """Name one choice."""
    if name == "districts":
        district = directory.districts.numbered(value)
        return district.name if district else value
    if name == "languages":
        return formatting.language_name(catalogue, value)
    return catalogue.t(f"help.{name}.{value}")


def homes_that_fit(
    around: Surroundings, query: HelpQuery, needs: Sequence[Need]
) -> tuple[Place, ...]:
    """Pick the homes of the chosen districts that have a need as it is asked for."""
    directory = around.directory
    numbers = {item.name: item.number for item in directory.districts.items}
    sites = {need.site_id for need in wanted(needs, query, directory)}
    return tuple(
        home
        for home in around.shelters
        if (not query.districts or numbers.get(home.district or "") in query.districts)
        and (not query.asks_for_needs or home.id in sites)
    )


def _option(
    catalogue: Catalogue,
    directory: Directory,
    choice: tuple[str, str],
    query: HelpQuery,
    needs: Sequence[Wanted],
) -> Option:
    name, value = choice
    label = help_label(catalogue, directory, name, value)
    chosen = value in getattr(query, name)
    if name == "districts":
        return Option(value, label, "", none=False, chosen=chosen)
    alone = replace(query, **{name: (value,)})  # type: ignore[arg-type]
    count = len(wanted(needs, alone, directory))
    return Option(value, label, formatting.number(catalogue, count), not count, chosen)
