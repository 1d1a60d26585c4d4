"""The graph in the store: labels, keys of ties, and the statements that write and read it.

A node has the label of its family and the columns of its row as properties; a tie has its kind as type. Labels and
types come from the closed lists of `graphcdc.model` and never from a user's file.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcdc.model import NODE_KINDS, NODE_TABLES, SHORTHANDS, TABLES, TIE_KINDS, split_cell

LABELS = {"organization": "Organization", "cluster": "Cluster", "project": "Project", "capability": "Capability"}
#: The table that a node of a family comes from, unless its ``listed_in`` says otherwise.
HOME_TABLES = {family: table for table, family in NODE_TABLES.items()}
#: The table that a tie of a kind comes from, unless its key says otherwise.
HOME_TABLES_OF_TIES = {kind: table for table, (kind, _, _) in SHORTHANDS.items()}
#: Results of analyses that were saved; no analysis reads them.
RESULT_LABELS = ("Gap",)
CONSTRAINTS = {f"{label.lower()}_id": label for label in (*LABELS.values(), *RESULT_LABELS, "Store")}
_SEVERAL = ("words", "references")


def list_columns(table: str) -> list[str]:
    """Columns of a table that become properties: all but the id of a node and the ends and kind of a tie."""
    ends = {"id"} if table in NODE_TABLES else {"source", "target", "kind", *SHORTHANDS.get(table, ())[1:]}
    return [column.name for column in TABLES[table] if column.name not in ends]


def holds_several(table: str) -> set[str]:
    """Columns of a table whose cells hold several values: lists in the graph."""
    return {column.name for column in TABLES[table] if column.type.partition(":")[0] in _SEVERAL}


def list_numbers(table: str) -> set[str]:
    """Columns of a table that hold numbers."""
    return {column.name for column in TABLES[table] if column.type in ("number", "share")}


def find_family(table: str, kind: str | None) -> str:
    """Family of a node by its table and, among organizations, its kind."""
    return NODE_KINDS[kind].family if table == "organizations" and kind else NODE_TABLES[table]


def split_values(cell: str) -> list[str]:
    """Values of a cell that holds several."""
    return list(split_cell(cell))


# Keys of ties --------------------------------------------------------------------------------------------------------


def make_key(table: str, kind: str, since: str, count: int) -> str:
    """Return the key that tells ties of one kind between the same ends apart.

    It is the start of the tie; ``#2`` and so on follow where several start together, and ``ties:`` stands before it
    where a tie whose kind has a table of its own was listed in `ties`.

    Examples
    --------
    >>> make_key("memberships", "MEMBER_OF", "2019", 1), make_key("ties", "MEMBER_OF", "", 2)
    ('2019', 'ties:#2')
    """
    key = since if count == 1 else f"{since}#{count}"
    return f"ties:{key}" if table == "ties" and kind in HOME_TABLES_OF_TIES else key


def find_table(kind: str, key: str) -> str:
    """Return the table that a tie comes from.

    Examples
    --------
    >>> find_table("MEMBER_OF", "2019"), find_table("MEMBER_OF", "ties:2019"), find_table("SUPPLIES", "")
    ('memberships', 'ties', 'ties')
    """
    return "ties" if key.startswith("ties:") else HOME_TABLES_OF_TIES.get(kind, "ties")


# Statements ----------------------------------------------------------------------------------------------------------


def write_nodes(family: str) -> str:
    """Add or change nodes: rows of ``id`` and ``properties``; a null property goes away."""
    return f"UNWIND $rows AS row MERGE (n:{LABELS[family]} {{id: row.id}}) SET n += row.properties"


def delete_nodes(family: str) -> str:
    """Delete nodes with all their ties: rows of ``id``."""
    return f"UNWIND $rows AS row MATCH (n:{LABELS[family]} {{id: row.id}}) DETACH DELETE n"


def write_ties(kind: str, source: str, target: str) -> str:
    """Add or change ties between nodes of two families: rows of ``source``, ``target``, ``key``, ``properties``."""
    # From the end that has fewer ties: the other way the embedded engine takes twice as long.
    tie = f"[r:{kind} {{key: row.key}}]"
    pattern = f"(b)<-{tie}-(a)" if kind == "PARTICIPATES_IN" else f"(a)-{tie}->(b)"
    return (
        f"UNWIND $rows AS row MATCH (a:{LABELS[source]} {{id: row.source}}) "
        f"MATCH (b:{LABELS[target]} {{id: row.target}}) MERGE {pattern} SET r += row.properties"
    )


def _match_ties(kind: str, source: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{LABELS[source]} {{id: row.source}})"
        f"-[r:{kind} {{key: row.key}}]->(b:{LABELS[target]} {{id: row.target}})"
    )


def change_ties(kind: str, source: str, target: str) -> str:
    """Change ties that are there, their keys too: rows of ``source``, ``target``, ``key``, ``properties``."""
    return f"{_match_ties(kind, source, target)} SET r += row.properties"


def delete_ties(kind: str, source: str, target: str) -> str:
    """Delete ties between nodes of two families: rows of ``source``, ``target``, ``key``."""
    return f"{_match_ties(kind, source, target)} DELETE r"


def read_nodes(family: str, columns: Sequence[str]) -> str:
    """Return one record with all nodes of a family: ``id``, ``listed_in`` and the columns."""
    parts = ", ".join(f"n.{name}" for name in ("id", "listed_in", *columns))
    return f"MATCH (n:{LABELS[family]}) WHERE n.id IS NOT NULL RETURN collect([{parts}]) AS rows"


def read_ties(kind: str, columns: Sequence[str]) -> str:
    """Return one record with all ties of a kind: ids of the ends, ``key`` and the columns."""
    parts = ", ".join(["a.id", "b.id", "r.key", *(f"r.{name}" for name in columns)])
    # Ties without a key were drawn by hand, in Neo4j Browser for instance; `graphcdc doctor` counts them.
    return f"MATCH (a)-[r:{kind}]->(b) WHERE r.key IS NOT NULL RETURN collect([{parts}]) AS rows"


MARK = "MERGE (s:Store {id: 'graphcdc'}) SET s += $mark"
#: The first SET locks the node, so that of two writers at once neither forgets the columns of the other.
MARK_COLUMNS = (
    f"{MARK} WITH s SET s.columns = coalesce(s.columns, []) + [c IN $columns WHERE NOT c IN coalesce(s.columns, [])]"
)
READ_MARK = (
    "MATCH (s:Store {id: 'graphcdc'}) RETURN s.format AS format, s.columns AS columns, s.home AS home, "
    "s.loads AS loads, s.batches AS batches, s.done AS done"
)
COUNT_NODES = "MATCH (n) WHERE n:" + " OR n:".join(LABELS.values()) + " RETURN count(n) AS count"


def turn_tie(kind: str, source: str, target: str) -> tuple[str, str]:
    """Ends of a tie, the lower one first where its kind has no direction."""
    return (target, source) if not TIE_KINDS[kind].directed and target < source else (source, target)
