"""The network: one immutable value that every analysis takes first."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.columns import freeze, keep_rows, make_blank, make_column, sort_ties
from graphcdc.conversion import make_projection, make_typed_graph
from graphcdc.cooperation import Cooperation, project_cooperation
from graphcdc.errors import AmbiguousName, DataError, UnknownName
from graphcdc.model import NAME_COLUMNS, NODE_KINDS, ORGANIZATION_KINDS, TIE_KINDS
from graphcdc.names import DECISIVE, Match, NameIndex, closest_name, name_some

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

Array = NDArray[Any]
DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes of every kind and one table of typed, dated ties, as arrays.

    Nodes stand in the order of their ids, ties in the order of kind, ends and dates, so that the order of rows in
    the source changes nothing. Build one with `Network.build` or `load_tables`.

    Attributes
    ----------
    node, tie
        Columns by name (read-only arrays). Ends of ties are positions of nodes; text that is not known is ``""``, a
        number NaN. Use `nodes` and `ties` for the same as data frames with ids.
    date
        The day that the network shows, ISO: by default that of the newest dated fact (start of a project or tie, or a
        check of a tie; never a planned end, never the clock).
    home
        The home region if it was stated, else None (see `home_region`).
    """

    node: Mapping[str, Array]
    tie: Mapping[str, Array]
    date: str
    home: str | None = None
    _projections: dict[tuple[str, bool], Cooperation] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls,
        nodes: Mapping[str, Sequence[Any] | Array],
        ties: Mapping[str, Sequence[Any] | Array],
        *,
        home: str | None = None,
    ) -> Network:
        """Make a network of columns, in any order of rows.

        Parameters
        ----------
        nodes
            Columns of nodes; ``id``, ``name`` and ``kind`` are needed.
        ties
            Columns of ties; ``source``, ``target`` (ids) and ``kind`` are needed.
        home
            The home region, if it is known.

        Raises
        ------
        DataError
            If an id stands twice, or a tie ends at no node.

        Examples
        --------
        >>> network = Network.build(
        ...     {"id": ["b", "a"], "name": ["Beta", "Alpha"], "kind": ["sme", "university"]},
        ...     {"source": ["b"], "target": ["a"], "kind": ["COOPERATES_WITH"], "since": ["2019"]},
        ... )
        >>> len(network), network.date, list(network.node["id"])
        (2, '2019', ['a', 'b'])
        """
        ids = np.asarray(nodes["id"], dtype=object)
        order = np.argsort(ids, kind="stable")
        node = {name: make_column(name, values)[order] for name, values in nodes.items()}
        position = {node_id: at for at, node_id in enumerate(node["id"])}
        if len(position) < len(ids):
            twice = [node_id for node_id, count in Counter(ids).items() if count > 1]
            raise DataError("repeated_ids", count=len(twice), first=min(twice))
        tie = {name: make_column(name, values) for name, values in ties.items()}
        try:
            for end in ("source", "target"):
                tie[end] = np.array([position[node_id] for node_id in ties[end]], dtype=np.int64)
        except KeyError as error:
            raise DataError("loose_tie", node=error.args[0]) from None
        tie.setdefault("since", make_blank(len(tie["source"]), "U10"))
        tie.setdefault("until", make_blank(len(tie["source"]), "U10"))
        starts = [*tie["since"], *tie.get("verified_on", ()), *node.get("start", ())]
        return cls(freeze(node), freeze(sort_ties(tie)), str(max(starts, default="")), home)

    # Size and identity -------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        """Count the nodes."""
        return len(self.node["id"])

    def __repr__(self) -> str:
        return f"<Network: {len(self)} nodes, {len(self.tie['source'])} ties, as of {self.date or 'no date'}>"

    @property
    def nodes(self) -> pd.DataFrame:
        """All nodes as a new data frame, one row per node."""
        import pandas as pd

        return pd.DataFrame({name: values.copy() for name, values in self.node.items()})

    @property
    def ties(self) -> pd.DataFrame:
        """All ties as a new data frame, with the ids of their ends."""
        import pandas as pd

        ids = self.node["id"]
        ends = {end: ids[self.tie[end]] for end in ("source", "target")}
        return pd.DataFrame({name: values.copy() for name, values in {**self.tie, **ends}.items()})

    @cached_property
    def positions(self) -> dict[str, int]:
        """Position of a node by its id."""
        return {node_id: at for at, node_id in enumerate(self.node["id"])}

    def column(self, name: str) -> Array:
        """One column of the nodes; blank where no source had it."""
        return self.node[name] if name in self.node else make_blank(len(self), object)

    def tie_column(self, name: str) -> Array:
        """One column of the ties; blank where no source had it."""
        return self.tie[name] if name in self.tie else make_blank(len(self.tie["source"]), object)

    def of_kinds(self, kinds: Iterable[str]) -> NDArray[np.int64]:
        """Positions of the nodes of these kinds, rising."""
        return np.flatnonzero(np.isin(self.node["kind"], list(kinds)))

    @cached_property
    def organizations(self) -> NDArray[np.int64]:
        """Positions of the nodes that are organizations, rising."""
        return self.of_kinds(ORGANIZATION_KINDS)

    @cached_property
    def members(self) -> dict[str, NDArray[np.int64]]:
        """Positions of the members of each cluster, by the cluster's id; clusters without members too."""
        chosen = self.tie["kind"] == "MEMBER_OF"
        source, target = self.tie["source"][chosen], self.tie["target"][chosen]
        order = np.lexsort((source, target))
        clusters = self.of_kinds(["cluster"])
        first = np.searchsorted(target[order], clusters, side="left")
        last = np.searchsorted(target[order], clusters, side="right")
        return {
            self.node["id"][cluster]: np.unique(source[order][a:b])
            for cluster, a, b in zip(clusters, first, last, strict=True)
        }

    # Regions -----------------------------------------------------------------------------------------------------

    @cached_property
    def regions(self) -> Array:
        """Region of each node; its country where the region is not known."""
        region = self.column("region")
        return np.where(region == "", self.column("country"), region)

    @cached_property
    def home_region(self) -> str:
        """The stated home region, or else the most frequent region of the organizations ("" if none is known)."""
        if self.home is not None:
            return self.home
        counts = Counter(region for region in self.regions[self.organizations] if region)
        return min(counts, key=lambda region: (-counts[region], region), default="")

    def with_home(self, region: str) -> Network:
        """Return the same network with a stated home region.

        Raises
        ------
        UnknownName
            If no organization lies in the region.

        Examples
        --------
        >>> nodes = {"id": ["a"], "name": ["A"], "kind": ["sme"], "country": ["Finland"]}
        >>> network = Network.build(nodes, {"source": [], "target": [], "kind": []})
        >>> network.home, network.with_home("finland").home
        (None, 'Finland')
        """
        known = sorted(set(self.regions[self.organizations]) - {""})
        fitting = [name for name in known if name.casefold() == region.casefold()]
        if not fitting:
            raise UnknownName("unknown_region" if known else "no_regions", text=region, known=name_some(region, known))
        return replace(self, home=fitting[0], _projections={})

    @cached_property
    def sources(self) -> dict[str, int]:
        """Rows (nodes and ties) by their data source; "" where it is not known."""
        counts = Counter([*self.column("data_source"), *self.tie_column("data_source")])
        return dict(sorted(counts.items()))

    @property
    def synthetic(self) -> bool:
        """Whether any row says of its source that it is synthetic, that is, invented.

        Examples
        --------
        >>> nodes = {"id": ["a"], "name": ["A"], "kind": ["sme"], "data_source": ["Synthetic"]}
        >>> Network.build(nodes, {"source": [], "target": [], "kind": []}).synthetic
        True
        """
        return any("synthetic" in name.casefold() or "синтетич" in name.casefold() for name in self.sources)

    # Time --------------------------------------------------------------------------------------------------------

    def as_of(self, date: str | datetime.date) -> Network:
        """Return the network as it was on a date: what starts later is gone, and nothing else.

        Ended ties stay with their ``until``. What has no start stays. A year or a month means its last day, and a
        start of which only the year is known counts from its first day.

        Raises
        ------
        DataError
            If the date is not ISO (2019, 2019-03 or 2019-03-01).

        Examples
        --------
        >>> network = Network.build(
        ...     {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]},
        ...     {"source": ["a", "a"], "target": ["b", "b"], "kind": ["SUPPLIES"] * 2, "since": ["2018", "2019-05"]},
        ... )
        >>> [len(network.as_of(date).ties) for date in ("2017", "2018-06-01", "2019", "2019-04")]
        [0, 1, 2, 1]
        """
        text = date.isoformat()[:10] if isinstance(date, datetime.date) else date
        if not DATE.fullmatch(text):
            raise DataError("no_date", text=text)
        there = np.asarray(self.column("start") <= _last_day(text), dtype=bool)
        lives = np.asarray(self.tie["since"] <= _last_day(text), dtype=bool)
        return Network(*keep_rows(self.node, self.tie, there, lives), text, self.home)

    @cached_property
    def lasting(self) -> NDArray[np.bool_]:
        """Whether each tie had not ended by `date` (by its last day, if it is a year or a month)."""
        until = self.tie["until"]
        # "~" stands after every digit: an end in "2019" lasts to the last day of the year.
        return np.asarray((until == "") | (np.char.add(until, "~") >= _last_day(self.date)), dtype=bool)

    def only(self, there: NDArray[np.bool_]) -> Network:
        """Return the network of some nodes (one flag for each) and the ties between them, of the same date."""
        kept = keep_rows(self.node, self.tie, there, np.ones(len(self.tie["source"]), dtype=bool))
        return Network(*kept, self.date, self.home)

    # Cooperation -------------------------------------------------------------------------------------------------

    def cooperation(self, weight: str = "newman", active: bool = False) -> Cooperation:
        """Return the cooperation of organizations: joint projects and direct ties of cooperation kinds.

        Parameters
        ----------
        weight
            ``newman`` gives a project of k participants 1/(k-1) per pair, ``count`` gives it 1.
        active
            Leave out what had ended by `date` (by its last day, if it is a year or a month).

        Raises
        ------
        ValueError
            If there is no such weight.

        Examples
        --------
        >>> network = Network.build(
        ...     {"id": ["a", "b", "c", "p"], "name": list("ABCP"), "kind": ["sme", "sme", "sme", "project"]},
        ...     {"source": ["a", "b", "c"], "target": ["p"] * 3, "kind": ["PARTICIPATES_IN"] * 3},
        ... )
        >>> network.cooperation().matrix.toarray().tolist()
        [[0.0, 0.5, 0.5], [0.5, 0.0, 0.5], [0.5, 0.5, 0.0]]
        """
        key = (weight, active)
        if key not in self._projections:
            source, target, kind = self.tie["source"], self.tie["target"], self.tie["kind"]
            counts = self.lasting if active else np.ones(len(source), dtype=bool)
            is_organization = np.isin(np.arange(len(self)), self.organizations)
            joined = counts & is_organization[source] & (kind == "PARTICIPATES_IN")
            direct = counts & is_organization[source] & is_organization[target] & (source != target)
            direct &= np.isin(kind, [name for name, tie in TIE_KINDS.items() if tie.cooperation is True])
            strength = self.tie.get("strength", np.ones(len(source)))
            self._projections[key] = project_cooperation(
                self.organizations,
                (source[joined], target[joined]),
                (source[direct], target[direct], np.nan_to_num(strength[direct], nan=1.0)),
                weight,
                (self.tie["since"][joined], self.tie["since"][direct]),
            )
        return self._projections[key]

    def to_networkx(self, projection: bool = False) -> nx.Graph[str] | nx.MultiDiGraph[str]:
        """Return a networkx graph with the users' ids.

        Parameters
        ----------
        projection
            True: the weighted cooperation graph of the organizations. False: every node, and one edge per tie with
            its kind as key, both directions of an undirected kind being one edge.

        Examples
        --------
        >>> nodes = {"id": ["a", "b"], "name": ["A", "B"], "kind": ["sme", "sme"]}
        >>> network = Network.build(nodes, {"source": ["a"], "target": ["b"], "kind": ["SUPPLIES"]})
        >>> list(network.to_networkx().edges(data="kind")), list(network.to_networkx(projection=True).edges)
        ([('a', 'b', 'SUPPLIES')], [('a', 'b')])
        """
        if projection:
            return make_projection(self.node["id"], self.cooperation())
        return make_typed_graph(self.node, self.tie)

    # Names -------------------------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> NameIndex:
        names = [self.column(name) for name in NAME_COLUMNS]
        return NameIndex(self.node["id"], self.node["kind"], self.column("inn"), names)

    def find(self, text: str) -> list[Match]:
        """Find nodes by id, INN or a part of a name in any of its languages, the best match first.

        Case, quotes, legal forms and marks do not count. Order: id, INN, whole name, start of a name, part of a name,
        its words in any order; then name, then id. Where nothing fits, names that are written so in the other script,
        and at last names that are most like it (`Match` explains). An empty text finds nothing.

        Examples
        --------
        >>> network = Network.build(
        ...     {"id": ["o1", "o2"], "name": ["ООО «Вектор»", "Вектор-Маш"], "kind": ["sme", "sme"]},
        ...     {"source": [], "target": [], "kind": []},
        ... )
        >>> [(match.id, match.match) for match in network.find("вектор")]
        [('o1', 'name'), ('o2', 'start')]
        >>> [(match.id, match.match) for text in ("vektor", "вектар") for match in network.find(text)]
        [('o2', 'spelling'), ('o1', 'spelling'), ('o1', 'near'), ('o2', 'near')]
        """
        return self._names.find(text)

    def resolve(self, text: str, kinds: Iterable[str] = tuple(NODE_KINDS)) -> str:
        """Return the id of the one node of these kinds that has this id, INN or part of a name.

        A whole name wins over parts of other names, and a part over a spelling in the other script.

        Raises
        ------
        UnknownName
            If no node fits.
        AmbiguousName
            If several fit equally well.

        Examples
        --------
        >>> nodes = {"id": ["1", "2"], "name": ["Vector", "Vector Labs"], "kind": ["sme", "sme"]}
        >>> network = Network.build(nodes, {"source": [], "target": [], "kind": []})
        >>> network.resolve("vector"), network.resolve("labs")
        ('1', '2')
        """
        wanted = set(kinds)
        if text in self.positions and self.node["kind"][self.positions[text]] in wanted:
            return text
        matches = [match for match in self.find(text) if match.kind in wanted]
        groups = ([match for match in matches if match.match in ways] for ways in DECISIVE)
        best = next(filter(None, groups), None)
        if best is None:
            raise self._unknown(text, wanted)
        if len(best) > 1:
            raise AmbiguousName(text, [(match.id, match.name) for match in best])
        return best[0].id

    def _unknown(self, text: str, kinds: set[str]) -> UnknownName:
        if text in self.positions:
            return UnknownName("wrong_kind", text=text, kind=str(self.node["kind"][self.positions[text]]))
        right = np.isin(self.node["kind"], list(kinds))
        closest = closest_name(text, sorted({*self.node["name"][right]}))
        key = "unknown_name_closest" if closest else "unknown_name"
        return UnknownName(key, text=text, closest=closest)


def _last_day(date: str) -> str:
    """A text that stands after every day of a year or month, and is the day itself for a day."""
    return date + {4: "-12-31", 7: "-31"}.get(len(date), "")
