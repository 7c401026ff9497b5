"""The figures of one run, as a table and as a file."""

import json
import os
import platform
from dataclasses import dataclass
from importlib.metadata import version

import numpy as np
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """Repeated measurements of one thing, and what the project wants of it."""

    name: str
    unit: str
    values: list
    goal: str = ""

    @property
    def median(self):
        """The middle of the measurements."""
        return float(np.median(self.values))

    @property
    def spread(self):
        """The 10th and the 90th percentile."""
        low, high = np.percentile(self.values, (10, 90))
        return float(low), float(high)


def print_table(figures):
    """Print the figures with their goals beside them."""
    table = Table(title="Medians of one run; spread is the 10th to the 90th percentile")
    for heading in ("what", "median", "spread", "times", "goal"):
        table.add_column(heading, justify="left" if heading in ("what", "goal") else "right")
    for figure in figures:
        low, high = figure.spread
        table.add_row(
            figure.name,
            f"{_written(figure.median)} {figure.unit}",
            f"{_written(low)} - {_written(high)}" if len(figure.values) > 1 else "",
            str(len(figure.values)),
            figure.goal,
        )
    Console(width=120).print(table)


def write_json(path, figures, chromium_version):
    """Write all measurements, with the machine and the versions they were made with."""
    content = {
        "machine": {"cores": os.cpu_count(), "system": platform.platform()},
        "versions": {
            "python": platform.python_version(),
            "chromium": chromium_version,
            **{name: version(name) for name in ("streamlit", "streamlit-folium", "folium")},
        },
        "figures": [
            {
                "name": figure.name,
                "unit": figure.unit,
                "goal": figure.goal,
                "median": figure.median,
                "values": figure.values,
            }
            for figure in figures
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _written(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
