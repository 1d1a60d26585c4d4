"""What all queries of one network share: who took part in what, when, in which theme, from where.

Notation of the signals: X is the incidence of organizations and events, s the sizes of events, d the decay of events
with age, A = X diag(1 / (s - 1)) X' without its diagonal (Newman weights), A~ the same with d, B = (A > 0), k degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.cooperation import Cooperation
from graphcdc.model import LEADING_ROLES
from graphcdc.network import Network
from graphcdc.partners.matching import Matcher, prepare_matcher
from graphcdc.partners.themes import Themes, count_themes
from graphcdc.years import read_years

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]

#: Years after which an event counts 1/e; and the same for what counts as recent.
SLOW, FAST = 3.0, 1.0
#: Added to what is observed and to what is expected before they are divided: few ties say little.
_PRIOR = 2.0


@dataclass(frozen=True, eq=False)
class Ties:
    """A matrix of ties X diag(w) X' without its diagonal, as weights of events: the incidence is far smaller.

    Attributes
    ----------
    weights
        w, what each event counts.
    own
        The diagonal of X diag(w) X'.
    strength
        The sums of the rows.
    """

    weights: Floats
    own: Floats
    strength: Floats

    @cached_property
    def damp(self) -> Floats:
        """1 / sqrt(strength), 0 where there is none."""
        return invert(np.sqrt(self.strength))

    def follow(self, basis: Basis, values: Floats) -> Floats:
        """The matrix times some values.

        Neither weights nor values are negative; where the product is 0 the difference may come out below it.
        """
        reached: Floats = basis.incidence @ (self.weights * (basis.by_event @ values)) - self.own * values
        return np.maximum(reached, 0.0)


@dataclass(frozen=True, eq=False)
class Basis:
    """What all queries of one network share; signals have one value per row of `cooperation`."""

    network: Network
    cooperation: Cooperation
    themes: Themes

    # Events ------------------------------------------------------------------------------------------------------

    @cached_property
    def incidence(self) -> csr_array[Any]:
        """X, organizations x events."""
        return self.cooperation.incidence

    @cached_property
    def by_event(self) -> csr_array[Any]:
        """X', events x organizations."""
        return self.incidence.T.tocsr()

    @cached_property
    def arriving(self) -> csr_array[Any]:
        """X' with rows that sum to 1: the chance to go from an event to each participant."""
        from scipy.sparse import diags_array

        arriving: csr_array[Any] = (diags_array(1 / np.maximum(self.sizes, 1)) @ self.by_event).tocsr()
        return arriving

    @cached_property
    def share(self) -> Floats:
        """1 / events of each organization, 0 where there is none."""
        return invert(self.degrees)

    @cached_property
    def sizes(self) -> Floats:
        """Participants of each event."""
        return np.asarray(self.cooperation.sizes, dtype=float)

    @cached_property
    def now(self) -> float:
        """The date of the network as a number of years."""
        return float(read_years(self.network.date, late=True))

    @cached_property
    def ages(self) -> Floats:
        """Years between the start of each event and the date of the network; the mean where no start is known."""
        ages = np.maximum(self.now - read_years(self.cooperation.starts), 0.0)
        known = np.isfinite(ages)
        return np.where(known, ages, ages[known].mean() if known.any() else 0.0)

    @cached_property
    def decay(self) -> Floats:
        """What each event still counts, exp(-age / 3 years), times the strength of a direct tie."""
        return np.asarray(np.exp(-self.ages / SLOW) * self.cooperation.strengths, dtype=float)

    @cached_property
    def quick_decay(self) -> Floats:
        """The same with one year."""
        return np.asarray(np.exp(-self.ages / FAST) * self.cooperation.strengths, dtype=float)

    @cached_property
    def leaders(self) -> Rows:
        """The row of the coordinator of each event, -1 where there is none or more than one."""
        return find_leaders(self.network, self.cooperation)

    # Organizations -----------------------------------------------------------------------------------------------

    @cached_property
    def degrees(self) -> Floats:
        """Events of each organization."""
        return np.asarray(self.cooperation.degrees, dtype=float)

    @cached_property
    def fresh_events(self) -> Floats:
        """Events of each organization, decayed by age."""
        return np.asarray(self.incidence @ self.decay, dtype=float)

    @cached_property
    def quick_events(self) -> Floats:
        """The same with the quick decay."""
        return np.asarray(self.incidence @ self.quick_decay, dtype=float)

    @cached_property
    def recent(self) -> Floats:
        """Events of each organization that began within the last year."""
        return np.asarray(self.incidence @ (self.ages <= 1).astype(float), dtype=float)

    @cached_property
    def led(self) -> Floats:
        """Events that each organization coordinates."""
        return np.bincount(self.leaders[self.leaders >= 0], minlength=len(self.degrees)).astype(float)

    @cached_property
    def usual_sizes(self) -> Floats:
        """Mean of ln(participants) over the events of each organization, 0 where there is none."""
        logs = np.asarray(self.incidence @ np.log(np.maximum(self.sizes, 1)), dtype=float)
        means: Floats = np.divide(logs, self.degrees, out=np.zeros_like(logs), where=self.degrees > 0)
        return means

    @cached_property
    def ongoing(self) -> Floats:
        """Events of each organization that have not ended by the date; those without a known end are taken to last."""
        return np.asarray(self.network.cooperation(active=True).degrees, dtype=float)

    @cached_property
    def projects(self) -> Floats:
        """Projects of each organization, those without another participant among them."""
        sources, _ = self.joined
        return np.asarray(
            np.bincount(sources, minlength=len(self.network))[self.cooperation.organizations], dtype=float
        )

    @cached_property
    def joined(self) -> tuple[Rows, Rows]:
        """Organizations and projects of all participations by node position, rising by organization."""
        chosen = self.network.tie["kind"] == "PARTICIPATES_IN"
        return self.network.tie["source"][chosen], self.network.tie["target"][chosen]

    @cached_property
    def idle(self) -> Floats:
        """Years since the last participation or event of each organization; ten where there is none."""
        sources, _ = self.joined
        starts = self.network.tie["since"][self.network.tie["kind"] == "PARTICIPATES_IN"]
        since = np.nan_to_num(self.now - read_years(starts), nan=10.0)
        idle = np.full(len(self.network), 10.0)
        np.minimum.at(idle, sources, np.clip(since, 0.0, 10.0))
        idle = idle[self.cooperation.organizations]
        ends = self.incidence.tocoo()
        np.minimum.at(idle, ends.row, np.minimum(self.ages[ends.col], 10.0))
        return idle

    @cached_property
    def running(self) -> Rows:
        """Projects of each organization that are known to run: with an end, which is not before the date."""
        tie, last = self.network.tie, self.network.tie["until"]
        runs = np.flatnonzero((tie["kind"] == "PARTICIPATES_IN") & (last != "") & self.network.lasting)
        pairs = np.unique(tie["source"][runs] * len(self.network) + tie["target"][runs])
        counts = np.bincount(pairs // max(len(self.network), 1), minlength=len(self.network))
        return np.asarray(counts[self.cooperation.organizations], dtype=np.int64)

    @cached_property
    def by_name(self) -> Rows:
        """The place of each organization in the order of names; equal names in that of ids."""
        places = np.empty(len(self.cooperation.organizations), dtype=np.int64)
        names = self.network.node["name"][self.cooperation.organizations]
        places[np.argsort(names, kind="stable")] = np.arange(len(names))
        return places

    @cached_property
    def kinds(self) -> Rows:
        """Code of the kind of each organization."""
        return _code(self.network.node["kind"][self.cooperation.organizations])

    @cached_property
    def by_kind(self) -> list[Rows]:
        """Rows of the organizations of each kind, rising."""
        return [np.flatnonzero(self.kinds == kind) for kind in range(int(self.kinds.max(initial=-1)) + 1)]

    @cached_property
    def regions(self) -> Rows:
        """Code of the region of each organization."""
        return _code(self.network.regions[self.cooperation.organizations])

    @cached_property
    def clusters(self) -> list[Rows]:
        """Rows of the members of each cluster, rising."""
        members = self.network.members.values()
        return [np.flatnonzero(np.isin(self.cooperation.organizations, own)) for own in members]

    @cached_property
    def placed(self) -> NDArray[np.bool_]:
        """Which organizations have a known region."""
        return np.asarray(self.network.regions[self.cooperation.organizations] != "", dtype=bool)

    @cached_property
    def cities(self) -> Rows:
        """Code of the city of each organization, cities of the same name in two regions apart; -1 where not known."""
        nodes = self.cooperation.organizations
        cities = np.array([str(city).strip().casefold() for city in self.network.column("city")[nodes]], dtype=str)
        _, codes = np.unique(np.stack([self.regions.astype(str), cities]), axis=1, return_inverse=True)
        return np.where(cities == "", -1, codes).astype(np.int64)

    @cached_property
    def active(self) -> NDArray[np.bool_]:
        """Which organizations have any tie."""
        tied = np.zeros(len(self.network), dtype=bool)
        tied[self.network.tie["source"]] = True
        tied[self.network.tie["target"]] = True
        return tied[self.cooperation.organizations]

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        """Which organizations have any tie or theme; of the others nothing is known that speaks for them."""
        return np.asarray(self.active | (np.diff(self.themes.activity.indptr) > 0), dtype=bool)

    # Ties --------------------------------------------------------------------------------------------------------

    @cached_property
    def ties(self) -> csr_array[Any]:
        """A."""
        return self.cooperation.matrix

    @cached_property
    def fresh_ties(self) -> csr_array[Any]:
        """A~, with events decayed by age."""
        return self.cooperation.project(self.fresh.weights)

    @cached_property
    def newman(self) -> Ties:
        """A as weights of events."""
        return self._weigh(self.cooperation.strengths / np.maximum(self.sizes - 1, 1))

    @cached_property
    def fresh(self) -> Ties:
        """A~ as weights of events."""
        return self._weigh(self.decay / np.maximum(self.sizes - 1, 1))

    def _weigh(self, weights: Floats) -> Ties:
        own = np.asarray(self.incidence @ weights, dtype=float)
        reached = np.asarray(self.incidence @ (weights * self.sizes), dtype=float)
        return Ties(weights, own, np.maximum(reached - own, 0.0))

    @cached_property
    def tied(self) -> csr_array[Any]:
        """1 where two organizations have a direct tie of any kind, cooperation or not."""
        from scipy.sparse import coo_array

        row = np.full(len(self.network), -1, dtype=np.int64)
        row[self.cooperation.organizations] = np.arange(len(self.degrees))
        source, target = row[self.network.tie["source"]], row[self.network.tie["target"]]
        both = (source >= 0) & (target >= 0)
        ends = np.concatenate([source[both], target[both]]), np.concatenate([target[both], source[both]])
        tied = coo_array((np.ones(len(ends[0])), ends), shape=(len(self.degrees), len(self.degrees))).tocsr()
        return tied

    @cached_property
    def counts(self) -> csr_array[Any]:
        """Joint events of two organizations."""
        return self.cooperation.project(np.ones(len(self.sizes)))

    @cached_property
    def flags(self) -> csr_array[Any]:
        """B, 1 where two organizations have a tie."""
        flags = self.ties.copy()
        flags.data = np.ones_like(flags.data)
        return flags

    @cached_property
    def partners(self) -> Floats:
        """Partners of each organization, the row sums of B."""
        return np.asarray(self.cooperation.partners, dtype=float)

    @cached_property
    def matcher(self) -> Matcher:
        """Needs against offers."""
        return prepare_matcher(self.network)

    # Themes, kinds and places ------------------------------------------------------------------------------------

    @cached_property
    def fresh_themes(self) -> csr_array[Any]:
        """Events of each organization in each theme, decayed by age."""
        from scipy.sparse import diags_array

        fresh: csr_array[Any] = (self.incidence @ diags_array(self.decay) @ self.themes.of_events).tocsr()
        return fresh

    @cached_property
    def kind_ties(self) -> Floats:
        """How often organizations of two kinds cooperate against what their ties alone would give, ln."""
        return self._mix(self.kinds)

    @cached_property
    def region_ties(self) -> Floats:
        """The same for regions."""
        return self._mix(self.regions)

    def _mix(self, groups: Rows) -> Floats:
        from scipy.sparse import csr_array

        count = len(groups)
        member = csr_array((np.ones(count), (np.arange(count), groups)), shape=(count, int(groups.max(initial=0)) + 1))
        seen = np.asarray((member.T @ self.ties @ member).toarray(), dtype=float)
        sums = seen.sum(axis=1)
        expected = np.outer(sums, sums) / max(sums.sum(), 1.0)
        return np.asarray(np.log((seen + _PRIOR) / (expected + _PRIOR)), dtype=float)


@lru_cache(maxsize=4)
def prepare(network: Network) -> Basis:
    """Return the basis of a network; those of the last few networks are kept, for they hold the networks alive."""
    return make_basis(network)


def make_basis(network: Network) -> Basis:
    """Return the basis of a network that nobody will ask about again."""
    cooperation = network.cooperation()
    return Basis(network, cooperation, count_themes(network, cooperation))


def find_leaders(network: Network, cooperation: Cooperation) -> Rows:
    """Return the row of the coordinator of each event, -1 where there is none or more than one."""
    tie = network.tie
    roles, place = np.unique(network.tie_column("role").astype(str), return_inverse=True)
    leading = np.array([role.strip().casefold() in LEADING_ROLES for role in roles], dtype=bool)[place]
    leads = (tie["kind"] == "PARTICIPATES_IN") & leading
    found: dict[int, set[int]] = {}
    events = {int(project): event for event, project in enumerate(cooperation.projects)}
    for source, target in zip(tie["source"][leads].tolist(), tie["target"][leads].tolist(), strict=True):
        if target in events and source in cooperation.positions:
            found.setdefault(events[target], set()).add(cooperation.positions[source])
    leaders = np.full(cooperation.incidence.shape[1], -1, dtype=np.int64)
    for event, rows in found.items():
        if len(rows) == 1:
            leaders[event] = rows.pop()
    return leaders


def invert(values: Floats) -> Floats:
    """Return 1 / values, 0 where they are 0."""
    return np.asarray(np.divide(1.0, values, out=np.zeros_like(values), where=values > 0), dtype=float)


def _code(words: NDArray[Any]) -> Rows:
    return np.asarray(np.unique(words.astype(str), return_inverse=True)[1], dtype=np.int64)
