"""One district: who lives there, what is there, what is missing, where the next is."""

from dataclasses import asdict, replace

from geo.errors import GeoError
from geo.web.coverage_portrait import district_sheet
from pages.parts import cached
from pages.parts.chooser import choose
from pages.parts.components import component
from pages.parts.looks import look
from pages.parts.planner import Planner

_KEY = "district_sheet"
_draw = component("district_sheet")


def choose_district(planner: Planner, name: str, *, with_city: bool) -> None:
    """Draw a field to choose a district, for those who do not use the map."""
    catalogue = planner.catalogue
    options = {"": planner.city_name} if with_city else {}
    options |= {item.number: item.name for item in planner.planning.public.districts.items}
    choose(
        name,
        catalogue.t("cover.choose_district"),
        options,
        planner.view.district,
        lambda number: planner.look(lambda view: replace(view, district=number)),
    )


def district_panel(planner: Planner) -> None:
    """Draw the portrait of the chosen district."""
    choose_district(planner, "portrait", with_city=False)
    if planner.area < 0 or isinstance(planner.found, GeoError):
        return
    catalogue, public = planner.catalogue, planner.planning.public
    district = public.districts.items[planner.area]
    asked = cached.unnamed(planner.scenario)
    found = cached.portrait(planner.role, asked, district.name, planner.today)
    sheet = asdict(district_sheet(catalogue, found, district, planner.found))
    for kind in sheet["kinds"]:
        kind["look"] = look(public.vocabulary, kind["code"])
    _draw(
        key=_KEY,
        data={
            "sheet": sheet,
            "texts": {
                "offers": catalogue.t("cover.portrait.offers"),
                "missing": catalogue.t("cover.portrait.is_missing"),
            },
        },
    )
