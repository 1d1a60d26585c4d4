"""Gaps around brokers: organizations through which alone others are joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.brokerage import count_brokerage, measure_concentration, measure_roles
from graphcdc.findings import Gap, Names, Sentence, shorten
from graphcdc.gaps.null import STRATUM, stratify
from graphcdc.gaps.roster import Roster
from graphcdc.holes import measure_constraint, measure_effective_size
from graphcdc.measures import label_clusters

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]

#: Fewer partners than this on a side are a single tie: either of its ends could be called the broker.
LEAST_ON_A_SIDE = 2
#: Of a cluster with fewer members that cooperate, the broker left out, it cannot be told that only one reaches out.
LEAST_ACTIVE = 5
#: With fewer partners an organization has too few pairs of them (three have 3) to say that they do not meet.
LEAST_PARTNERS = 4
#: The constraint of a structural hole is among this share of the lowest.
LOWEST = 0.05
#: Clusters, or pairs of them, that a sentence names at most.
SHOWN = 3


# Lone brokers --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Joint:
    """Two clusters that one organization alone joins.

    Attributes
    ----------
    broker, clusters
        Its row; columns of the two clusters, its own first where it is a member of one.
    inside
        Whether it is a member of one of the two: a gatekeeper, else a liaison.
    sides
        Rows of its partners in the one and in the other.
    outsiders
        Other organizations, of neither cluster, that have partners in both.
    """

    broker: int
    clusters: tuple[int, int]
    inside: bool
    sides: tuple[Rows, Rows]
    outsiders: int

    @property
    def pairs(self) -> int:
        """Pairs of organizations that it joins."""
        return len(self.sides[0]) * len(self.sides[1])


def find_lone_brokers(roster: Roster) -> list[Gap]:
    """Find the organizations through which alone two clusters are joined (Gould and Fernandez 1989).

    A *gatekeeper* is a member of one of the two: no other member of the one works with a member of the other. A
    *liaison* is a member of neither: members of the one and the other do not work together, and no other organization
    has partners in both. Outsiders with partners in both do not stop a gatekeeper from being the only one: the clusters
    still have no tie of their own but through it; `outsiders` says how many there are. In both cases the broker has at
    least two partners on each side, itself left out.

    Clusters that share a member other than the broker are joined by it, and are no finding. A cluster in which fewer
    than five members, the broker left out, cooperate with anybody is too small to tell. Pairs of kinds are not looked
    at: kinds are so large that hardly ever one organization alone joins two of them.

    Parameters
    ----------
    roster
        The organizations.

    Returns
    -------
    list of Gap
        One for each broker; `observed` is the number of pairs of its partners, one of each side, that it joins in this
        way; most first. In `evidence` the pairs of clusters, most pairs of organizations first, with `hhi`, the
        concentration of all brokerage between the two, that of outsiders included (`measure_concentration`): 1 for a
        liaison; and how often the broker has each role between clusters (`measure_roles`).

    References
    ----------
    Gould, R. V., Fernandez, R. M. (1989), Structures of mediation: a formal approach to brokerage in transaction
    networks, Sociological Methodology 19.

    Examples
    --------
    >>> from graphcdc import Network
    >>> members = [f"{side}{number}" for side in "ab" for number in range(5)]
    >>> nodes = {"id": [*members, "x", "k", "l"], "name": [*members, "x", "k", "l"]}
    >>> nodes["kind"] = ["sme"] * 11 + ["cluster"] * 2
    >>> ends = [(one, one[0] + str((int(one[1]) + 1) % 5)) for one in members]
    >>> ends += [("x", one) for one in ("a0", "a1", "b0", "b1")]
    >>> rows = [(*end, "COOPERATES_WITH") for end in ends]
    >>> rows += [(one, "k" if one[0] == "a" else "l", "MEMBER_OF") for one in members]
    >>> ties = {name: [row[at] for row in rows] for at, name in enumerate(("source", "target", "kind"))}
    >>> [(gap.members, gap.observed, gap.ties) for gap in find_lone_brokers(Roster(Network.build(nodes, ties)))]
    [(('x',), 4, (('a0', 'b0'),))]
    """
    clusters, names, labels = _label_by_name(roster)
    by_broker: dict[int, list[_Joint]] = {}
    for joint in _list_joints(roster, labels > 0):
        by_broker.setdefault(joint.broker, []).append(joint)
    if not by_broker:
        return []
    brokerage = count_brokerage(roster.cooperation, labels)
    roles, concentration = measure_roles(labels, brokerage), measure_concentration(brokerage)
    gaps = []
    for broker, joints in by_broker.items():
        joints.sort(key=lambda joint: (-joint.pairs, joint.clusters))
        counts = {role: shorten(values[broker]) for role, values in vars(roles).items()}
        gap = _describe_broker(roster, joints, clusters, names, concentration, counts)
        gaps.append((not roster.first[broker], -gap.observed, roster.names[broker], gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _label_by_name(roster: Roster) -> tuple[list[str], list[str], NDArray[np.float64]]:
    """Ids and names of the clusters, by name, and their members: other ids must not change what comes first."""
    clusters, labels = label_clusters(roster.network, roster.cooperation)
    names = [str(roster.network.node["name"][roster.network.positions[cluster]]) for cluster in clusters]
    order = sorted(range(len(clusters)), key=lambda at: (names[at], clusters[at]))
    return [clusters[at] for at in order], [names[at] for at in order], labels[:, order]


def _list_joints(roster: Roster, member: Flags) -> list[_Joint]:
    """What lone brokers join, of which something is at home."""
    pattern = roster.cooperation.matrix.copy()
    pattern.data = np.ones(len(pattern.data))
    near = np.asarray(pattern @ member.astype(float)).astype(np.int64)
    found = []
    for pair in combinations(range(member.shape[1]), 2):
        broker = _find_broker(member[:, pair], near[:, pair])
        joint = None if broker is None else _join(roster, member, near, pair, broker)
        if joint is not None and roster.inside[[joint.broker, *joint.sides[0], *joint.sides[1]]].any():
            found.append(joint)
    return found


def _find_broker(member: Flags, near: NDArray[np.int64]) -> int | None:
    """The one row that may be the lone broker of two clusters, from their members and the partners in them."""
    shared = np.flatnonzero(member.all(axis=1))
    if len(shared):
        return int(shared[0]) if len(shared) == 1 else None
    first, second = (np.flatnonzero(member[:, own] & (near[:, 1 - own] > 0)) for own in (0, 1))
    if not len(first):
        between = np.flatnonzero((near > 0).all(axis=1))
        return int(between[0]) if len(between) == 1 else None
    # If all ties end at one organization, it is the only one of its cluster that has any.
    alone = first if len(first) == 1 else second
    return int(alone[0]) if len(alone) == 1 else None


def _join(roster: Roster, member: Flags, near: NDArray[np.int64], pair: tuple[int, int], broker: int) -> _Joint | None:
    """What a broker joins; None if it joins nobody, is not alone, or the clusters are too small to tell."""
    cooperation = roster.cooperation
    own = member[broker, pair]
    clusters = pair if own[0] or not own[1] else (pair[1], pair[0])
    others = member[:, list(clusters)] & (np.arange(len(member)) != broker)[:, None]
    around = cooperation.neighbours(broker)
    sides = (around[others[around, 0]], around[others[around, 1]])
    active = (others & (cooperation.partners > 0)[:, None]).sum(axis=0)
    if min(map(len, sides)) < LEAST_ON_A_SIDE or min(active) < LEAST_ACTIVE:
        return None
    if _count_ties(cooperation.matrix, others) > 0:
        return None
    between = np.flatnonzero((near[:, clusters] > 0).all(axis=1) & ~member[:, clusters].any(axis=1))
    return _Joint(broker, clusters, bool(own.any()), sides, int((between != broker).sum()))


def _count_ties(matrix: Any, sides: Flags) -> int:
    """Pairs of organizations of two sides that cooperate."""
    return int(matrix[np.flatnonzero(sides[:, 0])][:, np.flatnonzero(sides[:, 1])].nnz)


def _describe_broker(
    roster: Roster,
    joints: Sequence[_Joint],
    clusters: Sequence[str],
    names: Sequence[str],
    concentration: NDArray[np.float64],
    counts: dict[str, float],
) -> Gap:
    broker = joints[0].broker
    pairs = {tuple(sorted((int(a), int(b)))) for joint in joints for a in joint.sides[0] for b in joint.sides[1]}
    met = [pair for joint in joints if (pair := roster.find_pair(*joint.sides)) is not None]
    key, shown = _say_clusters(joints, names)
    values = {
        "name": roster.names[broker],
        "own": names[joints[0].clusters[0]],
        "other": names[joints[0].clusters[1]],
        "clusters": Names(tuple(shown[:SHOWN]), "; ", f" +{len(shown) - SHOWN}" if len(shown) > SHOWN else ""),
        "number": len(joints),
        "count": len(pairs),
        "first": roster.names[met[0][0]] if met else "",
        "second": roster.names[met[0][1]] if met else "",
    }
    return Gap(
        kind="brokerage_gap",
        claim="structural",
        groups=None,
        members=(roster.ids[broker],),
        observed=len(pairs),
        evidence={
            "joins": [
                {
                    "clusters": [clusters[at] for at in joint.clusters],
                    "role": "gatekeeper" if joint.inside else "liaison",
                    "partners": [sorted(roster.ids[side]) for side in joint.sides],
                    "pairs": joint.pairs,
                    "outsiders": joint.outsiders,
                    "hhi": shorten(concentration[joint.clusters]),
                }
                for joint in joints
            ],
            "roles": counts,
        },
        said=Sentence(key, values),
        advice=Sentence("advice_broker" if met else "advice_barred", values),
        ties=tuple(dict.fromkeys(roster.identify(met))),
    )


def _say_clusters(joints: Sequence[_Joint], names: Sequence[str]) -> tuple[str, list[Names]]:
    """The sentence that says what a broker joins, and the clusters that it names."""
    inside = {joint.inside for joint in joints}
    if len(joints) == 1:
        return "gap_gatekeeper" if inside == {True} else "gap_liaison", []
    if inside == {True} and len({joint.clusters[0] for joint in joints}) == 1:
        return "gap_gatekeeper_of_many", [Names((names[joint.clusters[1]],)) for joint in joints]
    return "gap_broker_of_many", [Names(tuple(names[at] for at in joint.clusters), " – ") for joint in joints]


# Structural holes ----------------------------------------------------------------------------------------------------


def find_holes(roster: Roster) -> list[Gap]:
    """Find the organizations whose partners hardly meet without them (structural holes, Burt 1992).

    Its partners work, on average, with fewer than one of the others: of n partners its effective size is above n - 1.
    And its constraint is among the lowest 5 % of organizations with as many or nearly as many partners. The first is
    what people can check; the second says that it is out of the ordinary. The constraint falls with the number of
    partners (Everett and Borgatti 2020), so that only equals are compared: strata of at least 20 (`stratify`) among
    the organizations with four partners or more. Where there are fewer than 20 of these, nothing can be told.

    A share of the pairs of partners would not do for the first: nobody can work with a tenth of two thousand others,
    so that every hub would be a hole. Nor would a network rewired at random for the second: there hardly anybody's
    partners meet.

    Parameters
    ----------
    roster
        The organizations.

    Returns
    -------
    list of Gap
        `observed` is the number of pairs of its partners that have not worked together; most first. The tie joins the
        two partners of which most organizations would come within two steps.

    References
    ----------
    Burt, R. S. (1992), Structural Holes.
    Everett, M. G., Borgatti, S. P. (2020), Unpacking Burt's constraint measure, Social Networks 62.

    Examples
    --------
    >>> from graphcdc import Network
    >>> rings = [(f"{ring:02}{at}", f"{ring:02}{other}") for ring in range(4) for at in range(5) for other in range(at)]
    >>> ends = [*rings, *(("hub", f"{ring:02}0") for ring in range(4))]
    >>> ids = sorted({end for pair in ends for end in pair})
    >>> ties = {"source": [a for a, _ in ends], "target": [b for _, b in ends], "kind": ["COOPERATES_WITH"] * len(ends)}
    >>> network = Network.build({"id": ids, "name": ids, "kind": ["sme"] * len(ids)}, ties)
    >>> [(gap.members, gap.observed, gap.ties) for gap in find_holes(Roster(network))]
    [(('hub',), 6, (('000', '010'),))]
    """
    partners = roster.cooperation.partners
    rows = np.flatnonzero(partners >= LEAST_PARTNERS)
    if len(rows) < STRATUM:
        return []
    # An effective size of n - 2 t / n tells the t pairs of partners that have met.
    redundancy = partners - np.nan_to_num(measure_effective_size(roster.cooperation))
    met = np.rint(redundancy * partners / 2).astype(np.int64)
    strata = stratify(partners[rows])
    apart = roster.inside[rows] & (2 * met[rows] < partners[rows])
    gaps = []
    for stratum in np.unique(strata[apart]).tolist():
        candidates = apart[strata == stratum]
        for row, compared in _list_least_constrained(roster, rows[strata == stratum], candidates):
            gap = _describe_hole(roster, row, int(met[row]), compared)
            gaps.append((not roster.first[row], -gap.observed, roster.names[row], gap.members, gap))
    return [gap for *_, gap in sorted(gaps, key=lambda item: item[:-1])]


def _list_least_constrained(roster: Roster, peers: Rows, candidates: Flags) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those of some candidates among their peers whose constraint is among the lowest, and how they compare."""
    constraint = measure_constraint(roster.cooperation, peers)
    # Sums of the same shares in another order differ in the last digits; equal ones share a place.
    place = 1 + np.searchsorted(np.sort(constraint), constraint - 1e-9)
    partners = roster.cooperation.partners[peers]
    for at in np.flatnonzero(candidates & (place <= LOWEST * len(peers))).tolist():
        yield (
            int(peers[at]),
            {
                "constraint": shorten(constraint[at]),
                "place": int(place[at]),
                "percentile": shorten(100 * place[at] / len(peers)),
                "compared": len(peers),
                "partners_of_compared": [int(partners.min()), int(partners.max())],
            },
        )


def _describe_hole(roster: Roster, row: int, met: int, compared: dict[str, Any]) -> Gap:
    chosen, gain = _choose_introduction(roster, row)
    partners = int(roster.cooperation.partners[row])
    pairs = partners * (partners - 1) // 2
    values = {
        "name": roster.names[row],
        "partners": partners,
        "met": met,
        "pairs": pairs,
        "first": roster.names[chosen[0]] if chosen else "",
        "second": roster.names[chosen[1]] if chosen else "",
        "gain": gain,
        **compared,
    }
    return Gap(
        kind="structural_hole",
        claim="structural",
        groups=None,
        members=(roster.ids[row],),
        observed=pairs - met,
        evidence={
            "partners": partners,
            "pairs": pairs,
            "pairs_met": met,
            "effective_size": shorten(partners - 2 * met / partners),
            **compared,
        },
        said=Sentence("gap_hole", values),
        advice=Sentence("advice_hole" if chosen else "advice_barred", values),
        ties=roster.identify([chosen]) if chosen else (),
    )


def _choose_introduction(roster: Roster, row: int) -> tuple[tuple[int, int] | None, int]:
    """The two partners that have not met, may work together and would gain most from it; and what they gain.

    A tie brings within two steps of the one all partners of the other that were farther away, and the other way round.
    Pairs with most ends at home first; of equal ones those of the best connected.
    """
    pattern = roster.cooperation.matrix.copy()
    pattern.data = np.ones(len(pattern.data))
    partners = np.array(sorted(roster.cooperation.neighbours(row).tolist(), key=lambda one: roster.rank[one]))
    own = pattern[partners]
    within = (own + own @ pattern).astype(bool).toarray()
    within[np.arange(len(partners)), partners] = True
    brought = np.asarray(own @ ~within.T)
    gain = brought + brought.T
    home = roster.inside[partners].astype(int)
    score = (home[:, None] + home) * (gain.max() + 1) + gain
    score[own[:, partners].toarray() > 0] = -1
    score[np.tril_indices(len(partners))] = -1
    place = {int(partner): at for at, partner in enumerate(partners)}
    barred = [(place[a], place[b]) for a, b in roster.barred_rows if a in place and b in place]
    score[tuple(np.array([(min(pair), max(pair)) for pair in barred], dtype=np.int64).reshape(-1, 2).T)] = -1
    # Of equal ones the first, whose ends are best connected.
    a, b = np.unravel_index(int(np.argmax(score)), score.shape)
    if score[a, b] < 0:
        return None, 0
    return (int(partners[a]), int(partners[b])), int(gain[a, b])
