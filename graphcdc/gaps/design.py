"""What the projects there are explain of a deficit: how often groups would meet if each took part in alike projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.gaps.mixing import Mixer
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Projects are alike if they have the same clusters and so many participants: 2, 3 to 5, 6 to 10, 11 to 20, more.
_SIZES = (3, 6, 11, 21)
#: Fewest events that are held to be alike; of a few one could not say whether groups meet in them by chance.
FEWEST_EVENTS = 20
#: Sorts that no cluster and no size is called.
_DIRECT, _REST = ("direct",), ("rest",)


def sort_events(network: Network, cooperation: Cooperation) -> Integers:
    """Return for each event a number, the same for events that are alike.

    Direct ties are alike. Projects are if they state the same clusters and are of about the same size. Where fewer than
    20 are, those of the same clusters are, of the rest those of the same size, and then all that remain.

    Parameters
    ----------
    network, cooperation
        The network, and its cooperation.

    Returns
    -------
    array
        In the order of the events.
    """
    projects = len(cooperation.projects)
    clusters: list[object] = network.column("clusters")[cooperation.projects].tolist()
    sizes: list[object] = np.digitize(cooperation.sizes[:projects], _SIZES).tolist()
    sorts: list[object] = [*[_REST] * projects, *[_DIRECT] * (len(cooperation.sizes) - projects)]
    left = list(range(projects))
    choices: tuple[Sequence[object], ...] = (list(zip(clusters, sizes, strict=True)), clusters, sizes)
    for words in choices:
        counts = Counter(words[at] for at in left)
        for at in left:
            if counts[words[at]] >= FEWEST_EVENTS:
                sorts[at] = words[at]
        left = [at for at in left if sorts[at] is _REST]
    numbers = {sort: number for number, sort in enumerate(dict.fromkeys(sorts))}
    return np.array([numbers[sort] for sort in sorts], dtype=np.int64)


def expect_alike(mixer: Mixer, sorts: Integers) -> Floats:
    """Return the joint participations of groups that degrees lead to expect among alike events, groups x groups.

    Within the events of a sort the expectation is that by degree (c d_i d_j, with the degrees and the c of these events
    alone); over the sorts they are added up. What it differs from the expectation by degree by is explained by which
    projects there are and who takes part in which sort, not by whom groups choose there.

    Parameters
    ----------
    mixer
        Joint participations and groups.
    sorts
        A number for each event (`sort_events`).
    """
    from scipy.sparse import csr_array

    events, count = len(sorts), int(sorts.max(initial=-1)) + 1
    add_up = csr_array((np.ones(events), (sorts, np.arange(events))), shape=(count, events))
    degrees: csr_array[Any] = (add_up @ mixer.members.astype(float)).tocsr()
    squares = degrees.multiply(degrees).tocsr()
    first, second = (degrees[:, mixer.impossible[:, end]] for end in (0, 1))
    apart = first.multiply(second).tocsr()
    sizes = np.diff(mixer.members.indptr).astype(float)
    joint = np.bincount(sorts, sizes * (sizes - 1), count)
    pairs = np.asarray(degrees.sum(axis=1)) ** 2 - np.asarray(squares.sum(axis=1)) - 2 * np.asarray(apart.sum(axis=1))
    scale = np.divide(joint, pairs, out=np.zeros(count), where=pairs > 0)
    labels = mixer.labels.astype(float)
    totals = (degrees @ labels).toarray()
    expected = (totals * scale[:, None]).T @ totals
    expected -= (labels.T @ (labels * (scale @ squares)[:, None])).toarray()
    if len(mixer.impossible):
        one, other = (labels[mixer.impossible[:, end]] for end in (0, 1))
        between = (one.T @ (other * (scale @ apart)[:, None])).toarray()
        expected -= between + between.T
    expected[np.diag_indices_from(expected)] /= 2
    return np.asarray(np.maximum(expected, 0.0))
