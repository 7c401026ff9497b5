"""Supply from a file the operator supplies: services with a point and, where known, a capacity.

A table has a first line with the names; ``id`` and ``capacity`` may be left out, an empty capacity
is one that nobody knows::

    id,lon,lat,capacity
    library,9.1821,48.7803,40
    desk,9.1775,48.7758,
"""

from dataclasses import replace
from typing import Final

import numpy as np

from geo.coverage.columns import OUTSIDE
from geo.coverage.errors import NoSupplyError
from geo.coverage.files.naming import CAPACITY, chosen_number
from geo.coverage.files.points import PointFile, open_source, read_points
from geo.coverage.supply import PLACES, SERVICES, Supply

_LABEL: Final = "id"


def read_services(file: PointFile) -> Supply:
    """Take all rows of a file as supply.

    Returns
    -------
    Counted in places where there is a column with a capacity, else each row as one service.

    Raises
    ------
    DataError, ColumnError, CrsError
        See ``grid_files.read_grid``.
    NoSupplyError
        If the file has no row.
    """
    header = open_source(file.path, file.layer).header
    if file.label is None and _LABEL in header.columns:
        file = replace(file, label=_LABEL)
    has_capacity = chosen_number(header, CAPACITY, file.number) is not None
    parts = list(read_points(file, CAPACITY))
    if not sum(part.rows_read for part in parts):
        msg = f"{file.path.name}: has no row; widen the choice of services"
        raise NoSupplyError(msg)
    x_m, y_m, capacity, labels = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("x_m", "y_m", "number", "label")
    )
    size = len(x_m)
    return Supply(
        x_m=x_m,
        y_m=y_m,
        accuracy_m=np.zeros(size),
        capacity=capacity,
        weight=np.ones(size),
        ids=tuple(map(str, labels)),
        area=np.full(size, OUTSIDE),
        areas=(),
        unit=PLACES if has_capacity else SERVICES,
        hours=(None,) * size,
    )
