"""Random small towns for hypothesis: points on a coarse lattice, so that ties and borders occur."""

from hypothesis import strategies as st

from tests.coverage.squares import people, services

_STEP_M = 50
_AT = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(
    lambda at: (at[0] * _STEP_M, at[1] * _STEP_M)
)
_ANYWHERE = st.tuples(st.floats(0, 2000), st.floats(0, 2000))
POINTS = st.lists(_AT | _ANYWHERE, min_size=1, max_size=25)
LIMITS_MINUTES = st.sampled_from([1.0, 50.0, 100.0, 250.0, 333.3, 1000.0, 5000.0])


@st.composite
def towns(draw):
    """Draw people and services."""
    homes, sites = draw(POINTS), draw(POINTS)
    n, m = len(homes), len(sites)
    weight = draw(st.lists(st.integers(1, 500), min_size=n, max_size=n))
    area = draw(st.lists(st.integers(-1, 1), min_size=n, max_size=n))
    capacity = draw(st.lists(st.integers(1, 90), min_size=m, max_size=m))
    belief = draw(st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=m, max_size=m))
    return people(homes, weight, area), services(sites, capacity, belief)
