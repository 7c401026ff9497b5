"""Answers about the made-up town of ``tests.coverage.plans``, for what is written of them."""

from dataclasses import replace

from geo.coverage.assessment import assess
from geo.coverage.scenario import Measure, Scenario, Site
from geo.coverage.what_if import compare
from geo.directory.query import Query
from geo.directory.viewer import Role
from tests.coverage.plans import TODAY, planning
from tests.worlds import catalogues

GERMAN = catalogues().get("de")
ENGLISH = catalogues().get("en")
ADVICE = Scenario(supply=Query(categories=("counselling",)), measure=Measure.COVERED)
NEW = Site(48.77, 9.15, "counselling")
"""In the middle of Ostfeld."""


def answer(there=None, **changes):
    """Answer the question about advice with some changes."""
    return assess(there or planning(), replace(ADVICE, **changes), TODAY)


def change_of(there=None, **changes):
    """Compare the town as it is with a changed one."""
    there = there or planning(Role.PUBLIC)
    after = answer(there, **changes)
    return compare(assess(there, after.scenario.before, TODAY), after)
