from xml.etree import ElementTree as ET

import pytest

from geo.directory.vocabulary import Category
from geo.maps.symbols import Symbol, icon_svg, symbol

SHAPES = ("circle", "square", "diamond", "house")


def test_a_symbol_is_the_category_s_colour_shape_and_icon():
    category = Category(code="course", colour="#6d28d9", shape="square", icon="graduation-cap")
    assert symbol(category) == Symbol("#6d28d9", "square", "graduation-cap")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("approximate", [False, True])
def test_a_symbol_is_well_formed_and_of_the_size_asked_for(shape, approximate):
    drawn = Symbol("#6d28d9", shape, "baby").svg(approximate=approximate, size_px=40)
    root = ET.fromstring(drawn)  # noqa: S314
    assert (root.get("width"), root.get("height"), root.get("aria-hidden")) == ("40", "40", "true")


def test_shapes_differ():
    assert len({Symbol("#6d28d9", shape, "baby").svg() for shape in SHAPES}) == len(SHAPES)


def test_an_approximate_place_is_dashed_and_hollow():
    exact = Symbol("#6d28d9", "circle", "baby").svg()
    approximate = Symbol("#6d28d9", "circle", "baby").svg(approximate=True)
    assert "dasharray" in approximate
    assert "dasharray" not in exact
    assert "fill:#6d28d9" in exact
    assert "fill:#6d28d9" not in approximate


def test_an_icon_takes_the_colour_of_the_text_around_it():
    assert 'stroke="currentColor"' in icon_svg("door-open")
    assert 'width="24"' in icon_svg("door-open", size_px=24)


def test_an_unknown_icon_becomes_a_pin_and_is_named_in_the_log(caplog):
    assert icon_svg("no-such-icon") == icon_svg("map-pin")
    assert "no-such-icon" in caplog.text
