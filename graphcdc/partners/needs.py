"""Needs in the score: odds that were set by hand.

The weights of all other parts were learned on the past of Horizon 2020, which tells of no needs and no offers, so that
nothing could be learned about these. What stands here is a judgement, not a measurement.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.basis import Basis
from graphcdc.partners.candidates import BEST, take_best
from graphcdc.partners.matching import Fit
from graphcdc.partners.queries import Question

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: The part of a score that is about needs.
NEEDS = "needs"
#: Who covers all that is needed has eight times the odds of who covers nothing; who needs what members offer, twice.
COVERS, ASKS = log(8), log(2)


def weigh_needs(basis: Basis, question: Question) -> Floats:
    """Return what the fit to the needs adds to the log odds of each organization: ln 8 covers + ln 2 asks.

    Parameters
    ----------
    basis, question
        Where it is asked and what.

    Examples
    --------
    >>> from graphcdc.network import Network
    >>> from graphcdc.partners.basis import prepare
    >>> from graphcdc.partners.queries import read_query
    >>> nodes = {"id": ["a", "b", "c1"], "name": ["Anna", "Boris", "welding"], "kind": ["sme", "sme", "capability"]}
    >>> ties = {"source": ["a", "b"], "target": ["c1", "c1"], "kind": ["NEEDS", "OFFERS"]}
    >>> basis = prepare(Network.build(nodes, ties))
    >>> weigh_needs(basis, read_query(basis, "a")).round(2).tolist()
    [0.0, 2.08]
    """
    fit = fit_needs(basis, question)
    return np.zeros(len(basis.degrees)) if fit is None else COVERS * fit.covers + ASKS * fit.asks


def choose_fitting(basis: Basis, question: Question, allowed: NDArray[np.bool_]) -> Rows:
    """Return the rows of those who fit the needs best: candidates, even if nothing else speaks for them.

    Parameters
    ----------
    basis, question
        Where it is asked and what.
    allowed
        Who may be suggested.
    """
    return take_best(weigh_needs(basis, question), np.flatnonzero(allowed), BEST)


@lru_cache(maxsize=2)
def fit_needs(basis: Basis, question: Question) -> Fit | None:
    """Return how everybody fits a question; None where nobody needs or offers anything, at no cost.

    A free word of a question is looked for in fields of work, names and notes too, where nothing is offered.
    """
    matcher = basis.matcher
    if not (question.needs or matcher.needs.nnz or matcher.supply.offers.nnz):
        return None
    return matcher.fit(question.rows, question.needs)
