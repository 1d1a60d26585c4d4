"""The shape of a network: components, bridges and cut vertices, by hand and against networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from networks import barbell, draw_network, make_network, star, two_islands_and_a_loner

from graphcdc import Network
from graphcdc.measures import find_cuts
from graphcdc.shape import Shape, measure_shape


def shape(network: Network) -> Shape:
    return measure_shape(network.cooperation())


def oracle(network: Network) -> Shape:
    """The same counts from the definitions: take each tie and each organization out and look."""
    graph = nx.Graph(network.to_networkx(projection=True))
    sizes = [len(part) for part in nx.connected_components(graph)]
    cuts = {1: [0, 0], 2: [0, 0]}
    for kind, parts in [*((2, [pair]) for pair in graph.edges), *((1, [node]) for node in graph)]:
        left = graph.copy()
        left.remove_edges_from(parts) if kind == 2 else left.remove_nodes_from(parts)
        start = parts[0][0] if kind == 2 else parts[0]
        component = nx.node_connected_component(graph, start) - (set() if kind == 2 else {start})
        sides = sorted(len(part) for part in nx.connected_components(left.subgraph(component)))
        if len(sides) > 1:
            cuts[kind][0] += 1
            cuts[kind][1] += sides[-1] >= 3 and sum(sides[:-1]) >= 3
    reachable = sum(size * (size - 1) // 2 for size in sizes)
    (vertices, large_vertices), (bridges, large_bridges) = cuts[1], cuts[2]
    return Shape(len(graph), len(sizes), sizes.count(1), reachable, bridges, vertices, large_bridges, large_vertices)


def test_two_triangles_on_one_tie_have_a_bridge_and_two_cut_vertices() -> None:
    # Each end of the bridge cuts off the two others of its triangle, which are too few to be large.
    assert shape(barbell()) == Shape(6, 1, 0, 15, 1, 2, 1, 0)


def test_the_hub_of_a_star_is_a_cut_vertex_and_every_tie_a_bridge() -> None:
    # Without the hub the leaves stand alone: all but one of them are cut off, none is three.
    assert shape(star(4)) == Shape(5, 1, 0, 10, 4, 1, 0, 0)


def test_islands_and_loners_are_components() -> None:
    assert shape(two_islands_and_a_loner()) == Shape(6, 3, 1, 3 + 1, 1, 0, 0, 0)


def test_a_pair_with_two_projects_of_its_own_is_still_one_bridge() -> None:
    network = make_network({"p": ["b1", "b2"], "q": ["b1", "b2"]}, direct=[("b2", "b3")])
    assert shape(network).bridges == 2


def test_a_pair_that_also_shares_a_larger_project_is_no_bridge() -> None:
    assert shape(make_network({"p": ["b1", "b2"], "q": ["b1", "b2", "b3"]})).bridges == 0


def test_nobody_has_no_shape() -> None:
    assert shape(make_network({})) == Shape(0, 0, 0, 0, 0, 0, 0, 0)
    assert shape(make_network({}, alone=["b1", "b2"])) == Shape(2, 2, 2, 0, 0, 0, 0, 0)


teams = st.lists(st.lists(st.sampled_from([f"b{at}" for at in range(9)]), min_size=2, max_size=4, unique=True))


@given(teams)
def test_it_is_what_taking_out_each_tie_and_organization_shows(found: list[list[str]]) -> None:
    network = make_network({f"p{at}": team for at, team in enumerate(found)}, alone=[f"b{at}" for at in range(9)])
    assert shape(network) == oracle(network)


def test_large_cuts_are_those_that_the_gaps_are_made_of() -> None:
    total = 0
    for seed in range(5):
        network = draw_network(seed, organizations=200, projects=10, direct=120)
        cuts = find_cuts(network.cooperation())
        found = shape(network)
        assert found.large_bridges == sum(len(cut.rows) == 2 for cut in cuts)
        assert found.large_cut_vertices == sum(len(cut.rows) == 1 for cut in cuts)
        total += len(cuts)
    assert total > 20
