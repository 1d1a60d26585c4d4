"""The triple helix: how industry, academia and government come together in the projects of a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.model import NODE_KINDS, SPHERES
from graphcdc.network import Network

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Flags = NDArray[np.bool_]

#: The three spheres of T; civil society is shown beside them.
HELIX = SPHERES[:3]
#: The subsets of three spheres whose entropies T adds up: each with its sign.
_TERMS = ((1, (0,)), (1, (1,)), (1, (2,)), (-1, (0, 1)), (-1, (0, 2)), (-1, (1, 2)), (1, (0, 1, 2)))


@dataclass(frozen=True)
class Synergy:
    """T of a network beside what organizations whose spheres change places lead to expect, in bits.

    Attributes
    ----------
    projects
        Projects of two or more participants.
    observed
        T, see `measure_synergy`.
    mean, deviation
        Mean and standard deviation of T over the draws.
    band
        Its middle 95 %.
    draws
        Number of draws.
    """

    projects: int
    observed: float
    mean: float
    deviation: float
    band: tuple[float, float]
    draws: int

    @property
    def difference(self) -> float:
        """What is claimed: T less its mean under the null. T itself is not 0 where spheres mean nothing."""
        return self.observed - self.mean

    def to_dict(self) -> dict[str, Any]:
        """Return the numbers as they stand in evidence: in millibits."""
        return {
            "projects": self.projects,
            "t_mbit": _millibits(self.observed),
            "null": "spheres move between organizations with about as many projects, projects stay",
            "null_mean_mbit": _millibits(self.mean),
            "null_sd_mbit": _millibits(self.deviation),
            "null_band_mbit": [_millibits(end) for end in self.band],
            "difference_mbit": _millibits(self.difference),
            "draws": self.draws,
        }


def _millibits(bits: float) -> float:
    # Sums of the same entropies in another order differ in the last digits: below a millionth nothing is said.
    return round(1000 * bits, 6) + 0.0


def flag_spheres(network: Network, cooperation: Cooperation) -> Flags:
    """Return which sphere each organization is of, organizations x `SPHERES`; kinds without a sphere are of none."""
    spheres = [NODE_KINDS[kind].sphere for kind in network.node["kind"][cooperation.organizations]]
    return np.array([[own == sphere for sphere in SPHERES] for own in spheres], dtype=bool).reshape(-1, len(SPHERES))


def flag_presence(projects: csr_array[Any], spheres: Flags) -> Flags:
    """Return which spheres take part in each project, projects x spheres.

    Parameters
    ----------
    projects
        Projects x organizations, 1 where one takes part.
    spheres
        Organizations x spheres.
    """
    return np.asarray(projects @ spheres.astype(np.float32), dtype=float) > 0


def measure_synergy(presence: Flags) -> float:
    """Return T, the mutual information of three spheres over projects, in bits.

    T = H_U + H_I + H_G - H_UI - H_UG - H_IG + H_UIG, where H is the entropy of which of the spheres are there. Below 0
    the three spheres reduce the uncertainty of each other together (synergy, in Leydesdorff's reading); above 0 two of
    them already tell the third. It depends on how many participants projects have and on how often each sphere takes
    part, so it says something only beside its null (`compare_synergy`). 0 without projects.

    Source: Leydesdorff, L. and Park, H. W. (2014), Can synergy in triple helix relations be quantified?, Triple Helix
    1:4.

    Parameters
    ----------
    presence
        Projects x three spheres.

    Examples
    --------
    Each sphere is there in half of the projects, and any two of them tell the third: 3 x 1 - 3 x 2 + 2.

    >>> measure_synergy(np.array([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]], dtype=bool))
    -1.0

    All three always come together: 3 x 1 - 3 x 1 + 1.

    >>> measure_synergy(np.array([[0, 0, 0], [1, 1, 1]], dtype=bool))
    1.0
    """
    codes = presence.astype(np.int64) @ np.array([1, 2, 4])
    counts = np.bincount(codes, minlength=8).reshape(2, 2, 2).astype(float)
    # The axes of the counts run from the last sphere to the first.
    total = 0.0
    for sign, spheres in _TERMS:
        gone = tuple(2 - at for at in range(3) if at not in spheres)
        total += sign * _entropy(counts.sum(axis=gone).ravel())
    return total


def _entropy(counts: NDArray[np.float64]) -> float:
    shares = counts[counts > 0] / max(counts.sum(), 1.0)
    return float(-(shares * np.log2(shares)).sum())


def compare_synergy(
    projects: csr_array[Any],
    spheres: Flags,
    strata: NDArray[np.int64],
    order: NDArray[np.int64],
    *,
    draws: int,
    seed: int = 0,
) -> Synergy:
    """Compare T with networks in which the spheres change places between organizations of one stratum.

    Projects stay as they are, and so does how active each organization is: only who is a firm, a university or an
    authority is drawn anew. Shuffling the columns of the presence instead is no test: it rejects most networks in which
    spheres mean nothing, for large projects have everybody.

    Parameters
    ----------
    projects
        Projects x organizations, those of two or more participants.
    spheres
        Organizations x the three spheres.
    strata
        A number for each organization, equal for those of about equal degree (`gaps.null.stratify`).
    order
        The order in which organizations enter the draws; by name, so that other ids change nothing.
    draws, seed
        Number of draws; start of the random numbers.
    """
    places = order[np.argsort(strata[order], kind="stable")]
    random = np.random.default_rng(seed)
    drawn = np.empty(draws)
    moved = np.empty_like(spheres)
    for draw in range(draws):
        keys = random.random(len(order))
        moved[places] = spheres[order[np.argsort(strata[order] + keys)]]
        drawn[draw] = measure_synergy(flag_presence(projects, moved))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Synergy(
        projects.shape[0],
        measure_synergy(flag_presence(projects, spheres)),
        float(drawn.mean()),
        float(drawn.std(ddof=1)),
        (float(low), float(high)),
        draws,
    )
