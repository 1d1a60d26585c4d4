"""Networks of chance: projects keep their sizes and organizations their number of participations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Rounds of trades: after forty no more is left of what was than chance would leave.
_ROUNDS = 40


def rewire(incidence: csr_array[Any], random: np.random.Generator) -> csr_array[Any]:
    """Return an incidence of chance in which organizations and events have as many participations as here.

    The global curveball algorithm: in each round the organizations form pairs, and each pair puts the events that
    only one of them takes part in together and shares them out anew by chance. In the end all such incidences are
    equally likely.

    Parameters
    ----------
    incidence
        Organizations x events, 1 where the organization takes part.
    random
        Source of the random numbers.

    References
    ----------
    Strona, G., Nappo, D., Boccacci, F., Fattorini, S., San-Miguel-Ayanz, J. (2014), A fast and unbiased procedure to
    randomize ecological binary matrices with fixed row and column totals, Nature Communications 5, 4114. Carstens,
    C. J., Berger, A., Strona, G. (2016), Curveball: a new generation of sampling algorithms for graphs with fixed
    degree sequence, arXiv 1609.05137.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> before = csr_array(np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    >>> after = rewire(before, np.random.default_rng(0))
    >>> after.sum(axis=0).tolist(), after.sum(axis=1).tolist()
    ([2.0, 2.0, 2.0], [3.0, 1.0, 1.0, 1.0])
    """
    from scipy.sparse import csr_array

    count, events = incidence.shape
    rows = np.repeat(np.arange(count), np.diff(incidence.indptr))
    columns = incidence.indices.astype(np.int64)
    pair, first = np.empty(count, dtype=np.int64), np.empty(count, dtype=bool)
    for _ in range(_ROUNDS):
        order = random.permutation(count)
        pair[order], first[order] = np.arange(count) // 2, np.arange(count) % 2 == 0
        _, inverse, times = np.unique(pair[rows] * events + columns, return_inverse=True, return_counts=True)
        pool = np.flatnonzero(times[inverse.reshape(-1)] == 1)
        quota = np.bincount(pair[rows[pool]], first[rows[pool]])
        pool = pool[np.lexsort((random.random(len(pool)), pair[rows[pool]]))]
        own = pair[rows[pool]]
        place = np.arange(len(pool)) - np.searchsorted(own, own)
        # The first of a pair takes as many as it had; if their number is odd, the last one is alone and keeps its own.
        rows[pool] = order[2 * own + (place >= quota[own])]
    rewired = csr_array((np.ones(len(rows)), (rows, columns)), shape=incidence.shape)
    rewired.sort_indices()
    return rewired
