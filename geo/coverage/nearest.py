r"""How far the nearest service is: the plainest measure, and the one people ask for.

For a point i and the services j, in metres and in minutes:

.. math:: d_i = \min_j d_{ij}, \qquad t_i = \min_j t_{ij}

It says nothing of how many people share that service; see ``floating_catchment``. A service counts
fully here, however uncertain it is: ``uncertainty`` tells what follows if it is gone.

References
----------
E. Talen, L. Anselin: Assessing spatial equity: an evaluation of measures of accessibility to
public playgrounds. Environment and Planning A 30 (1998), 595-613 (minimum distance).
"""

from geo.coverage.columns import Floats
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.coverage.travel import Travel, distance_to_nearest_m

__all__ = ["distance_m", "minutes"]


def distance_m(demand: Demand, supply: Supply) -> Floats:
    """Measure the straight line to the nearest service in metres, shape ``(n_demand,)``.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    return distance_to_nearest_m(demand, supply)


def minutes(demand: Demand, supply: Supply, travel: Travel) -> Floats:
    """Measure the way to the nearest service in minutes, shape ``(n_demand,)``.

    Returns
    -------
    Infinite where the engine knows no way.

    Raises
    ------
    NoSupplyError
        If no service has a point.
    """
    return travel.minutes_to_nearest(demand, supply)
