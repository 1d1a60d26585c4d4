"""Networks that hold together everywhere, in which weak points of the structure are planted."""

from __future__ import annotations

from random import Random

import networkx as nx

from graphcdc import Network

Truth = set[tuple[str, frozenset[str]]]
#: Organizations of the sound part, and how many projects of four each of them begins.
SOUND, EACH = 60, 2


class Web:
    """A network under construction: what is planted in it stands in `truth` too.

    The sound part is held together by at least two ways everywhere; nobody in it belongs to a cluster. Each plant hangs
    on organizations of its own, so that none of them changes another.
    """

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.teams: list[list[str]] = []
        self.pairs: list[tuple[str, str]] = []
        self.alone: list[str] = []
        self.clusters: dict[str, list[str]] = {}
        self.truth: Truth = set()
        self.sound = [f"o{at:03}" for at in range(SOUND)]
        while not self._holds():
            self.teams = [
                [one, *self.random.sample([other for other in self.sound if other != one], 3)]
                for one in self.sound
                for _ in range(EACH)
            ]
        #: Organizations that no plant hangs on yet.
        self.free = self.random.sample(self.sound, SOUND)

    def _holds(self) -> bool:
        """Whether no organization and no tie of the sound part is a single point of failure."""
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(self.sound)
        graph.add_edges_from((a, b) for team in self.teams for a in team for b in team if a < b)
        return nx.is_biconnected(graph)

    def build(self) -> Network:
        """Return the network."""
        rows = [(one, f"p{at:03}", "PARTICIPATES_IN") for at, team in enumerate(self.teams) for one in team]
        rows += [(*pair, "COOPERATES_WITH") for pair in self.pairs]
        rows += [(one, cluster, "MEMBER_OF") for cluster, members in self.clusters.items() for one in members]
        ids = sorted({end for row in rows for end in row[:2]} | set(self.alone))
        kinds = {"p": "project", "k": "cluster"}
        nodes = {"id": ids, "name": [one.upper() for one in ids], "kind": [kinds.get(one[0], "sme") for one in ids]}
        names = ("source", "target", "kind")
        return Network.build(nodes, {name: [row[at] for row in rows] for at, name in enumerate(names)})

    def plant(self, kind: str, *members: str) -> None:
        """Write down what is planted."""
        self.truth.add((kind, frozenset(members)))

    def _name(self, prefix: str, count: int) -> list[str]:
        return [f"{prefix}{at}" for at in range(count)]

    # Weak points ----------------------------------------------------------------------------------------------------

    def plant_cut_vertex(self) -> None:
        """A group that only one organization joins to the rest, by a project."""
        hub, group = self.free.pop(), self._name("v", self.random.randint(3, 6))
        self.teams.append([hub, *group])
        self.plant("single_point_of_failure", hub)

    def plant_bridge(self) -> None:
        """A group that hangs on one tie; both of its ends cut somebody off as well."""
        hub, group = self.free.pop(), self._name("w", self.random.randint(4, 6))
        self.teams.append(group)
        self.pairs.append((hub, group[0]))
        for members in ((hub, group[0]), (hub,), (group[0],)):
            self.plant("single_point_of_failure", *members)

    def plant_island(self) -> None:
        """A project of organizations that have no other."""
        island = self._name("i", self.random.randint(2, 5))
        self.teams.append(island)
        self.plant("fragmentation", *island)

    def plant_isolates(self) -> None:
        """Organizations without anybody."""
        self.alone = self._name("l", self.random.randint(1, 4))
        for one in self.alone:
            self.plant("isolate", one)

    def plant_pendants(self) -> None:
        """Organizations with one partner, which has no other pendant."""
        for one in self._name("d", self.random.randint(1, 4)):
            self.pairs.append((self.free.pop(), one))
            self.plant("pendant", one)

    def plant_periphery(self) -> None:
        """Two that one organization alone joins to the rest."""
        self.teams.append([self.free.pop(), "r0", "r1"])
        self.plant("periphery", "r0", "r1")

    def plant_broker(self, inside: bool) -> None:
        """Two clusters that one organization alone joins: a member of the first, or somebody of neither."""
        for cluster in ("kx", "ky"):
            members = self._name(f"c{cluster[1]}", self.random.randint(6, 10))
            self.clusters[cluster] = members
            self.teams += [self.random.sample(members, 4) for _ in range(4)] + [members]
            # Two ways into the sound part, so that neither cluster hangs on one organization.
            self.pairs += [(member, self.free.pop()) for member in members[:2]]
        broker = self.clusters["kx"][-1] if inside else self.free.pop()
        others = self.random.sample(self.clusters["ky"], self.random.randint(2, 3))
        if not inside:
            others += self.random.sample(self.clusters["kx"], self.random.randint(2, 3))
        self.pairs += [(broker, one) for one in others]
        self.plant("brokerage_gap", broker)


#: Kinds that are planted.
PLANTED = ("single_point_of_failure", "fragmentation", "isolate", "pendant", "periphery", "brokerage_gap")


def plant_weak_points(seed: int) -> Web:
    """Return a web with every kind of weak point planted."""
    web = Web(seed)
    web.plant_cut_vertex()
    web.plant_bridge()
    web.plant_island()
    web.plant_isolates()
    web.plant_pendants()
    web.plant_periphery()
    web.plant_broker(inside=bool(seed % 2))
    return web
