"""The files that the map's frame loads, all from the app itself.

Addresses are relative to the frame, ``/component/<name>/index.html``, so that they survive a base
path. They carry a version, so that browsers may keep them for good.
"""

import hashlib
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

LEAFLET_FOLDER = Path(leaflet.BASE_DIR)

_FOLDER = Path(__file__).parent / "browser"
_SCRIPTS = tuple(
    f"{name}.js"
    for name in ("grouping", "surroundings", "marks", "ground", "cover", "stops", "places_layer")
)
_STYLE = "map.css"


@cache
def map_script() -> bytes:
    """Join our scripts, in an order in which each needs only earlier ones, in one private scope.

    One file, because streamlit-folium's frame loads scripts one after another.
    """
    scripts = [(_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    return "\n".join(["(() => {", '"use strict";', *scripts, "})();", ""]).encode()


@cache
def map_style() -> bytes:
    """Give the style of the map."""
    return (_FOLDER / _STYLE).read_bytes()


def script_links() -> list[tuple[str, str]]:
    """Name the scripts for folium, Leaflet first."""
    return [
        ("leaflet", f"../../assets/leaflet/leaflet.js?v={leaflet.PACKAGE_VERSION}"),
        ("places_layer", f"../../assets/map/map.js?v={_digest(map_script())}"),
    ]


def style_links() -> list[tuple[str, str]]:
    """Name the style sheets for folium, Leaflet's first."""
    return [
        ("leaflet_css", f"../../assets/leaflet/leaflet.css?v={leaflet.PACKAGE_VERSION}"),
        ("places_layer_css", f"../../assets/map/map.css?v={_digest(map_style())}"),
    ]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
