"""A directory of a handful of made-up places in a made-up city of two square districts."""

from pathlib import Path

import pytest
import shapely

from geo.directory.directory import Directory
from geo.directory.districts import District, Districts
from geo.directory.place import Place, Point, Precision, Status, Visibility
from geo.directory.vocabulary import Category, Vocabulary
from geo.language.catalogue import load_catalogues

TEXTS = Path(__file__).parents[2] / "data" / "text"

HOSTILE = "</script><script>x=1</script> ${alert(1)} {{7*7}} `tick` \u2028 <img src=x onerror=x>"


def a_place(number, *, precision=Precision.ADDRESS, name=None, category="course"):
    point = Point(lat=48.7 + number / 1000, lon=9.1, accuracy_m=30) if precision.has_point else None
    return Place(
        id=f"place-{number}",
        category=category,
        name=name or f"Place {number}",
        point=point,
        precision=precision,
        status=Status.OPEN,
        visibility=Visibility.PUBLIC,
        sources=("https://example.org/",),
    )


def a_district(number, west):
    return District(
        number=number,
        name=f"District {number}",
        population=1000,
        population_year=2023,
        polygon=shapely.box(west, 48.6, west + 0.1, 48.8),
        label=(48.7, west + 0.05),
    )


@pytest.fixture
def directory():
    return Directory(
        places=(
            a_place(1),
            a_place(2, precision=Precision.DISTRICT),
            a_place(3, precision=Precision.STOP, name=HOSTILE),
            a_place(4, category="retired_category"),
        ),
        districts=Districts((a_district("01", 9.0), a_district("02", 9.1))),
        vocabulary=Vocabulary(
            categories=(
                Category(code="course", colour="#6d28d9", shape="square", icon="graduation-cap"),
                Category(code="health", colour="#b91c1c", shape="diamond", icon="stethoscope"),
            )
        ),
        ground="v1",
    )


@pytest.fixture(scope="session")
def german():
    return load_catalogues(TEXTS).get("de")


@pytest.fixture(scope="session")
def english():
    return load_catalogues(TEXTS).get("en")
