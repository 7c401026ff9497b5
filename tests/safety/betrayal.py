"""Finding any trace of a hidden home in whatever left the server or was written by it."""

import hashlib
import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import numpy as np
from pyproj import Transformer

from tests.safety.decoding import folded, readings, spellings, texts
from tests.safety.hidden_homes import HOMES, NEIGHBOUR_WORD, Home

NEAR_M = 250
"""A position nearer than this to a home gives it away; every district is many times wider."""

_NUMBER = re.compile(r"(?<![\w.])-?(\d{1,3}[.,]\d{3,})(?!\d)")
_METRES = re.compile(r"(?<![\w.])(\d{6,7}(?:\.\d+)?)(?!\w)")
_FARTHEST_APART = 80
"""Characters between the two numbers of a position."""

_METRIC_GRIDS = (25832, 3857)


def betrayals(data: bytes | str, homes: Iterable[Home] = HOMES) -> list[str]:
    """List what in some data tells of homes; empty where nothing does.

    Parameters
    ----------
    data
        A body, a message, a file, a log; packed and escaped in whatever way.
    homes
        Those that the reader must not learn of.
    """
    homes = tuple(homes)
    found = {f"bytes of {what}" for what in _in_bytes(data, homes)}
    for text in texts(data):
        found.update(_in_text(text, homes))
    return sorted(found)


def _in_text(text: str, homes: tuple[Home, ...]) -> Iterator[str]:
    plain = folded(text)
    yield from (f"{word} ({what})" for word, what in _words(homes).items() if word in plain)
    yield from (found[0] for found in _numbers(homes).finditer(text))
    yield from _positions(text, homes)


@cache
def _words(homes: tuple[Home, ...]) -> dict[str, str]:
    """Words that stand in the rows of homes alone, and the hashes of their ids."""
    secret = {
        spelled: home.id for home in homes for word in home.secrets for spelled in spellings(word)
    }
    hashes = {digest: f"hash of {home.id}" for home in homes for digest in _hashes(home.id)}
    return secret | hashes | {NEIGHBOUR_WORD: "note of a public place"}


def _hashes(word: str) -> Iterator[str]:
    for name in ("md5", "sha1", "sha256"):
        yield hashlib.new(name, word.encode(), usedforsecurity=False).hexdigest()[:16]


@cache
def _numbers(homes: tuple[Home, ...]) -> re.Pattern[str]:
    """Match numbers of the rows however their thousands are set apart, and degrees to a metre."""
    numbers = [number for home in homes for number in _cells_in_digits(home)]
    located = [home for home in homes if home.is_located]
    degrees = [f"{value:.5f}" for home in located for value in (home.lat, home.lon)]
    cut = "|".join(value.replace(".", "[.,]") for value in degrees)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(numbers)})(?!\w)|(?<![\d.])(?:{cut or '(?!)'})")


def _cells_in_digits(home: Home) -> Iterator[str]:
    thousands, rest = divmod(home.number, 1000)
    yield rf"{thousands}[.,'\s\u2019\u00a0\u202f]?{rest:03}"
    yield from home.numbers.values()


def _positions(text: str, homes: tuple[Home, ...]) -> Iterator[str]:
    """Find two numbers beside each other that are a position near a home, in either order."""
    for pattern, places, reach in _grids(homes):
        found = list(pattern.finditer(text))
        values = np.array([float(number[1].replace(",", ".")) for number in found])
        gaps = np.array([b.start() - a.end() for a, b in pairwise(found)])
        if not len(gaps) or not len(places):
            continue
        pairs = np.stack([values[:-1], values[1:]], axis=1)
        for given in (pairs, pairs[:, ::-1]):
            offsets = (given[:, None] - places) / reach
            is_near = (np.hypot(offsets[..., 0], offsets[..., 1]) < 1).any(axis=1)
            for at in np.flatnonzero(is_near & (gaps <= _FARTHEST_APART)):
                yield f"position {pairs[at, 0]:g}, {pairs[at, 1]:g}"


@cache
def _grids(
    homes: tuple[Home, ...],
) -> tuple[tuple[re.Pattern[str], np.ndarray, np.ndarray], ...]:
    """Give homes in degrees and in metres, with what is near in each."""
    located = [home for home in homes if home.is_located]
    lat, lon = (np.array([getattr(h, name) for h in located]) for name in ("lat", "lon"))
    degrees = np.array([NEAR_M / 111_000, NEAR_M / 73_000])
    grids = [(_NUMBER, np.stack([lat, lon], axis=1), degrees)]
    for grid in _METRIC_GRIDS:
        metres = Transformer.from_crs(4326, grid, always_xy=True).transform(lon, lat)
        grids.append((_METRES, np.stack(metres, axis=1), np.array([NEAR_M, NEAR_M])))
    return tuple(grids)


def _in_bytes(data: bytes | str, homes: tuple[Home, ...]) -> Iterator[str]:
    """Find coordinates and capacities as machines write them: in tables, pickles, arrays."""
    packed = _packed_numbers(homes)
    for reading in readings(data):
        yield from (what for number, what in packed.items() if number in reading)


@cache
def _packed_numbers(homes: tuple[Home, ...]) -> dict[bytes, str]:
    packed = {}
    for home in homes:
        for degrees in (home.lat, home.lon) if home.is_located else ():
            packed |= {struct.pack(form, degrees): home.id for form in ("<d", ">d", "<f")}
        packed |= {struct.pack(form, home.number): home.id for form in ("<q", ">q", "<d", ">d")}
    return packed
