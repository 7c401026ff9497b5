"""The signs of the age of facts: four drawings that need no colour."""

import re
from xml.etree import ElementTree as ET

import pytest

from geo.directory.freshness import Freshness
from geo.maps.age_signs import age_sign


def without_colour(drawn):
    """Take away what only colours: fills and strokes."""
    return re.sub(r'(?<![\w-])(?:fill|stroke)="[^"]*"', "", drawn)


@pytest.mark.parametrize("freshness", Freshness)
def test_a_sign_is_well_formed_and_of_the_size_asked_for(freshness):
    root = ET.fromstring(age_sign(freshness, size_px=20))  # noqa: S314
    assert (root.get("width"), root.get("height"), root.get("aria-hidden")) == ("20", "20", "true")


def test_signs_differ_without_their_colours():
    assert len({without_colour(age_sign(item)) for item in Freshness}) == len(Freshness)


def test_a_sign_has_no_colour_of_its_own():
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', "".join(map(age_sign, Freshness)))
    assert set(colours) == {"none", "currentColor", "var(--sign-paper, #fffdf9)"}
