"""The outlines of the hexagons that the map fetches once: what they mean comes with each state."""

import json

import numpy as np

from geo.coverage.hexagons import hexagons
from geo.crs import to_degrees
from geo.directory.directory import Directory

STEPS_A_DEGREE = 100_000
"""Corners are whole numbers of these steps, about a metre, from the south-west: short to send."""


def cells_json(directory: Directory, size_m: int) -> bytes:
    """Write the hexagons over the districts as JSON.

    Parameters
    ----------
    directory
        For its districts only: the lattice is anchored at the CRS and knows no place.
    size_m
        From side to side, in metres.

    Returns
    -------
    ``origin`` is a latitude and a longitude, ``points`` how many steps north and east of it each
    corner is, in turns; ``corners`` are six numbers of points a cell, in the order of
    ``hexagons.hexagons``. Neighbours share their corners.
    """
    corners = hexagons(directory.districts, size_m).corners
    # Corners of neighbours differ by rounding alone: a tenth of a metre makes them one.
    shared, numbers = np.unique(np.round(corners.reshape(-1, 2), 1), axis=0, return_inverse=True)
    steps = np.round(to_degrees(shared[:, 0], shared[:, 1]) * STEPS_A_DEGREE).astype(int)
    origin = steps.min(axis=0)
    content = {
        "size_m": size_m,
        "steps_a_degree": STEPS_A_DEGREE,
        "origin": (origin // 1000 * 1000 / STEPS_A_DEGREE).tolist(),
        "points": (steps - origin // 1000 * 1000).ravel().tolist(),
        "corners": numbers.ravel().tolist(),
    }
    return json.dumps(content, separators=(",", ":")).encode()
