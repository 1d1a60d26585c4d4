"""Networks without any gap of content, in which some are planted: just these must be found."""

from __future__ import annotations

from random import Random

from graphcdc import Network

DATE = "2026"
#: Of each cluster twelve are firms, two universities, two authorities, one an association, one an incubator.
LETTERS = "b" * 12 + "uuaane"
#: The first letter of an id says its kind.
KINDS = {
    "b": "company",
    "u": "university",
    "a": "public_authority",
    "n": "ngo",
    "e": "incubator",
    "p": "project",
    "k": "cluster",
    "s": "capability",
}


class Town:
    """A network under construction: what is planted in it stands in `truth` too.

    Running projects have industry, academia and government and somebody who leads them; old ones have five participants
    that share no other. Every capability is offered as often as it is needed and needed at least once. Every member of
    a cluster has a contract with another.
    """

    def __init__(self, seed: int, clusters: int = 4) -> None:
        self.random = Random(seed)
        self.ties: list[tuple[str, ...]] = []
        self.clusters_of: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.truth: set[tuple[str, frozenset[str]]] = set()
        #: Organizations of which no two have a contract with each other.
        self.apart: list[str] = []
        self.members: list[list[str]] = [self._found(f"k{number}") for number in range(clusters)]
        self.everybody = [one for members in self.members for one in members]
        for number in range(8):
            self._trade(number)

    def build(self) -> Network:
        """Return the network."""
        ids = sorted({end for tie in self.ties for end in tie[:2]}.union(self.parents, self.parents.values()))
        nodes = {"id": ids, "name": [one.upper() for one in ids], "kind": [KINDS[one[0]] for one in ids]}
        nodes["clusters"] = [self.clusters_of.get(one, "") for one in ids]
        nodes["parent"] = [self.parents.get(one, "") for one in ids]
        rows = [[*tie, "", "", ""][:6] for tie in self.ties]
        names = ("source", "target", "kind", "since", "until", "role")
        ties = {name: [row[at] for row in rows] for at, name in enumerate(names)}
        return Network.build(nodes, ties).as_of(DATE)

    # What is there without a gap -------------------------------------------------------------------------------------

    def _found(self, cluster: str) -> list[str]:
        members = [f"{letter}{cluster}{at:02}" for at, letter in enumerate(LETTERS)]
        self.ties += [(member, cluster, "MEMBER_OF") for member in members]
        shuffled = self.random.sample(members, len(members))
        contracts = list(zip(shuffled[::2], shuffled[1::2], strict=True))
        self.ties += [(*pair, "CONTRACTS_WITH") for pair in contracts]
        self.apart += [first for first, _ in contracts]
        for number in range(5):
            crew = [members[number], members[12 + number % 2], members[14 + number % 2]]
            self.run(f"p{cluster}-{number}", [*crew, *self.random.sample(members[5:12], 3)], cluster)
        for number in range(3):
            old = shuffled[5 * number : 5 * number + 5]
            self.run(f"p{cluster}-old{number}", old, cluster, "2015", "2018")
        return members

    def run(
        self, project: str, crew: list[str], cluster: str, since: str = "2024", until: str = "2027", led: bool = True
    ) -> None:
        """A project; the first of its crew leads it."""
        self.clusters_of[project] = cluster
        roles = ["координатор" if led else "участник", *["участник"] * (len(crew) - 1)]
        rows = zip(crew, roles, strict=True)
        self.ties += [(one, project, "PARTICIPATES_IN", since, until, role) for one, role in rows]

    def _trade(self, number: int) -> None:
        capability = f"s{number}"
        if number >= 4 and self.random.random() < 0.5:
            self.parents[capability] = f"s{number - 4}"
        needs = self.random.randint(1, 4)
        holders = self.random.sample(self.everybody, 2 * needs + self.random.randint(0, 3))
        self.ties += [(one, capability, "NEEDS", "2020") for one in holders[:needs]]
        self.ties += [(one, capability, "OFFERS", "2020") for one in holders[needs:]]

    # What is planted -------------------------------------------------------------------------------------------------

    def plant(self, kind: str, *members: str) -> None:
        """Write down what is planted."""
        self.truth.add((kind, frozenset(members)))

    def plant_unmet_needs(self) -> None:
        """One that nobody offers, one that fewer offer than need it, one that an old project looked for in vain."""
        seekers = [f"pk{self.random.randint(0, 3)}-{number}" for number in range(self.random.randint(1, 4))]
        self.ties += [(project, "s-none", "NEEDS", "2024") for project in seekers]
        self.plant("unmet_need", "s-none", *seekers)
        lacking = self.random.randint(1, 3)
        wide, narrow = self.random.sample(self.members[0], 3 + lacking), self.random.sample(self.members[1], 3)
        self.ties += [(one, "s-wide", "NEEDS", "2021") for one in wide]
        self.ties += [(one, "s-narrow", "OFFERS", "2021") for one in narrow]
        self.parents["s-narrow"] = "s-wide"
        self.plant("unmet_need", "s-wide", *wide)
        self.ties.append(("pk0-old0", "s-vain", "NEEDS", "2015", "2018"))
        self.plant("unmet_need", "s-vain", "pk0-old0")

    def plant_idle_offer(self) -> None:
        """A capability that nobody looks for."""
        makers = self.random.sample(self.everybody, self.random.randint(1, 4))
        self.ties += [(one, "s-idle", "OFFERS", "2019") for one in makers]
        self.plant("idle_offer", "s-idle", *makers)

    def plant_role_gap(self) -> None:
        """A running project that nobody leads."""
        self.run("p-headless", self.random.sample(self.members[1], 4), "k1", led=False)
        self.plant("role_gap", "p-headless")

    def plant_helix_gap(self) -> None:
        """A cluster of firms and universities whose projects have no authority."""
        firms, science = [f"b-h{at:02}" for at in range(12)], [f"u-h{at}" for at in range(3)]
        self.ties += [(one, "k-helix", "MEMBER_OF") for one in (*firms, *science)]
        for number in range(self.random.randint(2, 5)):
            crew = [*self.random.sample(firms, 3), self.random.choice(science)]
            self.run(f"p-helix{number}", crew, "k-helix")
        self.plant("helix_gap", "k-helix")

    def plant_dormant_tie(self) -> None:
        """Two that worked together in projects of two, long ago."""
        for number in range(self.random.randint(2, 4)):
            self.run(f"p-slept{number}", ["b-first", "b-second"], "k2", "2014", f"{2016 + number}")
        # One of them goes on, with others.
        self.run("p-other", ["b-first", self.members[2][12], self.members[2][14]], "k2")
        self.plant("dormant_tie", "b-first", "b-second")

    def plant_data_gap(self) -> None:
        """A cluster of which nothing is known but its members, who are too few for a platform as well."""
        members = [f"b-silent{at}" for at in range(self.random.randint(2, 14))]
        self.ties += [(one, "k-silent", "MEMBER_OF") for one in members]
        self.plant("data_gap", "k-silent")
        self.plant("eligibility_gap", "k-silent")

    def plant_eligibility_gaps(self) -> None:
        """A cluster that is too small, and members of another that have no contract with a member."""
        small = self.random.sample(self.apart, self.random.randint(5, 14))
        self.ties += [(one, "k-small", "MEMBER_OF") for one in small]
        self.plant("eligibility_gap", "k-small")
        loose = [f"b-loose{at}" for at in range(self.random.randint(1, 3))]
        self.ties += [(one, "k3", "MEMBER_OF") for one in loose]
        # A contract, but with somebody outside.
        self.ties += [(one, self.members[0][0], "CONTRACTS_WITH") for one in loose]
        self.plant("eligibility_gap", "k3", *loose)


def plant_everything(seed: int) -> Town:
    """A town with every kind of gap of content planted."""
    town = Town(seed)
    for plant in (
        town.plant_unmet_needs,
        town.plant_idle_offer,
        town.plant_role_gap,
        town.plant_helix_gap,
        town.plant_dormant_tie,
        town.plant_data_gap,
        town.plant_eligibility_gaps,
    ):
        plant()
    return town
