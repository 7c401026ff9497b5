"""Everything ``geo`` can make of a directory, found by looking: nothing here names an output.

Each public function and class of the packages that write for visitors is called with what a
viewer holds, chosen by the types of its parameters. One that is added later is called as well;
one that asks for something new makes the tests fail until ``Supply`` can give it.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from types import FunctionType
from typing import Any, get_args, get_type_hints

from geo.coverage.planning import Planning
from geo.directory.directory import Directory
from geo.errors import GeoError
from tests.safety.supply import Supply
from tests.safety.writing import written

PACKAGES = ("geo.web", "geo.maps", "geo.exchange", "geo.directory", "geo.access", "geo.coverage")

MADE_OF_RECORDS = (Directory, Planning)
"""What the functions of ``geo.coverage`` are given that read records; the rest take columns."""

WRITES_NOTHING_OF_RECORDS = {
    "geo.directory.checking",  # reports to editors on the command line
    "geo.directory.directory",  # visible_to itself, see test_visible_to.py
    "geo.directory.history_reading",  # reports to editors on the command line
    "geo.directory.reading",
    "geo.directory.rules.addresses",  # the rules report to editors on the command line
    "geo.directory.rules.all_rules",
    "geo.directory.rules.contacts",
    "geo.directory.rules.ground",
    "geo.directory.rules.links",
    "geo.directory.rules.history",
    "geo.directory.rules.programme",
    "geo.directory.rules.secrecy",
    "geo.directory.rules.sourcing",
    "geo.directory.rules.texts",
    "geo.directory.rules.twins",
    "geo.directory.rules.words",
    "geo.directory.rows",
    "geo.directory.programme_days",  # opening hours alone
    "geo.directory.programme_rows",
    "geo.directory.sources",
    "geo.directory.table",
    "geo.directory.finding",
    "geo.directory.intervals",  # opening hours alone
    "geo.directory.links",  # for tables of links, see test_link_tables.py
    "geo.directory.locating",  # judges for the command line what a geocoder answers
    "geo.directory.verifying",  # orders rows for editors on the command line
    "geo.directory.spreadsheet",
    "geo.directory.table_text",
    "geo.exchange.accepting",  # reports to editors on the command line
    "geo.exchange.check_command",
    "geo.exchange.finding_formats",
    "geo.exchange.answer_cache",  # keeps what a geocoder said, for the operator alone
    "geo.exchange.geocode_command",  # asks and prints for editors, see test_geocode_command.py
    "geo.exchange.geocoder",
    "geo.exchange.geocoder_answers",
    "geo.exchange.geocoder_http",
    "geo.exchange.geocoding",
    "geo.exchange.link_asking",  # asks for addresses alone
    "geo.exchange.link_hosts",
    "geo.exchange.refresh_command",  # prints for editors, see test_link_tables.py
    "geo.exchange.refreshing",
    "geo.exchange.import_command",
    "geo.exchange.importing",
    "geo.exchange.importing.arrivals",  # reads files from outside
    "geo.exchange.importing.checking",  # reports to editors on the command line
    "geo.exchange.importing.cleaning",
    "geo.exchange.importing.doing",  # writes the tables themselves
    "geo.exchange.importing.integreat",
    "geo.exchange.importing.mapping",
    "geo.exchange.importing.matching",  # compares records for editors
    "geo.exchange.importing.memory",
    "geo.exchange.importing.merging",
    "geo.exchange.importing.osm",
    "geo.exchange.importing.planning",
    "geo.exchange.importing.secrecy",  # holds back what leads to a home, see its tests
    "geo.exchange.importing.showing",  # reports to editors on the command line
    "geo.exchange.importing.tables",
    "geo.exchange.keeping",  # writes the tables themselves, for editors on the command line
    "geo.exchange.one_sentence",
    "geo.exchange.gpkg_day",
    "geo.exchange.table_file",
    "geo.coverage.next_sites",  # says how long it took; brief and tables tell what was chosen
    "geo.coverage.report",  # holds a planning; brief and tables tell of it
    "geo.web.planned",  # holds everything for a role; see the functions that take a Planning
    "geo.web.coverage_charts",  # draws figures by district
    "geo.web.coverage_command",  # prints and writes what brief and tables are asked for
    "geo.web.coverage_files",  # the same, by the name of a format; see test_reports.py
    "geo.web.report_file",  # the same, once it is on record
    "geo.web.coverage_large",  # prints figures of an operator's own files
    "geo.web.brief_html",  # writes a brief, see test_reports.py
    "geo.web.brief_pdf",
    "geo.exchange.coverage_words",  # words of a scenario and of single figures
    "geo.exchange.coverage_csv",  # write the columns of coverage_tables, see test_reports.py
    "geo.exchange.coverage_xlsx",
    "geo.exchange.coverage_gpkg",
    "geo.web.export_command",  # writes what the functions of geo.exchange make
    "geo.web.operator_log",
    "geo.web.log",  # for editors, of what was done
    "geo.web.need_draft",  # reads a form
    "geo.web.loaded",  # holds everything for all roles; its parts are asked one by one
    "geo.web.sign_in",  # takes no records
    "geo.web.language_header",
    "geo.web.headers",
    "geo.web.fonts",  # letters alone
    "geo.web.handout_pdf",  # typesets what geo.web.handout writes
    "geo.access.audit",
    "geo.access.claim_sessions",
    "geo.access.claims",
    "geo.access.commands",
    "geo.access.entrance",
    "geo.access.invitations",
    "geo.access.needs",
    "geo.access.sessions",
    "geo.access.store",
    "geo.access.tables",
}

Made = Callable[..., Any]


@dataclass(frozen=True)
class Output:
    """Something that can be made for a viewer, and what it needs."""

    name: str
    make: Made

    @cached_property
    def needs(self) -> dict[str, Any]:
        """The types of the parameters without a default."""
        asked = inspect.signature(self.make).parameters
        target = self.make.__init__ if isinstance(self.make, type) else self.make
        hints = get_type_hints(target)
        return {
            name: hints[name]
            for name, parameter in asked.items()
            if parameter.default is parameter.empty and name != "self"
        }

    def all_of(self, supply: Supply) -> Iterator[tuple[str, str]]:
        """Write what comes out, for every value there is of each parameter."""
        choices = [supply.values(name, hint) for name, hint in self.needs.items()]
        for values in product(*choices):
            made = self._made(dict(zip(self.needs, values, strict=True)))
            for part, value in _parts(made, supply):
                yield f"{self.name}{part}", written(value)

    def _made(self, values: dict[str, Any]) -> Any:
        """Give what comes out, or what is said to somebody who may not have it."""
        try:
            return self.make(**values)
        except GeoError as error:
            return str(error)


@cache
def outputs() -> tuple[Output, ...]:
    """Find all that takes a record, a directory or what is made of one."""
    found = [
        Output(f"{module.__name__}.{name}", thing)
        for module in _modules()
        for name, thing in vars(module).items()
        if _is_its_own(thing, name, module.__name__)
    ]
    return tuple(output for output in found if _takes_records(output))


def everything(supply: Supply) -> dict[str, str]:
    """Write every output; equal for two viewers who can learn the same."""
    texts: dict[str, list[str]] = {}
    for output in outputs():
        for name, text in output.all_of(supply):
            texts.setdefault(name, []).append(text)
    return {name: "\n".join(found) for name, found in texts.items()}


def _modules() -> Iterator[Any]:
    for package in PACKAGES:
        folder = importlib.import_module(package).__path__
        for found in pkgutil.walk_packages(folder, f"{package}."):
            if found.name not in WRITES_NOTHING_OF_RECORDS and "migrations" not in found.name:
                yield importlib.import_module(found.name)


def _is_its_own(thing: object, name: str, module: str) -> bool:
    is_made_here = getattr(thing, "__module__", "") == module and not name.startswith("_")
    return is_made_here and (isinstance(thing, FunctionType) or _is_class(thing))


def _is_class(thing: object) -> bool:
    return isinstance(thing, type) and _is_worked_out(thing)


def _is_worked_out(thing: type) -> bool:
    """Tell a class that works something out of a directory from a plain value."""
    is_lazy = any(isinstance(part, cached_property) for part in vars(thing).values())
    return is_lazy and "directory" in getattr(thing, "__dataclass_fields__", {})


def _is_ours(hint: object) -> bool:
    """Tell a type of ``geo`` that could hold a record; the language holds none."""
    module = getattr(hint, "__module__", "")
    is_geo = module.startswith("geo.") and not module.startswith("geo.language")
    return is_geo or any(_is_ours(part) for part in get_args(hint) if not isinstance(part, list))


def _takes_records(output: Output) -> bool:
    needs = output.needs.values()
    if output.name.startswith("geo.coverage."):
        return any(need in MADE_OF_RECORDS for need in needs)
    return any(map(_is_ours, needs))


def _parts(made: object, supply: Supply) -> Iterator[tuple[str, Any]]:
    """Give what was made, or of a class all that it can be asked."""
    if not _is_worked_out(type(made)):
        yield "", made
        return
    for name, attribute in inspect.getmembers_static(type(made)):
        if name.startswith("_") or name in type(made).__dataclass_fields__:
            continue
        if isinstance(attribute, FunctionType):
            output = Output(f".{name}", getattr(made, name))
            yield from (((label), text) for label, text in output.all_of(supply))
        else:
            yield f".{name}", getattr(made, name)
