"""Imports point one way only, and each special library has one home."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted([*(ROOT / "geo").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "app.py"])

LAYERS = [
    ["geo.errors", "geo.crs"],
    ["geo.language"],
    ["geo.directory"],
    ["geo.settings", "geo.access", "geo.coverage"],
    ["geo.maps", "geo.exchange"],
    ["geo.web"],
    ["geo.__main__", "pages", "app"],
]
"""From the ground up; a layer may import those below it and itself."""

STATE = "pages.parts.state"


def module_name(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TREES = {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def imports(tree):
    """Yield the full name of everything a module imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute, so that they can be read"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name):
    """Tell which modules of this project a module imports."""
    found = set()
    for imported in imports(TREES[name]):
        for candidate in (imported, imported.rpartition(".")[0]):
            if candidate in TREES:
                found.add(candidate)
                break
    return found - {name}


def layer(name):
    """Tell how high a module stands; None for the bare packages."""
    for height, prefixes in enumerate(LAYERS):
        if any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes):
            return height
    return None


def is_from(imported, library):
    return imported == library or imported.startswith(f"{library}.")


def users_of(library):
    return {name for name, tree in TREES.items() if any(is_from(i, library) for i in imports(tree))}


def test_every_module_has_a_layer():
    assert [name for name in TREES if layer(name) is None] == ["geo"]


@pytest.mark.parametrize("name", [name for name in TREES if name != "geo"])
def test_imports_never_point_upwards(name):
    assert [other for other in own_imports(name) if layer(other) > layer(name)] == []


def test_no_module_imports_itself_by_a_detour():
    """A cycle raises ``graphlib.CycleError``, which names it."""
    order = TopologicalSorter({name: own_imports(name) for name in TREES}).static_order()
    assert set(order) == set(TREES)


def test_geo_knows_no_streamlit():
    for library in ("streamlit", "streamlit_folium"):
        assert [name for name in users_of(library) if name.startswith("geo")] == []


def test_only_the_maps_know_folium():
    users = users_of("folium") | users_of("branca")
    assert users
    assert [name for name in users if not name.startswith("geo.maps.")] == []


def test_only_the_map_part_of_the_pages_embeds_it():
    assert users_of("streamlit_folium") == {"pages.parts.map_view"}


def uses(tree, name):
    """List where a module says ``st.<name>``."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and is_streamlits(n, name)]


def is_streamlits(node, name):
    return ast.unparse(node) == f"st.{name}"


def test_streamlit_goes_by_one_name():
    """Else the rules on session and address below could be got round by another."""
    for name in users_of("streamlit"):
        plain = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.ImportFrom)]
        assert "streamlit" not in [node.module for node in plain], name
        named = [a for n in ast.walk(TREES[name]) if isinstance(n, ast.Import) for a in n.names]
        assert {a.asname for a in named if a.name == "streamlit"} <= {"st"}, name


def test_only_one_module_touches_the_address_bar():
    users = [name for name, tree in TREES.items() if uses(tree, "query_params")]
    assert users == [STATE]


def own_key_uses(tree):
    """List the uses of the session under a key of the module's own, ``KEY`` or ``_KEY``."""
    found = []
    for node in ast.walk(tree):
        key = None
        if isinstance(node, ast.Subscript):
            key, where = node.slice, node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get" and node.args:
            key, where = node.args[0], node.func.value
        names = {n.id for n in ast.walk(key) if isinstance(n, ast.Name)} if key else set()
        if names & {"KEY", "_KEY"} and is_streamlits(where, "session_state"):
            found.append(where)
    return found


@pytest.mark.parametrize("name", [name for name in TREES if name != STATE])
def test_the_session_is_one_modules_and_else_only_each_widgets_own_value(name):
    """A widget may read and set what it holds itself, under its own key, and nothing else."""
    tree = TREES[name]
    assert len(uses(tree, "session_state")) == len(own_key_uses(tree))
