"""Why a candidate is suggested: sentences that name the shared projects and partners, and the facts behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Names, Sentence, list_names
from graphcdc.partners.basis import Basis
from graphcdc.partners.facts import SHOWN, Facts
from graphcdc.partners.matching import Covered
from graphcdc.partners.needs import fit_needs
from graphcdc.partners.queries import Question

MOST_REASONS = 4
#: So many partners in common are in the evidence.
_PARTNERS = 10
#: That partners of a kind are usual is said from so many past projects on, and so large a share of them.
_LEAST_PROJECTS, _USUAL = 5, 0.5
#: What a declared offer counts at least in `Matcher.offers_of`; a field of work counts less.
_OFFER = 0.8


class Explainer:
    """Writes the reasons of one question; every sentence stands on rows of the data."""

    def __init__(self, basis: Basis, question: Question) -> None:
        self.basis, self.question = basis, question
        self.facts = Facts(basis, question)

    def explain(self, row: int, parts: Mapping[str, float]) -> tuple[list[Sentence], dict[str, Any]]:
        """Return at most four reasons, that of the largest part first (equal ones as below), and their evidence.

        What speaks against a candidate is no reason; but where nothing speaks for one, the best that is known is said.
        """
        evidence: dict[str, Any] = {
            "members": [],
            "projects": [],
            "partners": [],
            "themes": [],
            "needs": [],
            "newest": None,
        }
        reasons: list[Sentence] = []
        makers = {
            "prior_ties": self._worked_with,
            "common_partners": self._common_partners,
            "theme": self._same_themes,
            "activity": self._active,
            "region": self._same_place,
            "kind": self._usual_kind,
            "needs": self._fits_needs,
        }
        for part in sorted(makers, key=lambda name: -parts[name]):
            if len(reasons) < MOST_REASONS and (parts[part] > 0 or not reasons):
                reason = makers[part](row, evidence)
                if reason is not None and reason.key not in {given.key for given in reasons}:
                    reasons.append(reason)
        return reasons, evidence

    # Ties ----------------------------------------------------------------------------------------------------------

    def _worked_with(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        shared = self.facts.work(row)
        if not shared:
            return None
        projects = self.facts.newest_first(project for own in shared.values() for project in own)
        evidence["members"] = [self.facts.id(member) for member in shared]
        self._note_projects(evidence, projects)
        _note_date(evidence, self.basis.cooperation.starts[self.facts.joint_events(row)])
        values = {
            "count": len(shared),
            "total": len(self.question.rows),
            "names": self.facts.list_names(list(shared)),
            "projects": self.facts.list_projects(projects),
        }
        key = "reason_worked_with" if projects else "reason_worked_with_direct"
        return Sentence(key if len(self.question.rows) > 1 else f"{key}_one", values)

    def _common_partners(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        common = self.facts.common_partners(row)
        if not common:
            return None
        evidence["partners"] = [self.facts.id(other) for other in common[:_PARTNERS]]
        values = {"count": len(common), "names": self.facts.list_names(common)}
        if self.facts.steps[row] == 1:
            # Who has worked with a member needs no way there.
            return Sentence("reason_common_partners", values)
        partner, member = common[0], int(self.facts.near[1][common[0]])
        ways = [self.facts.newest_first(self._joint(partner, end)) for end in (member, row)]
        self._note_projects(evidence, [way[0] for way in ways if way])
        path: dict[str, Any] = {"introducer": self.facts.name(partner), "member": self.facts.name(member)}
        legs = {
            name: self.facts.list_projects(way, 1) for name, way in zip(("here", "there"), ways, strict=True) if way
        }
        # A way by direct ties alone has no project to name.
        return Sentence("_".join(["reason_common", *(legs or ["direct"])]), {**values, **path, **legs})

    def _joint(self, row: int, other: int) -> NDArray[np.int64]:
        return self.basis.cooperation.joint_projects(row, other)

    def _note_projects(self, evidence: dict[str, Any], projects: list[int]) -> None:
        ids = [str(self.basis.network.node["id"][project]) for project in projects]
        evidence["projects"] = list(dict.fromkeys([*evidence["projects"], *ids]))
        _note_date(evidence, map(self.facts.start, projects))

    # Themes, activity, places --------------------------------------------------------------------------------------

    def _same_themes(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        best = self.facts.shared_themes(row)[:SHOWN]
        if not best:
            return None
        evidence["themes"] = best
        projects = self.facts.count_projects(row, best)
        values = {"themes": list_names([self.facts.node_name(theme) for theme in best]), "projects": projects}
        return Sentence("reason_theme" if projects else "reason_theme_declared", values)

    def _active(self, row: int, _: dict[str, Any]) -> Sentence | None:
        cooperation = self.basis.cooperation
        projects = int((cooperation.events(row) < len(cooperation.projects)).sum())
        if projects:
            return Sentence("reason_popular", {"projects": projects})
        partners = self.facts.by_name(cooperation.neighbours(row))
        values = {"names": self.facts.list_names(partners)}
        return Sentence("reason_worked_with_direct_one", values) if partners else None

    def _same_place(self, row: int, _: dict[str, Any]) -> Sentence | None:
        members, ending = self.question.rows, "" if len(self.question.rows) > 1 else "_one"
        cities, regions, nodes = self.basis.cities, self.basis.network.regions, self.basis.cooperation.organizations
        city, region = cities[row], str(regions[nodes[row]])
        neighbours = int((cities[members] == city).sum()) if city >= 0 else 0
        if neighbours:
            values = {"count": neighbours, "total": len(members), "city": self.facts.city(row)}
            return Sentence(f"reason_city{ending}", values)
        count = int((regions[nodes[members]] == region).sum())
        if not region or not count:
            return None
        return Sentence(f"reason_region{ending}", {"count": count, "total": len(members), "region": region})

    def _usual_kind(self, row: int, _: dict[str, Any]) -> Sentence | None:
        total, counts = self._kinds_of_themes
        kind = self.basis.kinds[row]
        count = int(counts[kind])
        if total < _LEAST_PROJECTS or count < _USUAL * total:
            return None
        missing = len(self.question.rows) > 1 and kind not in self.basis.kinds[self.question.rows]
        word = str(self.basis.network.node["kind"][self.basis.cooperation.organizations[row]])
        key = "reason_kind_missing" if missing else "reason_kind"
        return Sentence(key, {"count": count, "total": total, "kind": word})

    @cached_property
    def _kinds_of_themes(self) -> tuple[int, NDArray[np.int64]]:
        """How many past projects have any wanted theme, and in how many of these each kind took part."""
        basis, themes = self.basis, self.basis.themes
        wanted = (themes.weigh(self.question.themes) > 0).astype(float)
        events = np.flatnonzero(themes.of_events @ wanted > 0)
        part, kinds = basis.by_event[events].tocoo(), int(basis.kinds.max(initial=0)) + 1
        pairs = np.unique(part.row.astype(np.int64) * kinds + basis.kinds[part.col])
        return len(events), np.bincount(pairs % kinds, minlength=kinds)

    # Needs ---------------------------------------------------------------------------------------------------------

    def _fits_needs(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        fit = fit_needs(self.basis, self.question)
        if fit is None:
            return None
        if not fit.covers[row]:
            return self._asks(row, evidence) if fit.asks[row] else None
        matcher, rows = self.basis.matcher, self.question.rows
        covered = matcher.explain(row, rows, self.question.needs)
        how = self._how(row, covered[0])
        alike = [one for one in covered if self._how(row, one) == how]
        # A name or a note only hints: of what may not be there it is not said that members lack it.
        several = len(rows) > 1
        lacked = several and how != "mention" and all(self._lacked(row, one) for one in alike)
        evidence["needs"] = [one.need for one in alike]
        needs, offers = (
            self._list_names(words) for words in zip(*((one.need, one.offer) for one in alike), strict=True)
        )
        same = how == "offer" and all(one.need == one.offer for one in alike)
        key = f"reason_needs_{'same' if same else how}" + ("_lacked" if lacked else "")
        return Sentence(key, {"needs": needs} if same else {"needs": needs, "offers": offers})

    def _how(self, row: int, one: Covered) -> str:
        """How plainly an organization says that it has what a need is covered with."""
        value = self.basis.matcher.offers_of([row]).get(one.offer, 0.0)
        return "offer" if value >= _OFFER else "field" if value else "mention"

    def _lacked(self, row: int, one: Covered) -> bool:
        """Whether no member has anything like what a candidate covers a need with."""
        matcher, needs = self.basis.matcher, {one.need: 1.0}
        alone, gained = matcher.explain(row, (), needs), matcher.explain(row, self.question.rows, needs)
        return alone == gained

    def _asks(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        asked = [one for member in self.facts.members for one in self.basis.matcher.explain(member, [row], {})]
        evidence["needs"] = list(dict.fromkeys(one.need for one in asked))
        return Sentence("reason_asks", {"needs": self._list_names(evidence["needs"])}) if asked else None

    def _list_names(self, words: Iterable[str]) -> Names:
        return list_names([self.facts.node_name(word) for word in dict.fromkeys(words)])


def _note_date(evidence: dict[str, Any], dates: Iterable[str]) -> None:
    """Keep the newest of the dates so far."""
    evidence["newest"] = max([str(date) for date in dates if date] + [evidence["newest"] or ""]) or None
