"""The list of capabilities: which entry a word names, how near two entries are, and who offers one best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.keys import fold_name
from graphcdc.model import NAME_COLUMNS
from graphcdc.network import Network
from graphcdc.products import make_table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Each step from a need down to a narrower offer (laser cutting for laser processing): it meets a part of the need, and
#: one such part is usually what was meant.
NARROWER = 0.8
#: Each step up to a wider offer meets the need less: whoever offers laser processing may or may not cut.
BROADER = 0.6
#: Steps after which entries are strangers.
MOST_STEPS = 4
#: A sibling is a wider offer with one chance in as many as there are of them: 0.6 / n, in families up to this size.
#: That fifty entries stand below one heading says nothing of any two of them.
LARGEST_FAMILY = 6
#: The best skill on record for a capability counts whole, the lowest this much, others by their place between: of a
#: centre's own scale only the order is known. Who states no level is not taken for worse.
LOWEST_SKILL = 0.8


@dataclass(frozen=True, eq=False)
class CapabilityList:
    """The capabilities of a network, by number.

    Attributes
    ----------
    nodes
        Their node positions, rising.
    ids
        Their ids.
    names
        Their names in every language, folded.
    parents
        The number of the wider entry, -1 where there is none.
    """

    nodes: NDArray[np.int64]
    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    parents: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Number of an entry by its id, and by its id without case where that is free."""
        folded = {node_id.strip().casefold(): at for at, node_id in reversed(list(enumerate(self.ids)))}
        return folded | {node_id: at for at, node_id in enumerate(self.ids)}

    @cached_property
    def by_name(self) -> dict[str, tuple[int, ...]]:
        """Numbers of the entries of a folded name."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, names in enumerate(self.names):
            for name in names:
                found[name].append(at)
        return {name: tuple(numbers) for name, numbers in found.items()}

    def read(self, word: str) -> int | None:
        """Return the number of the one entry that has this id, or this name in any language; None for a free word.

        A name of several entries is a free word too: it is like each of them.
        """
        for text in (word, word.strip().casefold()):
            if text in self.by_id:
                return self.by_id[text]
        numbers = self.by_name.get(fold_name(word), ())
        return numbers[0] if len(numbers) == 1 else None

    @cached_property
    def kinship(self) -> csr_array[Any]:
        """How well an offer (column) meets a need (row): 1 for the same entry, less for its family."""
        entries = [(at, at, 1.0) for at in range(len(self))]
        children: dict[int, list[int]] = defaultdict(list)
        for at, parent in enumerate(self.parents):
            for steps, ancestor in enumerate(self.ancestors(at), 1):
                entries += [(at, ancestor, BROADER**steps), (ancestor, at, NARROWER**steps)]
            if parent >= 0:
                children[parent].append(at)
        for family in children.values():
            if len(family) <= LARGEST_FAMILY:
                value = BROADER / len(family)
                entries += [(one, other, value) for one in family for other in family if one != other]
        rows, columns, values = map(np.array, zip(*entries, strict=True)) if entries else (np.empty(0, int),) * 3
        return make_table(rows, columns, values.astype(float), (len(self), len(self)))

    def ancestors(self, at: int) -> Iterator[int]:
        """The wider entries, the nearest first, as far as they count; a ring of parents ends where it began."""
        met = {at}
        while (at := self.parents[at]) >= 0 and at not in met and len(met) <= MOST_STEPS:
            yield at
            met.add(at)

    @cached_property
    def serving(self) -> list[list[int]]:
        """For each capability those whose offers serve a need for it: itself and the narrower ones."""
        found: list[list[int]] = [[at] for at in range(len(self))]
        for at in range(len(self)):
            for wider in self.ancestors(at):
                found[wider].append(at)
        return found


def list_capabilities(network: Network) -> CapabilityList:
    """Read the capabilities of a network.

    Examples
    --------
    >>> nodes = {"id": ["c1", "c2"], "name": ["лазеры", "лазерная резка"], "kind": ["capability"] * 2}
    >>> nodes |= {"name_en": ["lasers", "laser cutting"], "parent": ["", "c1"]}
    >>> listed = list_capabilities(Network.build(nodes, {"source": [], "target": [], "kind": []}))
    >>> [listed.read(word) for word in ("C1", "Laser Cutting", "optics")], listed.kinship.toarray().tolist()
    ([0, 1, None], [[1.0, 0.8], [0.6, 1.0]])
    """
    nodes = network.of_kinds(["capability"])
    ids = tuple(str(node_id) for node_id in network.node["id"][nodes])
    number = {node_id: at for at, node_id in enumerate(ids)}
    columns = [network.column(name)[nodes] for name in NAME_COLUMNS]
    names = tuple(tuple(sorted(set(map(fold_name, row)) - {""})) for row in zip(*columns, strict=True))
    parents = tuple(number.get(parent, -1) for parent in network.column("parent")[nodes])
    return CapabilityList(nodes, ids, names, parents)


def grade_offers(capabilities: NDArray[np.int64], levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each offer counts by its skill level, among all offers of the same capability.

    Parameters
    ----------
    capabilities, levels
        The capability of each offer, and the level: NaN where it is not known.

    Examples
    --------
    >>> grade_offers(np.array([7, 7, 7, 7, 8]), np.array([1, 2, 5, np.nan, 1])).round(2).tolist()
    [0.8, 0.9, 1.0, 1.0, 1.0]
    """
    grades = np.ones(len(levels))
    known = np.flatnonzero(~np.isnan(levels))
    different, code = np.unique(levels[known], return_inverse=True)
    pairs, place = np.unique(capabilities[known] * len(different) + code, return_inverse=True)
    _, steps = np.unique(pairs // max(len(different), 1), return_counts=True)
    last = np.repeat(np.cumsum(steps) - 1, steps)
    below = (last - np.arange(len(last))) / np.maximum(np.repeat(steps, steps) - 1, 1)
    grades[known] = 1 - (1 - LOWEST_SKILL) * below[place]
    return grades
