"""What the small signs at the marks of the map mean."""

from geo.directory.freshness import Freshness
from geo.language.catalogue import Catalogue
from pages.parts.components import component
from pages.parts.looks import age_signs

_draw = component("age_legend", "age")


def age_legend(catalogue: Catalogue) -> None:
    """Draw the four signs with their words."""
    signs = age_signs()
    _draw(
        key="age-legend",
        data={
            "title": catalogue.t("facet.freshness"),
            "signs": [
                {"sign": signs[item], "label": catalogue.t(f"freshness.{item}")}
                for item in Freshness
            ],
        },
    )
