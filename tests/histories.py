"""Networks with a past: small ones with everything that may be unknown, and larger ones where partners come back."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st
from networks import KINDS

from graphcdc import Network
from graphcdc.partners.basis import prepare
from graphcdc.partners.queries import Question
from graphcdc.partners.signals import Signals, measure
from graphcdc.partners.themes import share_themes

ORGANIZATIONS = ("a0", "b1", "b2", "c3", "r4", "u5", "u6")
#: Starts that are known to the day, to the month, to the year, or not at all.
DATES = ("", "2015", "2016-07", "2016-07-15", "2017-01", "2017-01-01", "2017", "2017-06-30", "2018-12-31", "2018")
WORDS = ("", "laser", "Optics", "laser; tea", "tea")
_TIES = ("COOPERATES_WITH", "SUPPLIES", "COMPETES_WITH")
_TEXTS = ("start", "end", "topics", "clusters", "region", "domains")

Row = dict[str, Any]


def build(nodes: Sequence[Row], ties: Sequence[Row]) -> Network:
    """Build a network of rows; what a row does not say is unknown."""
    columns = {name: [row.get(name, "") for row in nodes] for name in ("id", "name", "kind", *_TEXTS)}
    of_ties: dict[str, list[Any]] = {
        name: [row.get(name, "") for row in ties] for name in ("source", "target", "kind", "since", "until", "role")
    }
    of_ties["strength"] = [row.get("strength", 1.0) for row in ties]
    return Network.build(columns, of_ties)


@st.composite
def histories(draw: st.DrawFn, dates: Sequence[str] = DATES) -> Network:
    """Draw a network of seven organizations, with and without projects, direct ties, dates, themes and places."""
    date, word = st.sampled_from(dates), st.sampled_from(WORDS)
    pair = st.permutations(ORGANIZATIONS).map(lambda order: order[:2])
    nodes: list[Row] = [
        {
            "id": one,
            "name": one.upper(),
            "kind": KINDS.get(one[0], "company"),
            "region": draw(st.sampled_from(["", "Perm", "Omsk"])),
            "domains": draw(word),
        }
        for one in ORGANIZATIONS
    ]
    nodes += [{"id": one, "name": one, "kind": "cluster"} for one in ("k1", "k2")]
    nodes += [{"id": "laser", "name": "Lasers", "kind": "capability"}]
    ties: list[Row] = []
    for at, team in enumerate(draw(st.lists(st.sets(st.sampled_from(ORGANIZATIONS), max_size=5), max_size=6))):
        project = {"id": f"p{at}", "name": f"P{at}", "kind": "project", "start": draw(date), "end": draw(date)}
        nodes.append(project | {"clusters": draw(st.sampled_from(["", "k1", "k1;k2"])), "topics": draw(word)})
        leads = draw(st.sets(st.sampled_from(ORGANIZATIONS), max_size=2))
        ties += [
            {
                "source": one,
                "target": project["id"],
                "kind": "PARTICIPATES_IN",
                "since": project["start"],
                "until": project["end"],
                "role": "coordinator" if one in leads else "",
            }
            for one in sorted(team)
        ]
    for a, b in draw(st.lists(pair, max_size=4)):
        strength, kind = draw(st.sampled_from([0.5, 1.0, 2.0])), draw(st.sampled_from(_TIES))
        ties.append({"source": a, "target": b, "kind": kind, "since": draw(date), "strength": strength})
    for kind, ends in (("MEMBER_OF", ("k1", "k2")), ("OFFERS", ("laser",))):
        for one in sorted(draw(st.sets(st.sampled_from(ORGANIZATIONS), max_size=3))):
            ties.append({"source": one, "target": draw(st.sampled_from(ends)), "kind": kind, "since": draw(date)})
    return build(nodes, ties)


QUESTIONS = st.builds(
    lambda members, themes: (members, themes),
    st.sets(st.sampled_from(ORGANIZATIONS), max_size=3),
    st.lists(st.sampled_from(["laser", "optics", "tea", "k1", "k2", "unheard of"]), max_size=3),
)


def ask(network: Network, members: Sequence[str] | set[str], themes: Sequence[str] = ()) -> Question:
    """A question of some members with equal themes."""
    positions = prepare(network).cooperation.positions
    rows = sorted(positions[network.positions[one]] for one in members)
    return Question("completion", np.array(rows, dtype=np.int64), share_themes(themes))


def measured(network: Network, members: Sequence[str] | set[str], themes: Sequence[str] = ()) -> Signals:
    """The signals of a question."""
    return measure(prepare(network), ask(network, members, themes))


def by_id(network: Network, values: Any) -> dict[str, Any]:
    """Values of the rows of the organizations under their ids."""
    ids = network.node["id"][network.cooperation().organizations]
    return dict(zip(ids.tolist(), np.asarray(values).tolist(), strict=True))


def rename(network: Network, seed: int) -> tuple[Network, dict[str, str]]:
    """Give organizations and projects new ids, in an order that has nothing to do with the old one."""
    ids = network.node["id"].tolist()
    moved = [one for one, kind in zip(ids, network.node["kind"], strict=True) if kind not in ("cluster", "capability")]
    fresh = [f"n{at:04}" for at in range(len(moved))]
    random.Random(seed).shuffle(fresh)
    new = dict(zip(moved, fresh, strict=True))
    nodes = {**network.node, "id": [new.get(one, one) for one in ids]}
    ends = {end: [new.get(ids[at], ids[at]) for at in network.tie[end]] for end in ("source", "target")}
    return Network.build(nodes, {**network.tie, **ends}), new


def draw_history(
    seed: int, *, organizations: int = 90, projects: int = 150, years: int = 6, themes: int = 5
) -> Network:
    """Draw projects year by year from 2014 on: by theme, by how active somebody is, and most often with old partners.

    Organizations lie in North, South or nowhere; projects have 2 to 6 members, the first of which coordinates.
    """
    random = np.random.default_rng(seed)
    letters = random.choice(list("burac"), organizations)
    ids = [f"{letter}{at:03}" for at, letter in enumerate(letters)]
    active, home = random.lognormal(0.0, 0.6, organizations), random.integers(themes, size=organizations)
    regions = random.choice(["North", "South", ""], organizations, p=[0.6, 0.35, 0.05])
    nodes: list[Row] = [
        {"id": one, "name": one.upper(), "kind": KINDS.get(one[0], "company"), "region": str(region)}
        for one, region in zip(ids, regions, strict=True)
    ]
    ties: list[Row] = []
    known: list[set[int]] = [set() for _ in ids]
    for at in range(projects):
        theme, team = int(random.integers(themes)), [int(random.choice(organizations, p=active / active.sum()))]
        for _ in range(random.integers(1, 6)):
            near = sorted(set().union(*(known[one] for one in team)) - set(team))
            if near and random.random() < 0.75:
                team.append(int(random.choice(near)))
                continue
            pool = np.flatnonzero(home == theme)
            team.append(int(random.choice(pool, p=active[pool] / active[pool].sum())))
        team = list(dict.fromkeys(team))
        for one in team:
            known[one] |= set(team) - {one}
        start = f"{2014 + at * years // projects}-{random.integers(1, 13):02}-{random.integers(1, 29):02}"
        project = {"id": f"p{at:04}", "name": f"P{at}", "kind": "project", "start": start, "topics": f"t{theme}"}
        nodes.append(project)
        ties += [
            {
                "source": ids[one],
                "target": project["id"],
                "kind": "PARTICIPATES_IN",
                "since": start,
                "role": "" if place else "coordinator",
            }
            for place, one in enumerate(team)
        ]
    return build(nodes, ties)


def renamed(values: Mapping[str, Any], new: Mapping[str, str]) -> dict[str, Any]:
    """Values under the new ids."""
    return {new[one]: value for one, value in values.items()}
