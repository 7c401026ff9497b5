"""GeoPackage, GeoJSON, Shapefile: what GDAL reads, streamed through Arrow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyogrio  # type: ignore[import-untyped]
import shapely
from pyproj import CRS

from geo.coverage.files.header import CHUNK_ROWS, Batch, Header
from geo.errors import DataError

GEOMETRY = "geometry"


@dataclass(frozen=True)
class VectorSource:
    """One layer of a file."""

    header: Header
    layer: str | None

    @classmethod
    def of(cls, path: Path, layer: str | None) -> "VectorSource":
        """Look at the layer's fields.

        Raises
        ------
        DataError
            If GDAL cannot read the file, has no such layer, or there are several and none named.
        """
        try:
            layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
            _require_layer(path, layers, layer)
            info = pyogrio.read_info(path, layer=layer)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            msg = f"{path}: not a file of points ({error}); give GeoPackage, GeoJSON or Shapefile"
            raise DataError(msg) from error
        geometry = GEOMETRY if info["geometry_type"] else None
        crs = CRS.from_user_input(info["crs"]) if info["crs"] else None
        names = tuple(str(name) for name in info["fields"])
        return cls(Header(path, names, geometry, crs), layer)

    def batches(self, columns: Sequence[str]) -> Iterator[Batch]:
        """Yield rows in the order of the file."""
        fields = [name for name in dict.fromkeys(columns) if name != GEOMETRY]
        with pyogrio.raw.open_arrow(
            self.header.path,
            layer=self.layer,
            columns=fields,
            read_geometry=GEOMETRY in columns,
            batch_size=CHUNK_ROWS,
            use_pyarrow=True,
        ) as (meta, reader):
            stored = meta["geometry_name"] or "wkb_geometry"
            for batch in reader:
                found = {name: batch[name].to_numpy(zero_copy_only=False) for name in fields}
                if GEOMETRY in columns:
                    wkb = batch[stored].to_numpy(zero_copy_only=False)
                    found[GEOMETRY] = shapely.from_wkb(wkb)
                yield found


def _require_layer(path: Path, layers: list[str], layer: str | None) -> None:
    if layer is None and len(layers) > 1:
        msg = f"{path}: has the layers {', '.join(layers)}; name one"
        raise DataError(msg)
    if layer is not None and layer not in layers:
        msg = f"{path}: has no layer {layer!r}; it has {', '.join(layers)}"
        raise DataError(msg)
