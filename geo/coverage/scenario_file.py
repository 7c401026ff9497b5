"""A scenario as a TOML file: the same fields as in the address, under readable names.

.. code-block:: toml

    name = "Advice in the north"
    demand = "inhabitants"        # inhabitants, refugees, shelters, grid
    spread = "stops"              # stops, uniform
    measure = "covered"           # minutes, covered, within, access, access_decay, per_thousand
    limit_minutes = 15
    closed = ["id-of-a-place"]

    [supply]
    category = ["counselling"]    # the names of the filters in the address of the map

    [[added]]
    lat = 48.81
    lon = 9.2
    category = "counselling"
    places = 40
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import tomli_w

from geo.coverage.errors import ScenarioError
from geo.coverage.planning import Planning
from geo.coverage.scenario import Scenario
from geo.coverage.scenario_address import (
    SUPPLY_PARAMETERS,
    scenario_from_params,
    scenario_to_params,
    site_parts,
)

_NAMES: Final = {
    "name": "name",
    "demand": "demand",
    "figure": "figure",
    "spread": "spread",
    "unit": "unit",
    "assumed_places": "assume",
    "half_life_years": "believe",
    "unverified": "unverified",
    "measure": "measure",
    "limit_minutes": "limit",
    "travel": "travel",
    "hour": "hour",
}
"""Names in a file and in the address."""

_NUMBERS: Final[dict[str, Callable[[str], float]]] = {
    "assumed_places": int,
    "half_life_years": int,
    "unverified": float,
    "limit_minutes": int,
    "hour": int,
}
_SITE: Final = ("lat", "lon", "category", "places", "name", "hours")
_TABLES: Final = ("supply", "added", "closed")
OTHER_TABLES: Final = ("large", "where_next")
"""Tables of the same file that other commands read."""


def scenario_to_toml(scenario: Scenario) -> str:
    """Write a scenario as TOML: what has its default is not there."""
    params = scenario_to_params(scenario)
    content: dict[str, Any] = {}
    for name, parameter in _NAMES.items():
        if values := params.pop(parameter, None):
            content[name] = _NUMBERS[name](values[0]) if name in _NUMBERS else values[0]
    added = [_site_table(text) for text in params.pop("add", [])]
    closed = params.pop("close", [])
    if closed:
        content["closed"] = closed
    if params:
        content["supply"] = params
    if added:
        content["added"] = added
    return tomli_w.dumps(content)


def read_scenario(path: Path, planning: Planning) -> Scenario:
    """Read a scenario file.

    Raises
    ------
    ScenarioError
        If the file cannot be read, is no TOML, or holds a key or a value that nobody knows; names
        it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name}: cannot be read ({error})"
        raise ScenarioError(msg) from error
    return scenario_from_toml(text, planning, path.name)


def scenario_from_toml(text: str, planning: Planning, name: str = "scenario") -> Scenario:
    """Read a scenario from TOML; ``name`` is what messages call it.

    Raises
    ------
    ScenarioError
        As for ``read_scenario``.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{name}: no TOML ({error})"
        raise ScenarioError(msg) from error
    known = {*_NAMES, *_TABLES, *OTHER_TABLES}
    if unknown := sorted(set(content) - known):
        msg = f"{name}: nobody knows {', '.join(unknown)}; there is {', '.join(sorted(known))}"
        raise ScenarioError(msg)
    params = _params(content, name)
    scenario, refused = scenario_from_params(params, planning)
    if refused:
        wrong = "; ".join(f"{_file_name(key)} = {list(params[key])!r}" for key in refused)
        msg = f"{name}: not understood: {wrong}; see the list of keys in the README"
        raise ScenarioError(msg)
    return scenario


def _params(content: Mapping[str, Any], name: str) -> dict[str, list[str]]:
    """Turn a file into the parameters of an address."""
    params = {_NAMES[key]: [str(content[key])] for key in _NAMES if key in content}
    supply = content.get("supply", {})
    if not isinstance(supply, dict):
        msg = f'{name}: supply is a table, for example [supply] with category = ["course"]'
        raise ScenarioError(msg)
    if unknown := sorted(set(supply) - set(SUPPLY_PARAMETERS)):
        known = ", ".join(SUPPLY_PARAMETERS)
        msg = f"{name}: nobody knows supply.{', supply.'.join(unknown)}; there is {known}"
        raise ScenarioError(msg)
    for key, value in supply.items():
        params[key] = _texts(value)
    added = content.get("added", [])
    if not isinstance(added, list):
        msg = f"{name}: added is a list of tables, each under [[added]]"
        raise ScenarioError(msg)
    params["add"] = [_site_text(table, name) for table in added]
    params["close"] = _texts(content.get("closed", []))
    return params


def _texts(value: object) -> list[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [str(item) for item in value]
    return [str(value)]


def _site_table(text: str) -> dict[str, Any]:
    point, category, places, name, hours = site_parts(text)
    lat, lon = point.split(",")
    table: dict[str, Any] = {"lat": float(lat), "lon": float(lon), "category": category}
    if places:
        table["places"] = int(places)
    return table | {k: v for k, v in (("name", name), ("hours", hours)) if v}


def _site_text(table: object, name: str) -> str:
    if not isinstance(table, dict) or not {"lat", "lon", "category"} <= set(table) <= set(_SITE):
        msg = f"{name}: an [[added]] site has lat, lon, category, and maybe places, name, hours"
        raise ScenarioError(msg)
    try:
        point = f"{float(table['lat']):.5f},{float(table['lon']):.5f}"
    except (TypeError, ValueError) as error:
        msg = f"{name}: lat {table['lat']!r}, lon {table['lon']!r}: give degrees, such as 48.78"
        raise ScenarioError(msg) from error
    rest = (str(table.get(key, "")) for key in _SITE[2:])
    return "|".join([point, *rest])


def _file_name(parameter: str) -> str:
    other = {"add": "added", "close": "closed"}
    return next((n for n, p in _NAMES.items() if p == parameter), other.get(parameter, parameter))
