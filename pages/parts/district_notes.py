"""What the public may know of the homes for refugees: their number by district."""

from collections.abc import Sequence

import streamlit as st

from geo.directory.directory import Directory, DistrictShelters
from geo.directory.query import Query
from geo.language.catalogue import Catalogue
from geo.web.account import shelters
from pages.parts.table import table


def district_notes(catalogue: Catalogue, directory: Directory, query: Query) -> None:
    """List the districts with their homes, those chosen alone where districts are chosen."""
    numbers = {item.name: item.number for item in directory.districts.items}
    chosen = query.districts
    told = [s for s in directory.shelters if not chosen or numbers.get(s.district) in chosen]
    with st.expander(catalogue.t("find.shelters")):
        shelters_by_district(catalogue, told)


def shelters_by_district(catalogue: Catalogue, told: Sequence[DistrictShelters]) -> None:
    """Draw the table, and say why there is no more to see."""
    st.text(catalogue.t("find.shelters.text"))
    table(catalogue.t("find.shelters"), shelters(catalogue, told))
