"""The schema: kinds of node, kinds of tie, tables and their columns, stated once.

Checks, documentation (``docs/tables.md``), and whatever else needs to know a column or a kind read it from here.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Questions about partners (a new partner, a missing member, the members of a new project), and on what networks they
#: are judged; here, for a help text must not load the analyses.
TASKS = ("partner", "completion", "kick_off")
SETTINGS = ("whole", "region", "own")
#: What the best ties are chosen for.
AIMS = ("efficiency", "pairs", "reach", "needs")
SPHERES = ("industry", "academia", "government", "civil_society")
#: Roles of a participation that lead a project, as people write them, without case.
LEADING_ROLES = frozenset({"coordinator", "lead", "leader", "координатор", "руководитель", "головной исполнитель"})


@dataclass(frozen=True)
class NodeKind:
    """A kind of node; ``sphere`` is its helix sphere, None where it has none."""

    name: str
    family: str  # organization, cluster, project or capability
    sphere: str | None
    meaning: str


@dataclass(frozen=True)
class TieKind:
    """A kind of tie.

    ``sources`` and ``targets`` name the node kinds or families allowed at the two ends; ``cooperation`` says whether
    it joins organizations in the cooperation network ("projection": through the projects they share); ``warmth``
    (0 to 1) is how well it carries an introduction, None where it carries none.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    directed: bool
    cooperation: bool | str
    warmth: float | None


@dataclass(frozen=True)
class Column:
    """A column of a table; ``type`` is one of `COLUMN_TYPES`."""

    table: str
    name: str
    type: str
    required: bool
    unit: str | None
    meaning: str


NODE_KINDS = {
    kind.name: kind
    for kind in (
        NodeKind("sme", "organization", "industry", "small or medium-sized enterprise"),
        NodeKind("large_firm", "organization", "industry", "large firm"),
        NodeKind("startup", "organization", "industry", "young innovative firm"),
        NodeKind("company", "organization", "industry", "firm of unknown size"),
        NodeKind("university", "organization", "academia", "higher education"),
        NodeKind("research_organization", "organization", "academia", "research institute or laboratory"),
        NodeKind("public_authority", "organization", "government", "authority, also local self-government"),
        NodeKind("ngo", "organization", "civil_society", "association, union, foundation"),
        NodeKind("cluster_organization", "organization", "civil_society", "management body of a cluster"),
        NodeKind("incubator", "organization", None, "incubator, technopark, accelerator"),
        NodeKind("investor", "organization", None, "fund, bank, angel, development institution"),
        NodeKind("organization", "organization", None, "organization of unknown kind; never guessed"),
        NodeKind("cluster", "cluster", None, "industrial cluster or programme part"),
        NodeKind("project", "project", None, "cluster project or cooperation project"),
        NodeKind("capability", "capability", None, "technology, equipment, site, expertise or money"),
    )
}

ORGANIZATION_KINDS = tuple(name for name, kind in NODE_KINDS.items() if kind.family == "organization")
FIRM_KINDS = tuple(name for name, kind in NODE_KINDS.items() if kind.sphere == "industry")

_ANY = ("organization", "cluster", "project", "capability")
TIE_KINDS = {
    kind.name: kind
    for kind in (
        TieKind("PARTICIPATES_IN", ("organization",), ("project",), True, "projection", 0.8),
        TieKind("COOPERATES_WITH", ("organization",), ("organization",), False, True, 1.0),
        TieKind("SUPPLIES", ("organization",), ("organization",), True, True, 0.7),
        TieKind("CONTRACTS_WITH", ("organization",), ("organization",), False, True, 0.9),
        TieKind("INVESTS_IN", ("investor",), ("organization", "project"), True, True, 0.8),
        TieKind(
            "FUNDS",
            ("public_authority", "investor"),
            ("project", "organization", "cluster"),
            True,
            True,
            0.5,
        ),
        TieKind("SUPPORTS", ("organization",), ("cluster", "project", "organization"), True, False, 0.5),
        TieKind("COORDINATES", ("cluster_organization", "incubator"), ("cluster",), True, False, 0.6),
        TieKind("MEMBER_OF", ("organization",), ("cluster",), True, False, 0.3),
        TieKind("PART_OF", ("organization",), ("organization",), True, False, 0.9),
        TieKind("REGULATES", ("public_authority",), ("organization", "cluster"), True, False, 0.2),
        TieKind("OFFERS", ("organization", "project"), ("capability",), True, False, None),
        TieKind("NEEDS", ("organization", "project"), ("capability",), True, False, None),
        TieKind("COMPETES_WITH", ("organization",), ("organization",), False, False, None),
    )
}

#: The tables that are shorthands of `ties`: the kind of tie, and the columns that hold its two ends.
SHORTHANDS = {
    "memberships": ("MEMBER_OF", "organization", "cluster"),
    "participations": ("PARTICIPATES_IN", "organization", "project"),
    "offers": ("OFFERS", "holder", "capability"),
    "needs": ("NEEDS", "holder", "capability"),
}

#: The tables whose rows are nodes, with the family of a row (its kind too, but for organizations).
NODE_TABLES = {
    "organizations": "organization",
    "clusters": "cluster",
    "projects": "project",
    "capabilities": "capability",
}

CHOICES = {
    "node_kind": tuple(NODE_KINDS),
    "tie_kind": tuple(TIE_KINDS),
    "cluster_status": ("pilot", "coordinated", "initiative"),
    "project_status": ("idea", "proposed", "running", "finished", "stopped"),
    "capability_category": ("technology", "equipment", "site", "expertise", "money"),
    "authority_level": ("federal", "regional", "local"),
    "flag": ("yes", "no"),
}

#: The columns that hold a name of a node; the first is the one to show.
NAME_COLUMNS = ("name", "name_ru", "name_en")

#: What a cell may hold. ``reference:TABLE`` is the id of a row of that table (organizations holds any node), and a
#: plural ``references:TABLE`` or ``words`` holds several values separated by ``;``.
COLUMN_TYPES = ("id", "text", "words", "date", "number", "share", "inn", "ogrn", "currency")


def _columns(table: str, *rows: tuple[str, str, str | None, str]) -> tuple[Column, ...]:
    """Columns of one table; a name that ends in ``*`` is required."""
    return tuple(
        Column(table, name.rstrip("*"), kind, name.endswith("*"), unit, meaning) for name, kind, unit, meaning in rows
    )


_ID = ("id*", "id", None, "the user's own id, unique over all nodes; text, never a number")
_NAMES = (
    ("name*", "text", None, "name as it should be shown"),
    ("name_ru", "text", None, "name in Russian"),
    ("name_en", "text", None, "name in English"),
)
_SINCE = ("since", "date", None, "start; without it, the start of the project")
_UNTIL = ("until", "date", None, "end; without it, the end of the project")
_SOURCE = ("data_source", "text", None, "where the row comes from")

TABLES = {
    "organizations": _columns(
        "organizations",
        _ID,
        *_NAMES,
        ("kind", "choice:node_kind", None, "kind of node; `organization` where it is not known"),
        ("country", "text", None, "country"),
        ("region", "text", None, "region; the country stands in for it where it is empty"),
        ("city", "text", None, "city"),
        ("inn", "inn", None, "taxpayer number (10 or 12 digits with check digits)"),
        ("ogrn", "ogrn", None, "registration number (13 or 15 digits with a check digit)"),
        ("domains", "words", None, "fields of work: capability ids or free words"),
        ("size", "number", "employees", "number of employees"),
        ("parent_organization", "reference:organizations", None, "the organization that this one belongs to"),
        ("authority_level", "choice:authority_level", None, "level of a public authority"),
        ("stage", "words", None, "stages that an investor invests in, such as seed, start-up, growth, expansion"),
        ("ticket_min", "number", "currency units", "smallest investment of an investor"),
        ("ticket_max", "number", "currency units", "largest investment of an investor"),
        ("currency", "currency", "ISO 4217", "currency of the tickets"),
        ("curator", "text", None, "the centre's member of staff who looks after it"),
        ("note", "text", None, "free note"),
        _SOURCE,
    ),
    "clusters": _columns(
        "clusters",
        _ID,
        *_NAMES,
        ("status", "choice:cluster_status", None, "standing of the cluster"),
        ("region", "text", None, "region"),
        ("domains", "words", None, "fields of work: capability ids or free words"),
        _SOURCE,
    ),
    "projects": _columns(
        "projects",
        _ID,
        *_NAMES,
        ("start", "date", None, "start of work"),
        ("end", "date", None, "end of work, also a planned one"),
        ("clusters", "references:clusters", None, "clusters that the project belongs to"),
        ("topics", "words", None, "topics: capability ids or free words"),
        ("status", "choice:project_status", None, "standing of the project"),
        ("budget", "number", "currency units", "total cost"),
        ("currency", "currency", "ISO 4217", "currency of the budget and of the amounts"),
        _SOURCE,
    ),
    "capabilities": _columns(
        "capabilities",
        _ID,
        *_NAMES,
        ("category", "choice:capability_category", None, "what sort of capability"),
        ("parent", "reference:capabilities", None, "the wider capability"),
        _SOURCE,
    ),
    "memberships": _columns(
        "memberships",
        ("organization*", "reference:organizations", None, "the member"),
        ("cluster*", "reference:clusters", None, "the cluster"),
        ("role", "text", None, "role in the cluster"),
        _SINCE,
        _UNTIL,
        _SOURCE,
    ),
    "participations": _columns(
        "participations",
        ("organization*", "reference:organizations", None, "the participant"),
        ("project*", "reference:projects", None, "the project"),
        ("role", "text", None, "role in the project, such as coordinator"),
        _SINCE,
        _UNTIL,
        ("amount", "number", "currency units", "money that the participant gets, in the project's currency"),
        _SOURCE,
    ),
    **{
        table: _columns(
            table,
            ("holder*", "reference:organizations", None, "organization or project"),
            ("capability*", "reference:capabilities", None, "the capability"),
            ("skill_level", "number", None, "level, in the centre's own scale"),
            _SINCE,
            _UNTIL,
            _SOURCE,
        )
        for table in ("offers", "needs")
    },
    "ties": _columns(
        "ties",
        ("source*", "reference:organizations", None, "the end that the tie goes out from"),
        ("target*", "reference:organizations", None, "the end that it goes to"),
        ("kind*", "choice:tie_kind", None, "kind of tie"),
        _SINCE,
        _UNTIL,
        ("strength", "number", None, "strength, above 0; 1 where it is empty"),
        ("confidence", "share", None, "how sure the source is, 0 to 1; 1 where it is empty"),
        ("evidence", "text", None, "document or address that shows the tie"),
        ("verified_on", "date", None, "when somebody last made sure"),
        ("note", "text", None, "free note"),
        ("sensitive", "choice:flag", None, "yes: not for every reader"),
        _SOURCE,
    ),
}


def list_offered(column: Column) -> tuple[str, ...]:
    """Return the words of a column that holds a choice; of kinds only those of organizations, though others are read.

    Examples
    --------
    >>> list_offered(TABLES["ties"][10]), len(list_offered(TABLES["organizations"][4]))
    (('yes', 'no'), 12)
    """
    choice = column.type.removeprefix("choice:")
    return ORGANIZATION_KINDS if column.table == "organizations" and choice == "node_kind" else CHOICES[choice]


def allows_end(ends: tuple[str, ...], kind: str) -> bool:
    """Whether a node of `kind` may stand at an end of a tie that allows `ends` (kinds or families).

    Examples
    --------
    >>> allows_end(TIE_KINDS["INVESTS_IN"].sources, "investor")
    True
    >>> allows_end(TIE_KINDS["INVESTS_IN"].sources, "university")
    False
    >>> allows_end(TIE_KINDS["MEMBER_OF"].sources, "university")
    True
    """
    return kind in ends or NODE_KINDS[kind].family in ends


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, separated by ``;``.

    Examples
    --------
    >>> split_cell("laser; optics ;")
    ('laser', 'optics')
    """
    return tuple(part.strip() for part in cell.split(";") if part.strip())
