"""What organizations have to meet a need with: offers, fields of work, and what their names and notes mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.capabilities import LOWEST_SKILL, CapabilityList, grade_offers
from graphcdc.keys import fold_name, name_key
from graphcdc.model import NAME_COLUMNS, split_cell
from graphcdc.network import Network
from graphcdc.partners.likeness import DIGITS, TextIndex
from graphcdc.products import best_products, make_table

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]

#: What a field of work counts beside an offer: the organization works there, but nobody said that others may have it.
FIELD = 0.5
#: What a name or a note counts: it hints at a field, and a note may as well say what is lacking.
MENTION = 0.25
_CLAUSE = re.compile(r"[.;:!?()\n]|,\s")


@dataclass(frozen=True, eq=False)
class Supply:
    """What the organizations of a network have, and the ways that lead there from a need.

    Texts are read on the first question that they may have an answer to.

    Attributes
    ----------
    network, capabilities
        The network and its list of capabilities.
    offers
        Organizations x capabilities: what each offer counts by its skill level.
    words
        Fields of work that are in no list, as they are written, in the order of their folded texts.
    fields
        Organizations x (capabilities, then words): `FIELD` for each field of work.
    """

    network: Network
    capabilities: CapabilityList
    offers: csr_array[Any]
    words: tuple[str, ...]
    fields: csr_array[Any]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Ids of capabilities, then words: the columns of `fields`."""
        return (*self.capabilities.ids, *self.words)

    def meet(self, needs: Sequence[str], rows: NDArray[np.int64], *, any_skill: bool = False) -> Floats:
        """Return how well the best that each of some organizations (columns) has meets each need (rows), 0 to 1.

        Parameters
        ----------
        needs
            Capability ids, names of capabilities, or free words.
        rows
            The organizations.
        any_skill
            Count every offer whole: what somebody can do is not missing, however well.
        """
        if not len(needs) or not len(rows):
            return np.zeros((len(needs), len(rows)))
        held = self._table[rows]
        if any_skill:
            held.data[held.data >= LOWEST_SKILL] = 1.0  # fields and mentions lie below
        return np.asarray(best_products(self._ways(needs), held.T.tocsr()).toarray(), dtype=float)

    def name_best(self, need: str, row: int) -> str:
        """Return what an organization meets a need with best: a capability id, a word, or a folded text.

        Of equals an offer stands before a word, and a word before a text.
        """
        first, last = self._table.indptr[row : row + 2]
        columns, values = self._table.indices[first:last], self._table.data[first:last]
        met = (self._ways([need]).toarray()[0][columns] * values).round(DIGITS)
        best = int(columns[np.argmax(met)])
        return self.labels[best] if best < len(self.labels) else self._index.texts[best - len(self.capabilities)]

    # Ways ----------------------------------------------------------------------------------------------------------

    def _ways(self, needs: Sequence[str]) -> csr_array[Any]:
        """Needs x (capabilities, then texts): how well each would meet the need."""
        from scipy.sparse import csr_array, vstack

        numbers = [self.capabilities.read(need) for need in needs]
        listed = [number for number in numbers if number is not None]
        free = [need for need, number in zip(needs, numbers, strict=True) if number is None]
        if not free:
            return self._listed[listed]
        order = np.argsort([number is None for number in numbers], kind="stable")
        return csr_array(vstack([self._listed[listed], self._read_words(free)], format="csr"))[np.argsort(order)]

    def _read_words(self, words: Sequence[str]) -> csr_array[Any]:
        """The ways from free words: to texts that are alike, and through alike capabilities to their family."""
        alike = self._index.compare(words)
        rows, columns = (ends.astype(np.int64) for ends in alike.nonzero())
        direct = make_table(rows, columns + len(self.capabilities), alike.data, (len(words), self._listed.shape[1]))
        return best_products(best_products(alike, self._naming), self._listed).maximum(direct)

    @cached_property
    def _listed(self) -> csr_array[Any]:
        """The ways from each capability: to its family, and to texts that are like the name of one of them."""
        from scipy.sparse import csr_array, hstack

        kinship, names = self.capabilities.kinship, sorted(self.capabilities.by_name)
        pairs = [(at, column) for column, name in enumerate(names) for at in self.capabilities.by_name[name]]
        named = make_table(*_columns(pairs), np.ones(len(pairs)), (len(self.capabilities), len(names)))
        texts = best_products(kinship, best_products(named, self._index.compare(names)))
        return csr_array(hstack([kinship, texts], format="csr"))

    @cached_property
    def _naming(self) -> csr_array[Any]:
        """Texts x capabilities: 1 where the text is a name of the capability."""
        pairs = [(self._places[name], at) for name, numbers in self.capabilities.by_name.items() for at in numbers]
        return make_table(*_columns(pairs), np.ones(len(pairs)), (len(self._places), len(self.capabilities)))

    # Texts ---------------------------------------------------------------------------------------------------------

    @cached_property
    def _mentions(self) -> list[tuple[int, str]]:
        """Rows of organizations and what stands in their names and in the clauses of their notes, folded."""
        nodes = self.network.organizations
        columns = [self.network.column(name)[nodes] for name in ("note", *NAME_COLUMNS)]
        found = []
        for row, (note, *names) in enumerate(zip(*columns, strict=True)):
            clauses = _CLAUSE.split(note) if note else ()
            texts = {*map(name_key, names), *map(fold_name, clauses)} - {""}
            found += [(row, text) for text in sorted(texts)]
        return found

    @cached_property
    def _index(self) -> TextIndex:
        """Fields of work in the order of `words`, then all other texts; rarity is that in fields and capabilities.

        Names are left out of it: a thousand more organizations must not change what is rare in a list of capabilities.
        """
        fields, names = list(map(fold_name, self.words)), self.capabilities.by_name
        others = {*names, *(text for _, text in self._mentions)} - {*fields}
        return TextIndex((*fields, *sorted(others)), (*fields, *names))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text: at for at, text in enumerate(self._index.texts)}

    @cached_property
    def _table(self) -> csr_array[Any]:
        """Organizations x (capabilities, then texts): what each has, and what it counts."""
        offers, fields = self.offers.tocoo(), self.fields.tocoo()
        rows, texts = _columns([(row, self._places[text] + len(self.capabilities)) for row, text in self._mentions])
        return make_table(
            np.concatenate([offers.row, fields.row, rows]),
            np.concatenate([offers.col, fields.col, texts]),
            np.concatenate([offers.data, fields.data, np.full(len(rows), MENTION)]),
            (self.offers.shape[0], len(self.capabilities) + len(self._places)),
        )


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return first, second


def read_supply(network: Network, capabilities: CapabilityList) -> Supply:
    """Read what the organizations of a network offer and which fields they work in.

    Offers that have ended by the network's date are left out.

    Examples
    --------
    >>> from graphcdc.capabilities import list_capabilities
    >>> nodes = {"id": ["a", "c1"], "name": ["Anna", "лазеры"], "kind": ["sme", "capability"]}
    >>> ties = {"source": ["a"], "target": ["c1"], "kind": ["OFFERS"]}
    >>> network = Network.build(nodes | {"domains": ["Optics", ""]}, ties)
    >>> supply = read_supply(network, list_capabilities(network))
    >>> supply.labels, supply.meet(["c1", "optics", "tea"], np.array([0])).tolist()
    (('c1', 'Optics'), [[1.0], [0.5], [0.0]])
    """
    rows, columns, ties = list_declared(network, capabilities, "OFFERS")
    levels = network.tie["skill_level"][ties] if "skill_level" in network.tie else np.full(len(ties), np.nan)
    shape = (len(network.organizations), len(capabilities))
    offers = make_table(rows, columns, grade_offers(columns, levels), shape)
    return Supply(network, capabilities, offers, *_read_fields(network, capabilities))


def list_declared(
    network: Network, capabilities: CapabilityList, kind: str
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return rows of organizations, numbers of capabilities and places of the lasting ties of a kind between them."""
    ties = np.flatnonzero(network.tie["kind"] == kind)
    if len(ties):
        ends = ((network.tie["source"], network.organizations), (network.tie["target"], capabilities.nodes))
        right = [np.isin(column[ties], nodes) for column, nodes in ends]
        ties = ties[network.lasting[ties] & right[0] & right[1]]
    rows = np.searchsorted(network.organizations, network.tie["source"][ties])
    return rows, np.searchsorted(capabilities.nodes, network.tie["target"][ties]), ties


def _read_fields(network: Network, capabilities: CapabilityList) -> tuple[tuple[str, ...], csr_array[Any]]:
    """Fields of work in no list, and organizations x (capabilities, then these)."""
    cells = network.column("domains")[network.organizations]
    filled = np.flatnonzero(cells != "")
    given = [(int(row), word) for row in filled for word in split_cell(cells[row])]
    numbers = {word: capabilities.read(word) for word in {word for _, word in given}}
    folded = {word: fold_name(word) for word, number in numbers.items() if number is None}
    spelling = {folded[word]: word for word in sorted(folded, reverse=True) if folded[word]}
    place = {text: len(capabilities) + at for at, text in enumerate(sorted(spelling))}
    places = numbers | {word: place.get(text) for word, text in folded.items()}
    pairs = [(row, at) for row, word in given if (at := places[word]) is not None]
    shape = (len(cells), len(capabilities) + len(place))
    return tuple(spelling[text] for text in place), make_table(*_columns(pairs), np.full(len(pairs), FIELD), shape)
