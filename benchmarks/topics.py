"""Signals of the words in the topics of past projects, for `ablations.py`; graphcdc itself does not use them.

A topic such as ``LCE-07-2016`` gives itself and its series (``lce``) as words; one of plain words gives these too. In
Horizon 2020 most topics are known for the projects of its first years only.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, diags_array

from graphcdc import Network
from graphcdc.partners.basis import Basis
from graphcdc.partners.queries import Question
from graphcdc.partners.signals import Asked, Signals

Floats = NDArray[np.float64]

#: What an event without a word in common counts, beside one with all in common.
_OTHER = 0.1
#: The same for an organization.
_STRANGE = 0.02


def list_words(topics: str) -> set[str]:
    """List the words of a cell of topics."""
    words = set()
    for topic in topics.casefold().split(";"):
        whole = topic.strip()
        words |= {f"={whole}", re.split(r"\d", whole)[0].strip("-_. ")} if whole else set()
        words |= {word for word in re.split(r"[^a-z]+", whole) if len(word) > 1}
    return words - {""}


def read_words(network: Network) -> dict[str, set[str]]:
    """Return the words of each project that has a topic, by its id."""
    return {
        node: list_words(topics)
        for node, topics in zip(network.node["id"], network.node["topics"], strict=True)
        if topics
    }


def _length(rows: csr_array) -> Floats:
    return np.asarray(np.sqrt(rows.power(2).sum(axis=1)), dtype=float).ravel()


def _divide(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


class Words:
    """Words of events and organizations, weighed by rarity, as known on the day of a basis."""

    def __init__(self, basis: Basis, words: dict[str, set[str]]) -> None:
        """Count the words of the events of a basis."""
        self.basis = basis
        place = {word: at for at, word in enumerate(sorted(set().union(*words.values())))}
        ids = basis.network.node["id"][basis.cooperation.projects]
        cells = [(event, place[word]) for event, node in enumerate(ids) for word in words.get(node, ())]
        rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
        shape = (len(basis.sizes), len(place))
        told = coo_array((np.ones(len(cells)), (rows, columns)), shape=shape).tocsr()
        used = csr_array(basis.incidence @ told)
        having = np.bincount(used.indices, minlength=len(place))
        rarity = diags_array(np.log((1 + (np.diff(used.indptr) > 0).sum()) / (1 + having)) + 1)
        used.data = np.log1p(used.data)
        self.organizations = csr_array(used @ rarity)
        self.events = csr_array(told @ rarity)
        self.lengths = _length(self.organizations), _length(self.events)

    def measure(self, question: Question, signals: Signals) -> Signals:
        """Return the signals of words: the members' against each organization's, and walks over events alike."""
        rows, basis = question.rows, self.basis
        wanted = np.asarray(self.organizations[rows].sum(axis=0), dtype=float).ravel()
        size = np.linalg.norm(wanted)
        common = np.asarray(self.organizations @ wanted, dtype=float)
        alike = _divide(common, self.lengths[0] * size)
        near = _divide(np.asarray(self.events @ wanted, dtype=float), self.lengths[1] * size)
        asked = Asked(basis, question)
        liked = (_OTHER + near) * asked.alike
        reached = np.asarray(basis.incidence @ liked, dtype=float)
        share = _divide(np.ones_like(reached), reached)
        once = asked.step(asked.members / max(len(rows), 1), liked, share)
        return {
            "word_dot": _divide(common, np.full_like(common, size)),
            "word_cos": alike,
            "word_projects": np.asarray(basis.incidence @ (near**2 * basis.decay), dtype=float),
            "p3_x_word": signals["p3_fresh"] * (_STRANGE + alike),
            "pop_x_word": signals["popularity_fresh"] * (_STRANGE + alike),
            "p1_word": once,
            "p3_word": asked.step(once, liked, share),
        }
