"""All rules of a careful editor, in the order in which their findings are told."""

from datetime import date
from typing import Final

from geo.directory.finding import Finding
from geo.directory.reading import Reading
from geo.directory.rules import (
    addresses,
    contacts,
    history,
    links,
    programme,
    secrecy,
    sourcing,
    texts,
    twins,
    words,
)
from geo.directory.rules.ground import Ground, Rule

RULES: Final[tuple[Rule, ...]] = (
    twins.same_name,
    twins.similar_name_nearby,
    twins.same_address,
    addresses.precision_without_address,
    addresses.accuracy_of_another_tier,
    addresses.address_not_located,
    addresses.point_without_basis,
    addresses.postcode_of_another_city,
    addresses.postcode_of_another_district,
    addresses.confidential_remains,
    contacts.impossible_phone,
    contacts.private_mailbox,
    contacts.doubtful_link,
    contacts.unencrypted_website,
    links.broken_for_long,
    sourcing.source_without_date,
    sourcing.source_from_the_future,
    sourcing.source_too_old,
    texts.mangled_text,
    texts.never_open,
    words.unknown_kinds,
    history.event_to_come,
    history.history_source_from_the_future,
    history.source_before_event,
    history.told_twice,
    programme.programme_over,
    programme.programme_never_takes_place,
    programme.programme_source_dates,
    programme.programme_beside_offers,
    programme.programme_contradicts_itself,
    programme.programme_mangled,
    secrecy.hints_at_homes,
)


def careful_findings(reading: Reading, today: date) -> tuple[Finding, ...]:
    """Tell everything an editor should look at.

    Parameters
    ----------
    reading
        Of a whole data folder.
    today
        The day from which ages are counted.

    Returns
    -------
    What the reading found, and what the rules find, by file and line.
    """
    directory = reading.directory
    ground = Ground(
        reading.entries,
        directory.vocabulary,
        directory.districts,
        today,
        seen_links=reading.links,
        history=reading.history,
        programme=reading.programme,
    )
    found = [*reading.findings, *(finding for rule in RULES for finding in rule(ground))]
    return tuple(sorted(found, key=lambda finding: (finding.file, finding.line or 0)))
