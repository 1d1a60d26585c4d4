"""Rows that may stand for one organization or cluster: said, never merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graphcdc.keys import id_key, list_stems, mixes_alphabets, name_key, region_key
from graphcdc.model import NAME_COLUMNS, NODE_KINDS, NODE_TABLES
from graphcdc.tables.checked import Checked
from graphcdc.tables.faults import Fault, tell_letters

_PLACES = ("country", "region", "city")
#: Two clusters are alike that share this part of the words of the longer name, and two words at least.
_ALIKE = 0.6
#: With how many rows of the same name a row is compared: "School No. 1" stands in every town.
_COMPARED = 20


class _Row(NamedTuple):
    one: Checked
    at: int
    id: str


def warn_of_duplicates(checked: Sequence[Checked]) -> None:
    """Warn of ids that look alike, the same INN or name twice, cluster names that are alike, and region spellings.

    Names are compared without legal form, quotes and case; two places that are known and differ keep rows apart.
    """
    rows = [*_rows(checked)]
    organizations = [row for row in rows if _family(row) == "organization"]
    clusters = [row for row in rows if _family(row) == "cluster"]
    _warn_of_alike_ids(rows)
    _warn_of_same_inn(organizations)
    _warn_of_same_name(organizations)
    _warn_of_alike_clusters(clusters)
    _warn_of_region_spellings([*organizations, *clusters])


def _rows(checked: Sequence[Checked]) -> Iterator[_Row]:
    for one in checked:
        if one.table in NODE_TABLES:
            seen = set()
            for at, node in enumerate(one.columns.get("id", [])):
                if node and node not in seen:  # the same id twice is an error of its own
                    seen.add(node)
                    yield _Row(one, at, node)


def _family(row: _Row) -> str:
    if row.one.table != "organizations":
        return NODE_TABLES[row.one.table]
    kind = row.one.columns["kind"][row.at]
    # A kind that is no word of the list is most likely one of an organization.
    return NODE_KINDS[kind].family if kind else "organization"


def _cell(row: _Row, column: str) -> str:
    values = row.one.columns.get(column)
    return "" if values is None else values[row.at]


def _warn_of_alike_ids(rows: Sequence[_Row]) -> None:
    first: dict[str, _Row] = {}
    for row in rows:
        other = first.setdefault(id_key(row.id), row)
        if other.id != row.id:
            letters = tell_letters(row.id, other.id)
            values = {"difference": letters} if letters else {}
            help_key = "alike_ids_letters_help" if letters else "alike_ids_help"
            _warn("alike_ids", row, other, "id", row.id, help_key, values)


def _warn_of_same_inn(rows: Sequence[_Row]) -> None:
    first: dict[str, _Row] = {}
    for row in rows:
        inn = _cell(row, "inn")
        if inn and first.setdefault(inn, row) is not row:
            _warn("same_inn", row, first[inn], "inn", inn)


def _warn_of_same_name(rows: Sequence[_Row]) -> None:
    known: dict[str, list[_Row]] = {}
    for row in rows:
        column_of = {name_key(_cell(row, column)): column for column in reversed(NAME_COLUMNS) if _cell(row, column)}
        earlier = [
            (other, key) for key in column_of for other in known.get(key, [])[:_COMPARED] if _may_be_one(row, other)
        ]
        if earlier:
            other, key = earlier[0]
            _warn("same_name", row, other, column_of[key], _cell(row, column_of[key]))
        for key in column_of:
            known.setdefault(key, []).append(row)


def _may_be_one(row: _Row, other: _Row) -> bool:
    for column in (*_PLACES, "inn"):
        a, b = _cell(row, column).casefold(), _cell(other, column).casefold()
        if a and b and (a != b or column == "inn"):  # the same INN has been said
            return False
    return True


def _warn_of_alike_clusters(rows: Sequence[_Row]) -> None:
    stems = [[list_stems(_cell(row, column)) for column in NAME_COLUMNS] for row in rows]
    for at, row in enumerate(rows):
        for before, other in enumerate(rows[:at]):
            pairs = zip(stems[at], stems[before], strict=True)
            if any(_are_alike(ours, theirs) for ours, theirs in pairs):
                _warn("alike_clusters", row, other, "name", _cell(row, "name"))
                break


def _warn_of_region_spellings(rows: Sequence[_Row]) -> None:
    """The same region written in two ways would be two regions, one of them outside: the better spelling is named.

    Better is one of one alphabet, then one with a capital, then the one that stands more often.
    """
    counts = Counter(_cell(row, "region") for row in rows)
    keys = {region: region_key(region) for region in counts}
    usual: dict[str, str] = {}
    for region in sorted(counts, key=lambda name: (mixes_alphabets(name), name.islower(), -counts[name], name)):
        usual.setdefault(keys[region], region)
    for row in rows:
        region = _cell(row, "region")
        spelling = usual[keys[region]]
        if spelling != region:
            values = {"spelling": spelling, "count": counts[spelling]}
            letters = tell_letters(region, spelling)
            help_key = "region_letters_help" if letters else None
            help_values = {"spelling": spelling, "difference": letters}
            fault = Fault("region_spelling", values, help=help_key, help_values=help_values, severity="warning")
            row.one.report(fault, row.at, "region", region)


def _are_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if not ours or not theirs:
        return False
    shared = len(ours & theirs)
    return ours == theirs or (shared >= 2 and shared >= _ALIKE * max(len(ours), len(theirs)))


def _warn(
    code: str,
    row: _Row,
    other: _Row,
    column: str,
    value: str,
    help_key: str | None = None,
    help_values: Mapping[str, object] | None = None,
) -> None:
    values = {
        "id": other.id,
        "name": _cell(other, "name"),
        "place": other.one.sheet.place,
        "row": other.one.sheet.numbers[other.at],
    }
    fault = Fault(code, values, help=help_key, help_values=help_values or {}, severity="warning")
    row.one.report(fault, row.at, column, value)
