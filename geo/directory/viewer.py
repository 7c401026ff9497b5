"""Who is looking: the role decides what leaves the server."""

from enum import IntEnum


class Role(IntEnum):
    """Roles in rising order; a higher one may know all that a lower one may."""

    PUBLIC = 0
    VOLUNTEER = 1
    PLANNER = 2
    EDITOR = 3
