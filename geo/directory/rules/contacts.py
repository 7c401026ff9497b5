"""Telephone numbers, mailboxes and web addresses."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from geo.directory.checking import Entry
from geo.directory.finding import Finding
from geo.directory.rules.ground import Ground

_PRIVATE_MAIL: Final = frozenset(
    (
        "aol.com",
        "arcor.de",
        "freenet.de",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "hotmail.de",
        "icloud.com",
        "mail.de",
        "outlook.com",
        "outlook.de",
        "posteo.de",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yahoo.de",
    )
)
"""Hosts where people, and not organisations, have their mailbox."""

_NOT_OF_AN_ADDRESS: Final = ".,;:)>]'\""


def impossible_phone(ground: Ground) -> Iterator[Finding]:
    """Report telephone numbers that nobody can have, by the numbering plans."""
    for entry in ground.entries:
        phone = entry.place.contact.phone
        if phone and (problem := _phone_problem(phone)):
            yield entry.warning("phone", phone, problem, "compare it with the source")


@lru_cache(maxsize=100_000)
def _phone_problem(phone: str) -> str:
    import phonenumbers  # noqa: PLC0415, its tables take a while, and only the check needs them

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException as error:
        return f"not a telephone number ({error})"
    if not phonenumbers.is_possible_number(number):
        return "too short or too long for a telephone number of this country"
    return "" if phonenumbers.is_valid_number(number) else "no such area code or number range"


def private_mailbox(ground: Ground) -> Iterator[Finding]:
    """Report mailboxes that may be a person's: the directory has those of organisations."""
    for entry in ground.entries:
        email = entry.place.contact.email
        if email and email.rpartition("@")[2].lower() in _PRIVATE_MAIL:
            text = "a host of private mailboxes"
            yield entry.hint("email", email, text, "make sure that it is the organisation's own")


def doubtful_link(ground: Ground) -> Iterator[Finding]:
    """Report web addresses that lead nowhere, or carry what does not belong there."""
    for entry in ground.entries:
        for column, link in _links(entry):
            if problem := _link_problem(link):
                yield entry.warning(column, link, problem, "open it and copy the address again")


def unencrypted_website(ground: Ground) -> Iterator[Finding]:
    """Report websites whose address is of the old kind, http."""
    for entry in ground.entries:
        website = entry.place.contact.website
        if website and website.startswith("http:"):
            text = "an address without encryption"
            yield entry.hint("website", website, text, "see whether https:// works")


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.place.contact.website:
        yield "website", entry.place.contact.website
    for source in entry.place.sources:
        yield "source_url", source


def _link_problem(link: str) -> str:
    parts = urlsplit(link)
    if "@" in parts.netloc:
        return "the address carries a user name"
    if "." not in (parts.hostname or ""):
        return "the address names no host of the internet"
    if link.endswith(tuple(_NOT_OF_AN_ADDRESS)):
        return f"the address ends with {link[-1]}, as from the end of a sentence"
    return ""
