"""Addresses a visitor can follow, none of which sends anything before it is followed."""

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import segno

from geo.directory.place import Address, Place
from geo.directory.stops import Stop
from geo.language.catalogue import Catalogue

SCHEMES = ("https", "http", "tel", "mailto", "geo")
"""The only schemes that are ever made a link of."""


@dataclass(frozen=True)
class Link:
    """A text to show and where it leads."""

    text: str
    href: str


def safe_href(address: str) -> str | None:
    """Return an address if its scheme may be followed."""
    return address if urlsplit(address).scheme.lower() in SCHEMES else None


def phone_link(phone: str) -> Link:
    """Make a number that a telephone can dial."""
    return Link(phone, "tel:" + "".join(c for c in phone if c.isdigit() or c == "+"))


def email_link(email: str) -> Link:
    """Make an address that a mail program can write to."""
    return Link(email, "mailto:" + quote(email, safe="@"))


def web_link(address: str) -> Link | None:
    """Show the host and follow the address."""
    href = safe_href(address)
    return Link(urlsplit(address).netloc.removeprefix("www."), href) if href else None


def directions(catalogue: Catalogue, place: Place, stop: Stop | None) -> tuple[Link, ...]:
    """List ways to be led there: by the address where the point is only an area, else to it.

    ``geo:`` follows RFC 5870; the journey planner takes the stop by its DHID in the fragment of
    its address, so that the planner's server sees it only in what its own page then asks.
    """
    query = address_line(place.address)
    links = []
    if place.point and not place.precision.is_area:
        lat, lon = place.point.lat, place.point.lon
        links.append(Link(catalogue.t("detail.map_app"), f"geo:{lat},{lon}?q={lat},{lon}"))
        marker = urlencode({"mlat": lat, "mlon": lon})
        href = f"https://www.openstreetmap.org/?{marker}#map=18/{lat}/{lon}"
        links.append(Link("OpenStreetMap", href))
    elif query and place.address.street:
        links.append(Link(catalogue.t("detail.map_app"), "geo:0,0?q=" + quote(query)))
        search = urlencode({"query": query})
        links.append(Link("OpenStreetMap", f"https://www.openstreetmap.org/search?{search}"))
    if stop:
        links.append(Link(catalogue.t("detail.journey_planner"), _journey(catalogue, stop)))
    return tuple(links)


def address_line(address: Address) -> str:
    """Write an address in one line, as a letter would have it."""
    street = " ".join(filter(None, (address.street, address.house_number)))
    town = " ".join(filter(None, (address.postcode, address.city)))
    return ", ".join(filter(None, (street, town)))


def qr_code(address: str) -> str:
    """Draw an address as a QR code: an SVG in a ``data:`` address."""
    return segno.make(address, micro=False).svg_data_uri(scale=4, border=2, light="white")


def _journey(catalogue: Catalogue, stop: Stop) -> str:
    target = json.dumps({"odvs": {"dest": stop.dhid}}, separators=(",", ":"))
    language = "de" if catalogue.language == "de" else "en"
    query = urlencode({"language": language, "deeplink": target})
    return f"https://www3.vvs.de/mng/#!/XSLT_TRIP_REQUEST2@init?{query}"
