"""The map page as a file: offline, safe against what names may hold, the same bytes every time, and its words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from graphcdc import draw_map
from graphcdc.errors import OutputError, UsageError
from graphcdc.findings import Gap, Sentence, Suggestion
from graphcdc.network import Network

ATTACKS = [
    "</script><script>alert(1)</script>",
    '<img src="http://evil.example/x.png" onerror="alert(1)">',
    '"><svg onload=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "a\u2028b\u2029c &amp; <!-- --> ]]>",
]


def small(names: list[str] | None = None, source: str = "synthetic, invented for tests", rows: int = 1) -> Network:
    """Build a, b and c of one cluster, of which a and b share a project and c stands alone."""
    a, b, c = names or ["Alpha", "Beta", "Gamma"]
    nodes = [
        ("a", a, "sme", "Oulu"),
        ("b", b, "university", "Oulu"),
        ("c", c, "public_authority", "Oulu"),
        ("p", f"Project of {a}", "project", ""),
        ("x", f"Cluster of {a}", "cluster", ""),
    ]
    ties = [("a", "p", "PARTICIPATES_IN"), ("b", "p", "PARTICIPATES_IN")]
    ties += [(node, "x", "MEMBER_OF") for node in "abc"]
    node = dict(zip(("id", "name", "kind", "region"), zip(*nodes[::rows], strict=True), strict=True))
    tie = dict(zip(("source", "target", "kind"), zip(*ties[::rows], strict=True), strict=True))
    return Network.build({**node, "data_source": [source] * 5}, {**tie, "since": ["2019-03-01"] * 5})


def findings(name: str = "Gamma") -> dict[str, Any]:
    said = Sentence("reason_popular", {"projects": 3})
    gap = Gap("isolate", "structural", None, ("c",), 1, {}, said, said)
    suggestion = Suggestion("c", name, "public_authority", "main", 1, 0.5, {}, [said], {})
    return {"gaps": [gap], "suggestions": [suggestion], "suggested_to": ["a"]}


def page(tmp_path: Path, network: Network, **options: Any) -> str:
    return draw_map(network, tmp_path / "map.html", **options).read_text(encoding="utf-8")


def data_of(html: str) -> dict[str, Any]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert block
    return json.loads(block.group(1))  # type: ignore[no-any-return]


def test_the_page_refers_to_nothing_outside(tmp_path: Path) -> None:
    html = page(tmp_path, small(source="https://example.org/data"), **findings())
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert "http" not in re.sub(r'<meta http-equiv="[^"]*"', "", markup)
    assert not re.findall(r'(?:src|href)\s*=\s*["\']?\s*(?:https?:)?//', html)
    assert "<link" not in html
    assert list(tmp_path.iterdir()) == [tmp_path / "map.html"]


def test_the_policy_allows_exactly_the_scripts_of_the_page(tmp_path: Path) -> None:
    html = page(tmp_path, small())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy.group(1).startswith("default-src 'none'; ")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    hashes = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts}
    assert len(scripts) == 3
    assert set(re.findall(r"'sha256-([^']*)'", policy.group(1))) == hashes
    assert "unsafe-eval" not in policy.group(1)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_users_write_stays_in_the_data_block(tmp_path: Path, attack: str) -> None:
    network = small([attack, "Beta", "Gamma"], source=attack)
    html = page(tmp_path, network, **findings(attack))
    assert attack not in html or not set(attack) & set("<>&\u2028\u2029")
    assert html.count("<script") == page(tmp_path, small()).count("<script")
    data = data_of(html)
    assert data["strings"][data["rows"][0][1]] == attack
    assert all(attack in source for source in data["source"])
    block = html[html.index('id="data">') + 10 : html.index("</script>", html.index('id="data">'))]
    assert not set(block) & set("<>&\u2028\u2029")


def test_the_library_gets_slugs_and_numbers_only(tmp_path: Path) -> None:
    html = page(tmp_path, small(), **findings())
    made = re.search(r"var nodes = new vis.DataSet\((.*?)\), edges = new vis.DataSet\((.*?)\), visOptions", html)
    assert made
    assert [node["id"] for node in json.loads(made.group(1))] == ["n0", "n1", "n2", "n3"]
    assert all(set(node) == {"id", "x", "y", "size", "group"} for node in json.loads(made.group(1)))
    assert [(edge["from"], edge["to"]) for edge in json.loads(made.group(2))] == [
        ("n0", "n3"),
        ("n1", "n3"),
        ("n0", "n2"),
    ]


def test_the_same_network_gives_the_same_bytes_in_any_order_of_rows(tmp_path: Path) -> None:
    first = draw_map(small(), tmp_path / "one.html", **findings()).read_bytes()
    assert first == draw_map(small(rows=-1), tmp_path / "two.html", **findings()).read_bytes()
    assert b"\r" not in first
    assert first != draw_map(small(), tmp_path / "one.html", seed=7, **findings()).read_bytes()


def test_legend_title_and_source_note_in_both_languages(tmp_path: Path) -> None:
    html = page(tmp_path, small(), gaps=findings()["gaps"], lang="en")
    assert '<html lang="en">' in html
    data = data_of(html)
    english = {key: pair[0] for key, pair in data["texts"].items()}
    assert [english[row["look"]] for row in data["legend"]] == ["Organization", "Research", "Authority", "Project"]
    assert english["size_partners"] == "Size = number of partners"
    assert data["title"][0] == "1 of 3 organizations stands alone (synthetic data)"
    assert data["subtitle"][0] == "3 organizations · 1 project · 2 ties · 1 cluster"
    assert data["source"][0] == (
        "Source: synthetic, invented for tests (5 rows) · synthetic data · as of 2019-03-01 · layout seed 0 · "
        "graphcdc 0.1.0"
    )
    html = page(tmp_path, small())
    assert '<html lang="ru">' in html
    data = data_of(html)
    russian = {key: pair[1] for key, pair in data["texts"].items()}
    assert [russian[row["look"]] for row in data["legend"]] == ["Организация", "Наука и вузы", "Орган власти", "Проект"]
    assert data["title"][1] == "3 организации в 1 кластере (синтетические данные)"
    assert "синтетические данные" in data["source"][1]


def test_the_title_says_what_is_suggested_or_what_the_caller_says(tmp_path: Path) -> None:
    assert (
        data_of(page(tmp_path, small(), lang="en", **findings()))["title"][0]
        == "1 partner suggested for Alpha (synthetic data)"
    )
    assert data_of(page(tmp_path, small(), title="Our region"))["title"][1] == "Our region (синтетические данные)"


def test_with_a_home_the_title_names_it(tmp_path: Path) -> None:
    network = small().with_home("Oulu")
    assert data_of(page(tmp_path, network, lang="en", gaps=findings()["gaps"]))["title"][0].startswith("Oulu: 1 of 3")


def test_an_empty_choice_is_a_page_that_says_so(tmp_path: Path) -> None:
    data = data_of(page(tmp_path, small(), kinds=["investor"], lang="en"))
    assert data["rows"] == []
    assert "no organization fits" in data["subtitle"][0]
    nobody = Network.build({"id": [], "name": [], "kind": []}, {"source": [], "target": [], "kind": []})
    assert data_of(page(tmp_path, nobody, view="clusters"))["stage"]["hulls"] == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nowhere"):
        draw_map(small(), tmp_path / "nowhere" / "map.html")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "map.html").mkdir()
    with pytest.raises(OutputError, match=r"map\.html"):
        draw_map(small(), tmp_path / "map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="fi"):
        draw_map(small(), tmp_path / "map.html", lang="fi")
