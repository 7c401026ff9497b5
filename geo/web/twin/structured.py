"""A place as search engines read it: schema.org in JSON-LD."""

from typing import Any, Final

from geo.directory.place import Place, Precision
from geo.web.links import safe_href

_KINDS: Final = {"library": "Library", "sport": "SportsActivityLocation"}
"""What schema.org has a narrower word for than a place."""


def structured(place: Place, address: str, language: str) -> dict[str, Any]:
    """Describe a place with what is known of it; what is not known is left out.

    A point is told only where it stands at the door: a search engine would lead people to it.

    Parameters
    ----------
    place
        Of the public tier.
    address
        Of the page that tells of it.
    language
        Code of the language of that page.

    References
    ----------
    schema.org, types ``Place``, ``PostalAddress`` and ``GeoCoordinates``.
    """
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _KINDS.get(place.category, "Place"),
        "@id": address,
        "name": place.name,
        "url": address,
        "mainEntityOfPage": {"@type": "WebPage", "@id": address, "inLanguage": language},
    }
    if place.address.street:
        street = " ".join(filter(None, (place.address.street, place.address.house_number)))
        parts = {
            "streetAddress": street,
            "postalCode": place.address.postcode,
            "addressLocality": place.address.city,
        }
        known = {name: value for name, value in parts.items() if value}
        found["address"] = {"@type": "PostalAddress", "addressCountry": "DE", **known}
    if place.point and place.precision is Precision.ADDRESS:
        point = {"latitude": place.point.lat, "longitude": place.point.lon}
        found["geo"] = {"@type": "GeoCoordinates", **point}
    if place.contact.phone:
        found["telephone"] = place.contact.phone
    if place.contact.website and (site := safe_href(place.contact.website)):
        found["sameAs"] = site
    return found
