"""How long a walk takes, as long as no street network says better."""

from typing import Final

DETOUR: Final = 1.3
"""Street distance over straight-line distance; a usual figure for European cities."""

SPEED_M_PER_MINUTE: Final = 75.0
"""4.5 km/h, an unhurried adult."""


def walk_minutes(distance_m: float) -> int:
    """Estimate the walk along a straight-line distance in metres; at least one minute."""
    return max(1, round(distance_m * DETOUR / SPEED_M_PER_MINUTE))
