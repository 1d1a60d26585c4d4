"""Networks of chance: projects keep their sizes and organizations their number of participations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Rounds in which organizations that are in a project twice change places; a few are enough where it can be done.
_ROUNDS = 200


def rewire(incidence: csr_array[Any], random: np.random.Generator) -> csr_array[Any]:
    """Return an incidence of chance, of organizations that take part in as many events, and events as large, as here.

    All participations change places (the bipartite configuration model); whoever comes to stand in one event twice
    changes places again, with as many others. Where one organization takes part in nearly everything, a few double
    participations may be left, which then count once.

    Parameters
    ----------
    incidence
        Organizations x events, 1 where the organization takes part.
    random
        Source of the random numbers.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> before = csr_array(np.array([[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))
    >>> after = rewire(before, np.random.default_rng(0))
    >>> after.sum(axis=0).tolist(), after.sum(axis=1).tolist()
    ([2.0, 2.0, 2.0], [3.0, 1.0, 1.0, 1.0])
    """
    from scipy.sparse import csr_array

    columns = incidence.tocsc()
    count, events = incidence.shape
    event = np.repeat(np.arange(events), np.diff(columns.indptr))
    organization = random.permutation(columns.indices)
    for _ in range(_ROUNDS):
        key = event * count + organization
        order = np.argsort(key, kind="stable")
        twice = order[1:][key[order][1:] == key[order][:-1]]
        if not len(twice):
            break
        moved = np.union1d(twice, random.choice(len(key), min(len(key), len(twice) + 1), replace=False))
        organization[moved] = organization[random.permutation(moved)]
    rewired = csr_array((np.ones(len(event)), (organization, event)), shape=incidence.shape)
    rewired.sum_duplicates()
    rewired.data[:] = 1.0
    return rewired
