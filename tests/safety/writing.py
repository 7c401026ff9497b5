"""Writing whatever comes out of ``geo`` as text, the same for equal values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

import folium
import httpx
import numpy as np
import shapely
from pydantic import BaseModel
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from tests.loops import run

_PLAIN = (str, int, float, Enum, date, Path, shapely.Geometry, type(None))
_OF_THE_MACHINE = {"seconds"}
"""What differs from run to run: how long something took."""

_PARAMETER = re.compile(r"\{\w+(:\w+)?\}")
_RANDOM_NAME = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def written(value: object) -> str:
    """Write a value with everything in it."""
    if isinstance(value, BaseRoute):
        return served(value)
    if isinstance(value, folium.Element):
        alone = not isinstance(value, folium.Map)
        return stable(
            (folium.Map(tiles=None).add_child(value) if alone else value).get_root().render()
        )
    if isinstance(value, BaseModel):
        return written({name: getattr(value, name) for name in type(value).model_fields})
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.name not in _OF_THE_MACHINE]
        return written({name: getattr(value, name) for name in names})
    if isinstance(value, np.ndarray | np.generic):
        return written(value.tolist())
    return _written_plainly(value)


def stable(text: str) -> str:
    """Number the random names that folium gives."""
    names = list(dict.fromkeys(_RANDOM_NAME.findall(text)))
    return _RANDOM_NAME.sub(lambda name: f"<{names.index(name[0])}>", text)


def served(route: BaseRoute) -> str:
    """Ask a route in every language and write its answers, with their headers."""
    if not isinstance(route, Route):
        return ""  # a folder of files, the same whatever the directory is
    paths = dict.fromkeys(_PARAMETER.sub(code, route.path) for code in ("de", "en", "xx"))
    return "\n".join(run(_answer(route, path)) for path in paths)


async def _answer(route: Route, path: str) -> str:
    transport = httpx.ASGITransport(app=Starlette(routes=[route]))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        answer = await client.get(path)
    return f"{answer.status_code} {sorted(answer.headers.items())} {answer.text}"


def _written_plainly(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, _PLAIN):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, Iterable):
        return "[" + ", ".join(map(written, value)) + "]"
    return f"{type(value).__name__} {written(vars(value))}"
