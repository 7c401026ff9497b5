"""Reports of the made-up town, and how to read back what is written of them."""

import io
import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pypdf

from geo.coverage.report import report
from geo.coverage.scenario import DemandSource, Measure, Scenario, Site
from geo.directory.query import Query
from geo.directory.sources import Source
from tests.coverage.plans import TODAY, planning
from tests.worlds import catalogues

HOSTILE = '=1+1 #panic("x") <script>alert(1)</script> [bold]$x$'
SOURCES = (
    Source(id="a", files=(), name="Bezirke", publisher="Stadt", licence="CC BY 4.0", date="2023"),
)
GERMAN, ENGLISH = (catalogues().get(code) for code in ("de", "en"))

ADVICE = Scenario(measure=Measure.COVERED, supply=Query(categories=("counselling",)))
NEW = Site(48.77, 9.15, "counselling", name="=Neu")
"""In the middle of Ostfeld, where the stop with its 3,000 people is."""

CHANGED = Scenario(
    name=HOSTILE,
    measure=Measure.COVERED,
    supply=Query(categories=("counselling",)),
    added=(NEW,),
)
HOUSED = Scenario(demand=DemandSource.REFUGEES, figure="refugees_housed|2026")


@cache
def report_of(scenario=ADVICE, **parts):
    """Report a scenario, with few draws."""
    return report(planning(**parts), scenario, TODAY, draws=20)


def pdf_text(content):
    """Give the pages of a PDF as text."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def sheets(content):
    """Give the cells of a workbook: value and type, by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]
        for sheet in book
    ]


def layers(content):
    """Give the rows of every table of a GeoPackage, geometries as bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.gpkg"
        path.write_bytes(content)
        database = sqlite3.connect(path)
        names = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")]
        database.row_factory = sqlite3.Row
        # Names are quoted: they come from the file.
        rows = {n: [dict(r) for r in database.execute(f'SELECT * FROM "{n}"')] for n in names}  # noqa: S608
        database.close()
    return rows
