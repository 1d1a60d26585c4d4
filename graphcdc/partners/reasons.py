"""Why a candidate is suggested: sentences that name the shared projects and partners, and the facts behind them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcdc.findings import Names, Sentence, list_names
from graphcdc.partners.basis import Basis
from graphcdc.partners.queries import Question

MOST_REASONS = 3
_SHOWN = 3


class Explainer:
    """Writes the reasons of one question; every sentence stands on rows of the data."""

    def __init__(self, basis: Basis, question: Question) -> None:
        self.basis = basis
        self.question = question
        self.names = basis.network.node["name"]

    def explain(self, row: int, parts: Mapping[str, float]) -> tuple[list[Sentence], dict[str, Any]]:
        """Return at most three reasons, that of the largest part first, and their evidence.

        Parts are against the average candidate; where none is above it, the largest that stands on facts is the reason.
        """
        evidence: dict[str, Any] = {
            "members": [],
            "projects": [],
            "partners": [],
            "themes": [],
            "newest": None,
        }
        reasons: list[Sentence] = []
        makers = {
            "prior_ties": self._worked_with,
            "common_partners": self._common_partners,
            "theme": self._same_themes,
            "activity": self._popular,
        }
        for signal in sorted(makers, key=lambda name: -parts[name]):  # of equal ones in this order
            # What is below the average of the candidates is said of nobody, unless there is nothing else to say.
            if (parts[signal] > 0 or not reasons) and len(reasons) < MOST_REASONS:
                reason = makers[signal](row, evidence)
                if reason is not None and reason.key not in {given.key for given in reasons}:
                    reasons.append(reason)
        return reasons, evidence

    def _worked_with(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        cooperation = self.basis.cooperation
        tied = np.intersect1d(cooperation.neighbours(row), self.question.rows)
        if not len(tied):
            return None
        shared = {int(member): cooperation.joint_projects(row, int(member)) for member in tied}
        order = sorted(shared, key=lambda member: (-len(shared[member]), self._name(member)))
        projects = self._newest_first(np.concatenate(list(shared.values())))
        self._note(evidence, order, "members")
        evidence["projects"] = [self.basis.network.node["id"][project] for project in projects]
        starts = [self._start(project) for project in projects if self._start(project)]
        evidence["newest"] = max(starts, default=None)
        values = {
            "count": len(tied),
            "total": len(self.question.rows),
            "names": list_names([self._name(member) for member in order]),
            "projects": list_names([self._dated(project) for project in projects]),
        }
        key = "reason_worked_with" if projects else "reason_worked_with_direct"
        return Sentence(key if len(self.question.rows) > 1 else f"{key}_one", values)

    def _common_partners(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        cooperation = self.basis.cooperation
        partners = cooperation.neighbours(row)
        shared = self._near[partners]
        common = partners[shared]
        if not len(common):
            return None
        first, last = cooperation.matrix.indptr[row : row + 2]
        weight = cooperation.matrix.data[first:last][shared]
        names = self.names[cooperation.organizations[common]]
        # The partner that the candidate works with most closely opens the door most easily.
        order = np.lexsort((names, -weight.round(12)))
        self._note(evidence, [int(other) for other in common[order[:10]]], "partners")
        values = {"count": len(common), "names": list_names([str(names[at]) for at in order])}
        return Sentence("reason_common_partners", values)

    @cached_property
    def _near(self) -> NDArray[np.bool_]:
        """Whether each organization is a partner of a member, and none itself."""
        near = np.zeros(len(self.basis.cooperation.organizations), dtype=bool)
        for member in self.question.rows:
            near[self.basis.cooperation.neighbours(int(member))] = True
        near[self.question.rows] = False
        return near

    def _same_themes(self, row: int, evidence: dict[str, Any]) -> Sentence | None:
        basis = self.basis
        start, stop = basis.themes.activity.indptr[row : row + 2]
        counts = dict(
            zip(basis.themes.activity.indices[start:stop], basis.themes.activity.data[start:stop], strict=True)
        )
        gains = {
            name: weight * basis.themes.rarity[basis.themes.names[name]] * np.log1p(counts[basis.themes.names[name]])
            for name, weight in self.question.themes.items()
            if basis.themes.names.get(name) in counts
        }
        best = sorted(gains, key=lambda name: (-round(gains[name], 12), self._theme_name(name), name))[:_SHOWN]
        if not best:
            return None
        evidence["themes"] = best
        projects = self._count_projects(row, set(best))
        values = {"themes": list_names([self._theme_name(theme) for theme in best]), "projects": projects}
        return Sentence("reason_theme" if projects else "reason_theme_declared", values)

    def _popular(self, row: int, _: dict[str, Any]) -> Sentence | None:
        cooperation = self.basis.cooperation
        projects = int((cooperation.events(row) < len(cooperation.projects)).sum())
        if projects:
            return Sentence("reason_popular", {"projects": projects})
        partners = cooperation.neighbours(row)
        names = list_names(sorted(self._name(int(other)) for other in partners))
        return Sentence("reason_worked_with_direct_one", {"names": names}) if len(partners) else None

    def _count_projects(self, row: int, themes: set[str]) -> int:
        """Projects of an organization in any of some themes."""
        node = self.basis.cooperation.organizations[row]
        first, last = np.searchsorted(self.basis.joined[0], [node, node + 1])
        projects = np.unique(self.basis.joined[1][first:last])
        return sum(bool(themes & set(self.basis.themes.own.get(int(project), ()))) for project in projects)

    def _theme_name(self, theme: str) -> str:
        network = self.basis.network
        return str(network.node["name"][network.positions[theme]]) if theme in network.positions else theme

    def _name(self, row: int) -> str:
        return str(self.names[self.basis.cooperation.organizations[row]])

    def _start(self, project: int) -> str:
        return str(self.basis.network.column("start")[project])

    def _dated(self, project: int) -> str | Names:
        year = self._start(project)[:4]
        return Names((str(self.names[project]),), tail=f" ({year})") if year else str(self.names[project])

    def _newest_first(self, projects: NDArray[np.int64]) -> list[int]:
        chosen = {int(project) for project in projects}
        by_name = sorted(chosen, key=lambda project: str(self.names[project]))
        return sorted(by_name, key=self._start, reverse=True)

    def _note(self, evidence: dict[str, Any], rows: list[int], key: str) -> None:
        ids = self.basis.network.node["id"]
        evidence[key] = [ids[self.basis.cooperation.organizations[row]] for row in rows]
