"""Made-up homes, friend circles and offers, as records; nothing in them exists."""

from geo.directory.directory import Directory
from geo.directory.place import Place
from geo.directory.stops import Stop, Stops
from geo.directory.viewer import Role
from geo.directory.vocabulary import Kind, Vocabulary

HOSTILE = ("=1+1", "<b>&amp;", "Zeile\nzwei", "Übergröße; Maß, Ö\\n", "ä" * 200, "\t=2", "\u202e")
"""Texts that are something else in a spreadsheet, in XML or in a vCard."""

KINDS = (
    Kind(code="german_course", categories=("course",), offers=("german_course",)),
    Kind(code="health", categories=("health",)),
)


def record(identity, category, *, at=None, precision=None, **fields):
    """Make a record; ``at`` is latitude and longitude."""
    point = {"lat": at[0], "lon": at[1], "accuracy_m": 30} if at else None
    usual = {
        "id": identity,
        "category": category,
        "name": identity.replace("-", " ").title(),
        "district": "Westfeld",
        "point": point,
        "precision": precision or ("address" if at else "district"),
        "status": "open",
        "visibility": "public",
        "sources": ("https://source.example/",),
    }
    return Place.model_validate(usual | fields)


def home(identity="home", **fields):
    """Make a home that volunteers may know."""
    return record(identity, "shelter", **({"visibility": "volunteers"} | fields))


def directory(*places, kinds=KINDS, **parts):
    """Make a directory as volunteers see it."""
    whole = Directory(places=places, vocabulary=Vocabulary(kinds=kinds), **parts)
    return whole.visible_to(Role.VOLUNTEER)


def stops(**points):
    """Make bus stops, each with its name in small letters and where it is."""
    return Stops(
        tuple(
            Stop(
                dhid=f"de:0:{name}",
                name=name.title(),
                district="Westfeld",
                modes=("Bus",),
                lines=("901",),
                lat=lat,
                lon=lon,
            )
            for name, (lat, lon) in points.items()
        )
    )
