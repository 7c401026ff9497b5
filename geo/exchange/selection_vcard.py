"""Chosen homes as cards for an address book."""

from collections.abc import Iterator, Sequence
from datetime import date

from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.exchange.site import description, notice, one_line, plain, position, street_line
from geo.language.catalogue import Catalogue

_LONGEST_LINE_OCTETS = 75

_CONTINUATION = 0x80
"""The upper two bits of an octet in the middle of a UTF-8 character."""


def selection_vcard(
    catalogue: Catalogue, directory: Directory, places: Sequence[Place], on: date
) -> bytes:
    """Write homes as vCard 4.0 (RFC 6350), a card each.

    Parameters
    ----------
    catalogue
        The language.
    directory
        As the viewer may know it.
    places
        Records of that directory, in the order of the cards.
    on
        The day of the export.

    Returns
    -------
    Cards with FN, ORG (one an operator), ADR, GEO, contacts and a NOTE that begins with the
    notice. GEO carries the accuracy as the uncertainty of RFC 5870, and stands only where the
    point is that of the door or the street: an area has no position a card could give.
    """
    lines = (line for place in places for line in _card(catalogue, directory, place, on))
    return b"".join(folded(line) for line in lines)


def _card(catalogue: Catalogue, directory: Directory, place: Place, on: date) -> Iterator[str]:
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:location")
    yield f"FN:{escaped(one_line(place.name))}"
    yield from (f"ORG:{escaped(one_line(name))}" for name in place.operators)
    yield f"ADR:{_address(place)}"
    if point := position(place):
        yield f"GEO:geo:{point.lat},{point.lon};u={point.accuracy_m:g}"
    if place.contact.phone:
        yield f"TEL:{escaped(place.contact.phone)}"
    if place.contact.email:
        yield f"EMAIL:{escaped(plain(place.contact.email))}"
    if place.contact.website:
        yield f"URL:{one_line(place.contact.website)}"
    note = notice(catalogue, on) + "\n\n" + description(catalogue, directory, place)
    yield f"NOTE:{escaped(plain(note))}"
    yield "END:VCARD"


def _address(place: Place) -> str:
    """Write the seven parts of an address; two of them are never used, the last is the country."""
    address = place.address
    parts = ("", "", street_line(place), address.city or "", "", address.postcode or "", "")
    return ";".join(escaped(one_line(part)) for part in parts)


def escaped(text: str) -> str:
    """Escape a text value: RFC 6350, section 3.4."""
    for character in ("\\", ",", ";"):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """End a line, and break it so that none is longer than 75 octets and no character is cut."""
    octets = line.encode()
    parts = []
    longest = _LONGEST_LINE_OCTETS
    while len(octets) > longest:
        cut = longest
        while _goes_on(octets[cut]):
            cut -= 1
        parts.append(octets[:cut])
        octets = octets[cut:]
        longest = _LONGEST_LINE_OCTETS - 1  # the blank that marks a line as going on
    return b"\r\n ".join([*parts, octets]) + b"\r\n"


def _goes_on(octet: int) -> bool:
    """Tell an octet in the middle of a UTF-8 character from one that begins a character."""
    return octet & 0xC0 == _CONTINUATION
