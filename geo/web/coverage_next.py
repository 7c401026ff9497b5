"""The best new sites in words: how good, how sure, and where."""

from geo.coverage.next_sites import NextSites
from geo.crs import to_degrees
from geo.exchange.coverage_words import objective_text, people_text, proof_text
from geo.language import formatting
from geo.language.catalogue import Catalogue
from geo.maps.cover import SiteMark


def next_sentences(catalogue: Catalogue, found: NextSites) -> tuple[str, ...]:
    """Say how good the chosen sites are, how sure that is, and what greed would give."""
    siting = found.siting
    if siting.nothing_to_gain:
        return (proof_text(catalogue, found),)
    limit = formatting.rounded(catalogue, siting.limit_minutes)
    said = [
        catalogue.t(
            f"cover.next.result.{siting.model}",
            before=objective_text(catalogue, siting.model, siting.before),
            after=objective_text(catalogue, siting.model, siting.objective),
            total=people_text(catalogue, siting.everybody),
            limit=limit,
        ),
        proof_text(catalogue, found),
        catalogue.t(
            "brief.next.greedy",
            after=objective_text(catalogue, siting.model, siting.greedy.objective),
        ),
    ]
    if len(siting.chosen) < siting.k:
        said.append(catalogue.n("cover.next.fewer", len(siting.chosen)))
    if round(siting.never_reached):
        people = people_text(catalogue, siting.never_reached)
        said.append(catalogue.t("brief.next.never", people=people))
    return tuple(said)


def next_rows(catalogue: Catalogue, found: NextSites) -> list[dict[str, str]]:
    """List the chosen sites with their districts, and whether greed would take them too."""
    heads = [catalogue.t(f"cover.next.column.{code}") for code in ("site", "district", "greedy")]
    greedy = set(found.siting.greedy.chosen)
    return [
        dict(
            zip(
                heads,
                (name, district, catalogue.t("cover.yes" if row in greedy else "cover.no")),
                strict=True,
            )
        )
        for row, name, district in zip(
            found.siting.chosen, found.names, found.districts, strict=True
        )
    ]


def proposed(catalogue: Catalogue, found: NextSites) -> tuple[SiteMark, ...]:
    """Mark the chosen sites on the map."""
    rows = list(found.siting.chosen)
    points = to_degrees(found.candidates.x_m[rows], found.candidates.y_m[rows]).tolist()
    return tuple(
        SiteMark(lat, lon, "proposed", catalogue.t("cover.site.proposed", name=name))
        for (lat, lon), name in zip(points, found.names, strict=True)
    )
