"""What to do next: whom to ask for an introduction, or how to write to a candidate."""

from __future__ import annotations

from typing import Any

from graphcdc.findings import Sentence, list_names
from graphcdc.partners.facts import Door, Facts


def advise(facts: Facts, row: int, door: Door | None) -> Sentence:
    """Return the next step towards a candidate.

    Parameters
    ----------
    facts
        The question.
    row
        The candidate.
    door
        Who can introduce it, of `Facts.find_door`.
    """
    values: dict[str, Any] = {"name": facts.name(row)}
    alone = "_one" if len(facts.members) == 1 else ""
    if facts.steps[row] == 1:
        return _write_to(facts, row, alone)
    if door is not None:
        names = {"introducer": facts.name(door.partner), "member": facts.name(door.member)}
        return Sentence(f"step_ask{alone}", values | names)
    # Who is two steps away has a partner in common; this one is further, or there is no way at all.
    way = {"steps": int(facts.steps[row])} if facts.steps[row] > 0 else {}
    themes = list_names([facts.node_name(theme) for theme in facts.shared_themes(row)])
    about = {"themes": themes} if themes.names else {}
    key = f"step_{'far' if way else 'invite'}{'_theme' if about else ''}"
    return Sentence(key, {**values, **way, **about})


def _write_to(facts: Facts, row: int, alone: str) -> Sentence:
    """Who has worked with the candidate already writes to it: of several the one with the most joint projects."""
    member, projects = next(iter(facts.work(row).items()))
    values: dict[str, Any] = {"name": facts.name(row), "member": facts.name(member)}
    if not projects:
        return Sentence(f"step_write_direct{alone}", values)
    return Sentence(f"step_write{alone}", values | {"project": facts.date_project(projects[0])})
