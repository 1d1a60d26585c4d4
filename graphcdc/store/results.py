"""Gaps and suggestions written into the graph, for Neo4j Browser and Bloom. No analysis reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import graphcdc.store.schema as schema
from graphcdc.findings import Gap, Suggestion
from graphcdc.store.engine import Engine, Row

_GAP_FIELDS = ("id", "kind", "claim", "groups", "observed", "expected", "ratio", "interval", "p_value", "q_value")


def save_gaps(engine: Engine, gaps: Sequence[Gap], as_of: str, lang: str) -> str:
    """Replace the saved gaps in one transaction; return the id of the run.

    A gap becomes a ``:Gap`` node that ``CONCERNS`` its members (organizations, and for some kinds clusters, projects or
    capabilities) and, where its groups are clusters, lies ``BETWEEN`` them.
    """
    run = _name_run([gap.id for gap in gaps], as_of)
    nodes: list[Row] = []
    concerns: list[Row] = []
    between: list[Row] = []
    for rank, gap in enumerate(gaps, start=1):
        fields = gap.to_dict(lang)
        properties = {name: fields[name] for name in _GAP_FIELDS}
        properties |= {"text": fields["text"], "action": fields["action"]["text"]}
        properties |= {"rank": rank, "run": run, "as_of": as_of}
        nodes.append({"id": gap.id, "properties": properties})
        concerns += [{"gap": gap.id, "end": member} for member in gap.members]
        between += [{"gap": gap.id, "end": group} for group in dict.fromkeys(gap.groups or ())]
    engine.write(
        [
            ("MATCH (g:Gap) DETACH DELETE g", {}),
            ("UNWIND $rows AS row MERGE (g:Gap {id: row.id}) SET g += row.properties", {"rows": nodes}),
            *((_join_gap("CONCERNS", label), {"rows": concerns}) for label in schema.LABELS.values()),
            (_join_gap("BETWEEN", "Cluster"), {"rows": between}),
        ]
    )
    return run


def save_suggestions(
    engine: Engine, suggestions: Sequence[Suggestion], query: str, family: str, as_of: str, lang: str
) -> str:
    """Replace the saved suggestions for an organization or project in one transaction; return the id of the run.

    Each becomes a tie ``SUGGESTED`` from the candidate to the organization or project.
    """
    run = _name_run([query, *(f"{one.candidate} {one.score}" for one in suggestions)], as_of)
    rows: list[Row] = []
    for one in suggestions:
        fields: dict[str, Any] = {"list": one.list, "rank": one.rank, "score": one.score, "run": run, "as_of": as_of}
        fields["reasons"] = [reason.say(lang) for reason in one.reasons]
        fields["counter_reasons"] = [reason.say(lang) for reason in one.counter_reasons or ()]
        more = {"probability": one.probability, "base_rate": one.base_rate, "introducer": one.introducer}
        more["next_step"] = None if one.next_step is None else one.next_step.say(lang)
        # A property that is not known is left out: a graph has no null.
        fields |= {name: value for name, value in more.items() if value is not None}
        rows.append({"candidate": one.candidate, "properties": fields})
    label = schema.LABELS[family]
    engine.write(
        [
            (f"MATCH (:Organization)-[s:SUGGESTED]->(:{label} {{id: $query}}) DELETE s", {"query": query}),
            (
                f"UNWIND $rows AS row MATCH (o:Organization {{id: row.candidate}}) MATCH (q:{label} {{id: $query}}) "
                "MERGE (o)-[s:SUGGESTED]->(q) SET s += row.properties",
                {"rows": rows, "query": query},
            ),
        ]
    )
    return run


def _join_gap(kind: str, label: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (g:Gap {{id: row.gap}}) MATCH (n:{label} {{id: row.end}}) MERGE (g)-[:{kind}]->(n)"
    )


def _name_run(facts: Sequence[str], as_of: str) -> str:
    """A short hash: the same findings on the same network are the same run."""
    return "run-" + hashlib.sha256("\n".join([as_of, *facts]).encode()).hexdigest()[:10]
