"""Eligibility: clusters that fall short of what a programme or platform asks of them, as checks of the graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Gap, Names, Sentence, list_names
from graphcdc.gaps.roster import SHOWN, SHOWN_PAIRS, Roster
from graphcdc.gaps.rules import Rule, read_rules
from graphcdc.model import LEADING_ROLES, NODE_KINDS

#: Share of the members that has to meet a rule on ties before the others are said to break it: where few have such a
#: tie on record, it is the records that are missing.
RECORDED = 0.5

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Break:
    """A check that a cluster does not pass.

    Attributes
    ----------
    rule, check
        The rule, and which of its checks.
    found, needed
        What the cluster has and what it has to have.
    who
        Rows of the members that break it one by one; empty for a count.
    said, cure
        Sentences.
    invited
        Rows of organizations outside that would help as members.
    ties
        Pairs of ids that would be a start.
    """

    rule: Rule
    check: str
    found: int
    needed: int
    who: tuple[int, ...]
    said: Sentence
    cure: Sentence
    invited: tuple[int, ...] = ()
    ties: Pairs = ()

    def to_dict(self, roster: Roster) -> dict[str, Any]:
        """Return what stands in the evidence."""
        return {
            "rule": self.rule.id,
            "source": self.rule.source.english,
            "check": self.check,
            "found": self.found,
            "needed": self.needed,
            "who": sorted(str(roster.ids[row]) for row in self.who),
        }


class Inspection:
    """The checks of one cluster.

    Attributes
    ----------
    roster, cluster, rows
        The organizations; the position of the cluster; the rows of its present members.
    """

    def __init__(self, roster: Roster, cluster: int) -> None:
        self.roster, self.cluster = roster, cluster
        self.rows: NDArray[np.int64] = roster.members[cluster]

    def check(self, rule: Rule) -> tuple[list[Break], bool]:
        """Return the checks of a rule that the cluster does not pass, and whether all of them could be told."""
        results = [
            self.count_members(rule) if rule.least_members else (None, True),
            self.count_types(rule) if rule.least_member_types else (None, True),
            self.count_tied(rule) if rule.tied_by else (None, True),
            (self.find_coordinator(rule) if rule.coordinated else None, True),
        ]
        return [found for found, _ in results if found is not None], all(told for _, told in results)

    def count_members(self, rule: Rule) -> tuple[Break | None, bool]:
        """Members against the least number."""
        found, needed = len(self.rows), rule.least_members
        if found >= needed:
            return None, True
        return self._break_count(rule, "least_members", found, needed, self._list_near(), needed - found), True

    def count_types(self, rule: Rule) -> tuple[Break | None, bool]:
        """Types of member against the least number; who is of no known kind might be of a type that is missing."""
        types = {type_of(self.roster.kinds[row]) for row in self.rows.tolist()}
        found, needed = len(types - {None}), rule.least_member_types
        if found >= needed:
            return None, True
        if None in types:
            return None, False
        others = [row for row in self._list_near() if type_of(self.roster.kinds[row]) not in {*types, None}]
        return self._break_count(rule, "least_member_types", found, needed, others, needed - found), True

    def count_tied(self, rule: Rule) -> tuple[Break | None, bool]:
        """Members with a tie to another, or to somebody of the kinds that stand in for one, against the share."""
        own = set(self.rows.tolist())
        wanted = {row for row, kind in enumerate(self.roster.kinds) if kind in rule.or_tied_to}
        tied = {
            one
            for pair in _list_ties(self.roster, rule.tied_by)
            for one, other in (pair, pair[::-1])
            if one in own and (other in own or other in wanted)
        }
        needed = int(np.ceil(rule.tied_share * len(own) - 1e-9))
        if len(tied) >= needed:
            return None, True
        if len(tied) < RECORDED * len(own):
            return None, False
        loose = sorted(own - tied, key=lambda row: self.roster.rank[row])
        pairs = self._pair_loose(loose, sorted(tied, key=lambda row: self.roster.rank[row]))
        names = self.roster.names
        # Each tie cures two, but for the last of an odd number.
        rest = (len(loose) + 1) // 2 - len(pairs)
        named = tuple(Names((str(names[a]), str(names[b])), " – ") for a, b in pairs)
        values = {
            "rule": rule.name,
            "loose": len(loose),
            "members": len(own),
            "kinds": list_names([Sentence(f"tie_named_{kind}") for kind in rule.tied_by], len(rule.tied_by)),
            "names": self.roster.list_names(np.array(loose)),
            "pairs": Names(named, "; ", f" +{rest}" if rest else ""),
        }
        ids = self.roster.ids
        return Break(
            rule,
            "tied_by",
            len(tied),
            needed,
            tuple(loose),
            Sentence("break_tied_by", values),
            Sentence("cure_tied_by", values),
            ties=tuple((str(ids[a]), str(ids[b])) for a, b in pairs[:SHOWN_PAIRS]),
        ), True

    def find_coordinator(self, rule: Rule) -> Break | None:
        """Whether an organization coordinates the cluster, or a member of it has a role that leads."""
        tie, lasting = self.roster.network.tie, self.roster.network.lasting
        towards = lasting & (tie["target"] == self.cluster)
        roles = self.roster.network.tie_column("role")[towards & (tie["kind"] == "MEMBER_OF")]
        if (towards & (tie["kind"] == "COORDINATES")).any() or any(
            role.strip().casefold() in LEADING_ROLES for role in roles.astype(str).tolist()
        ):
            return None
        values = {"rule": rule.name}
        return Break(
            rule, "coordinated", 0, 1, (), Sentence("break_coordinated", values), Sentence("cure_coordinated", values)
        )

    def _break_count(self, rule: Rule, check: str, found: int, needed: int, near: list[int], most: int) -> Break:
        """A count that falls short, cured by those outside who are nearest."""
        invited = near[:most]
        names = list_names([str(self.roster.names[row]) for row in invited], SHOWN)
        values = {"rule": rule.name, "found": found, "needed": needed, "missing": needed - found, "names": names}
        members = sorted(self.rows.tolist(), key=lambda row: self.roster.rank[row])
        return Break(
            rule,
            check,
            found,
            needed,
            (),
            Sentence(f"break_{check}", values),
            Sentence(f"cure_{check}" if invited else f"cure_{check}_nobody", values),
            tuple(invited),
            self.roster.start_ties(invited, members),
        )

    def _list_near(self) -> list[int]:
        """Organizations outside that work with members, those with most of them first; those at home before others."""
        roster = self.roster
        own = np.zeros(len(roster.ids))
        own[self.rows] = 1
        known = roster.cooperation.matrix.copy()
        known.data = np.ones_like(known.data)
        partners = np.asarray(known @ own)
        rows = np.flatnonzero((partners > 0) & (own == 0)).tolist()
        return sorted(rows, key=lambda row: (not roster.first[row], -partners[row], roster.rank[row]))

    def _pair_loose(self, loose: Sequence[int], tied: Sequence[int]) -> list[tuple[int, int]]:
        """Pair the first of the members without a tie: with each other while there are any, for one tie then cures two.

        Who works with whom already comes first, then the better connected.
        """
        pairs: list[tuple[int, int]] = []
        left = list(loose)
        while left and len(pairs) < SHOWN:
            one = left.pop(0)
            known = set(self.roster.cooperation.neighbours(one).tolist())
            others = left or list(tied)
            other = min(others, key=lambda row: (row not in known, self.roster.rank[row]))
            if other in left:
                left.remove(other)
            pairs.append((one, other))
        return pairs


def type_of(kind: str) -> str | None:
    """Return the type of member that a kind of organization is: its helix sphere, or itself; None if it is not known.

    Examples
    --------
    >>> type_of("sme"), type_of("investor"), type_of("organization")
    ('industry', 'investor', None)
    """
    return NODE_KINDS[kind].sphere or (kind if kind != "organization" else None)


def _list_ties(roster: Roster, kinds: Iterable[str]) -> set[tuple[int, int]]:
    """Pairs of rows with a tie of these kinds that has not ended."""
    network, positions = roster.network, roster.cooperation.positions
    chosen = np.isin(network.tie["kind"], list(kinds)) & network.lasting
    ends = zip(network.tie["source"][chosen].tolist(), network.tie["target"][chosen].tolist(), strict=True)
    return {(positions[a], positions[b]) for a, b in ends if a != b and a in positions and b in positions}


def find_eligibility_gaps(roster: Roster, rules: Sequence[Rule] | None = None) -> list[Gap]:
    """Clusters that fall short of a rule (`graphcdc.gaps.rules`); one finding names all that a cluster falls short of.

    Clusters without members are not judged: nobody has written them down. A rule on ties is judged only where at least
    half of the members meet it: where fewer do, contracts are not recorded. How much is missing over all checks
    (members, types, members without a tie, a coordinator) is the severity.

    Parameters
    ----------
    roster
        The organizations.
    rules
        The rules; default those that come with graphcdc.

    Raises
    ------
    UnknownName
        If a rule applies to a cluster that the network does not have.

    Examples
    --------
    >>> from graphcdc import Network
    >>> from graphcdc.findings import Phrase
    >>> nodes = {"id": ["a", "b", "k"], "name": list("ABK"), "kind": ["sme", "sme", "cluster"]}
    >>> ties = {"source": ["a", "b"], "target": ["k", "k"], "kind": ["MEMBER_OF"] * 2}
    >>> three = Rule("three", Phrase("three", "три"), Phrase("us", "мы"), least_members=3)
    >>> [(gap.members, gap.observed) for gap in find_eligibility_gaps(Roster(Network.build(nodes, ties)), [three])]
    [(('k',), 1)]
    """
    gaps = []
    for cluster, chosen in _apply(roster, rules).items():
        breaks = [one for rule in chosen for one in Inspection(roster, cluster).check(rule)[0]]
        if breaks:
            gaps.append(_fall_short(roster, cluster, breaks))
    return roster.arrange(gaps)


def _apply(roster: Roster, rules: Sequence[Rule] | None) -> dict[int, list[Rule]]:
    """The rules that apply to each cluster with a member that findings may be about."""
    network = roster.network
    status = network.column("status")
    found: dict[int, list[Rule]] = {
        cluster: [] for cluster, rows in roster.members.items() if roster.inside[rows].any()
    }
    for rule in read_rules() if rules is None else rules:
        named = {network.positions[network.resolve(name, ["cluster"])] for name in rule.clusters}
        for cluster, chosen in found.items():
            if (not named or cluster in named) and (not rule.statuses or status[cluster] in rule.statuses):
                chosen.append(rule)
    return found


def _fall_short(roster: Roster, cluster: int, breaks: list[Break]) -> Gap:
    who = sorted({str(roster.ids[row]) for one in breaks for row in one.who})
    values = {
        "cluster": roster.name(cluster),
        "count": len(breaks),
        "breaks": Names(tuple(one.said for one in breaks), "; "),
        "cures": Names(tuple(one.cure for one in breaks), " "),
    }
    ties = dict.fromkeys(tie for one in breaks for tie in one.ties)
    return Gap(
        kind="eligibility_gap",
        claim="structural",
        groups=None,
        members=(str(roster.network.node["id"][cluster]), *who),
        observed=sum(len(one.who) or one.needed - one.found for one in breaks),
        evidence={
            "members": len(roster.members[cluster]),
            "breaks": [one.to_dict(roster) for one in breaks],
            "invited": sorted({str(roster.ids[row]) for one in breaks for row in one.invited}),
        },
        said=Sentence("gap_eligibility", values),
        advice=Sentence("advice_eligibility", values),
        ties=tuple(ties)[:SHOWN_PAIRS],
    )


def list_eligibility_limits(roster: Roster, rules: Sequence[Rule] | None = None) -> list[Sentence]:
    """Say which rules were read, and of how many clusters a rule cannot be told."""
    judged: dict[Rule, int] = {}
    untold: dict[Rule, int] = {}
    for cluster, chosen in _apply(roster, rules).items():
        for rule in chosen:
            judged[rule] = judged.get(rule, 0) + 1
            untold[rule] = untold.get(rule, 0) + (not Inspection(roster, cluster).check(rule)[1])
    if not judged:
        return []
    limits = [
        Sentence("limit_rule_untold", {"rule": rule.name, "count": count, "clusters": judged[rule]})
        for rule, count in untold.items()
        if count
    ]
    return [*limits, Sentence("limit_rules", {"rules": list_names([rule.name for rule in judged], len(judged))})]
