"""The simple methods that suggestions are compared with, each a score of every organization."""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

from graphcdc.partners.basis import Basis
from graphcdc.partners.signals import Signals

Floats = NDArray[np.float64]

#: Signals that are methods of their own, alone and times the theme.
SINGLE = {
    "popularity": "popularity",
    "common_neighbours": "common_neighbours",
    "adamic_adar": "adamic_adar",
    "resource_allocation": "resource_allocation",
    "l3": "l3",
    "p1": "p1",
    "p3": "p3",
    "page_rank": "page_rank",
}
#: Keeps a product above zero, so that candidates without the theme keep their order.
_NO_THEME = 0.01
#: Above every sum of themes: whoever worked with more members stands first, and the theme decides among equals.
_PRIOR = 1e3


def list_baselines() -> list[str]:
    """List the methods.

    Examples
    --------
    >>> list_baselines()[:4]
    ['random', 'popularity', 'popularity_theme', 'popularity_share']
    """
    products = [f"{name}{ending}" for name in SINGLE for ending in ("", "_theme", "_share")]
    return ["random", *products, "prior_ties_theme"]


def score_baselines(basis: Basis, signals: Signals, subject: str) -> dict[str, Floats]:
    """Return the score of every organization by every method.

    ``_theme`` multiplies a score with how much an organization does in the wanted themes, ``_share`` with how much of
    what it does is in them (cosine): the better one of them depends on the network.

    Parameters
    ----------
    basis, signals
        The network, and the signals of the question.
    subject
        Id of what is asked about; it turns the dice of ``random``.
    """
    seed = zlib.crc32(subject.encode())
    scores = {"random": np.random.default_rng(seed).random(len(basis.degrees))}
    for name, signal in SINGLE.items():
        scores[name] = signals[signal]
        scores[f"{name}_theme"] = signals[signal] * (_NO_THEME + signals["theme"])
        scores[f"{name}_share"] = signals[signal] * (_NO_THEME + signals["theme_cosine"])
    scores["prior_ties_theme"] = _PRIOR * signals["prior_ties"] + signals["theme"]
    return {name: values / (values.max(initial=0.0) or 1.0) for name, values in scores.items()}
