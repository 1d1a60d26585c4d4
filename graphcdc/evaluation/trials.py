"""Questions of the past whose answer is known: what is asked on a day, and who came within the next twelve months.

Nothing that starts on the day or later is seen by the answer; the question itself (the members of a new project and
its themes) is what people would have asked with.
"""

from __future__ import annotations

import calendar
import datetime
import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graphcdc.network import Network
from graphcdc.partners.basis import Basis, find_leaders, prepare
from graphcdc.partners.queries import Question, ask_needs, ask_project, ask_team
from graphcdc.partners.ranking import find_familiar

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Regions with so many organizations that had a tie are judged as networks of their own.
SMALLEST, LARGEST = 150, 3000
#: A project that lacks a member must have this many, so that two are given; a new one its coordinator and another.
_LEAST_MEMBERS = {"completion": 3, "kick_off": 2}


@dataclass(frozen=True, eq=False)
class Trial:
    """One question and its answer.

    Attributes
    ----------
    question
        What is asked.
    allowed
        Who may be suggested: organizations that had a tie before the day, without the given ones (and, for an
        organization, without its partners).
    truth
        Rows of those who came, rising; may be empty.
    familiar
        Which organizations have a tie to a given member or, for an organization, a partner in common with it; the
        others are newcomers.
    subject
        Id of the project or organization: questions of one subject depend on each other.
    """

    question: Question
    allowed: Flags
    truth: Rows
    familiar: Flags
    subject: str

    @property
    def newcomers(self) -> Flags:
        """Which of `truth` are newcomers."""
        return ~self.familiar[self.truth]


@dataclass(frozen=True, eq=False)
class Origin:
    """A day, what was known before it, and what happened in the twelve months from it.

    Attributes
    ----------
    day
        The first day that is not known, ISO.
    history
        The network on the day before.
    later
        The network twelve months after.
    """

    day: str
    history: Network
    later: Network

    @classmethod
    def of(cls, network: Network, day: str, months: int = 12) -> Origin:
        """Cut a network at a day."""
        first = datetime.date.fromisoformat(day)
        years, month = divmod(first.month - 1 + months, 12)
        last = calendar.monthrange(first.year + years, month + 1)[1]
        end = datetime.date(first.year + years, month + 1, min(first.day, last))
        before = datetime.timedelta(days=1)
        return cls(day, network.as_of(first - before), network.as_of(end - before))

    def within(self, organizations: Flags) -> Origin:
        """Keep some organizations of the whole network alone (one flag for each of `later`'s organizations)."""
        there = np.ones(len(self.later), dtype=bool)
        there[self.later.organizations[~organizations]] = False
        kept = set(self.later.node["id"][there])
        old = np.array([node in kept for node in self.history.node["id"]], dtype=bool)
        return Origin(self.day, self.history.only(old), self.later.only(there))

    @cached_property
    def basis(self) -> Basis:
        """What all questions on this day share."""
        return prepare(self.history)

    @cached_property
    def rows(self) -> Rows:
        """Row in the history of each organization of `later`, -1 for those that the history does not know."""
        positions = self.history.positions
        own = self.basis.cooperation.positions
        ids = self.later.node["id"][self.later.organizations]
        return np.array([own[positions[node]] if node in positions else -1 for node in ids], dtype=np.int64)

    @cached_property
    def fresh(self) -> Rows:
        """Columns of the events of `later` that begin on the day or after it: those that the history does not know.

        A start in "2019" or "2019-01" is not before 2019-01-01, although its text is.
        """
        return np.flatnonzero(self.later.cooperation().starts > self.history.date)


def list_regions(origin: Origin) -> list[str]:
    """List the regions that are judged as networks of their own: neither too small to tell nor nearly everything."""
    regions = origin.history.regions[origin.basis.cooperation.organizations][origin.basis.active]
    names, counts = np.unique(regions.astype(str), return_counts=True)
    return [str(name) for name, count in zip(names, counts, strict=True) if name and SMALLEST <= count <= LARGEST]


def list_settings(origin: Origin, setting: str) -> Iterator[tuple[str, Origin, Flags]]:
    """List the parts of a setting: a name, where its questions are asked, and who may be suggested there.

    Parameters
    ----------
    origin
        The day.
    setting
        ``whole``: the whole network; ``region``: each region, with the ties of its organizations to others; ``own``:
        each region, with the ties inside it alone.
    """
    if setting == "whole":
        yield "", origin, np.ones(len(origin.basis.degrees), dtype=bool)
        return
    regions = origin.history.regions[origin.basis.cooperation.organizations]
    later = origin.later.regions[origin.later.organizations]
    for region in list_regions(origin):
        if setting == "region":
            yield region, origin, regions == region
        else:
            inside = origin.within(later == region)
            yield region, inside, np.ones(len(inside.basis.degrees), dtype=bool)


def list_trials(
    origin: Origin, task: str, candidates: Flags, *, most: int | None = None, hidden: int = 1
) -> Iterator[Trial]:
    """List the questions of a task on one day.

    Parameters
    ----------
    origin
        The day.
    task
        ``partner``: an organization, and its first joint events with others; ``completion``: a project that starts in
        the twelve months, some member hidden in turn; ``kick_off``: its coordinator and themes, all others hidden.
    candidates
        Which rows of the history may be suggested, and, for partner and kick-off, ask: a region, or everybody.
    most
        So many questions at most; they come in the order of a hash of their subjects.
    hidden
        How many members of a project are hidden in turn.
    """
    if task == "partner":
        trials = _list_partner_trials(origin, candidates & origin.basis.active)
    else:
        trials = _list_project_trials(origin, task, candidates, hidden)
    yield from itertools.islice(trials, most)


def _list_partner_trials(origin: Origin, known: Flags) -> Iterator[Trial]:
    basis, later = origin.basis, origin.later.cooperation()
    fresh = later.incidence.tocsc()[:, origin.fresh].tocsr()
    joint = (fresh @ fresh.T).tocsr()
    of_row = np.full(len(basis.degrees), -1, dtype=np.int64)
    of_row[origin.rows[origin.rows >= 0]] = np.flatnonzero(origin.rows >= 0)
    ids = origin.history.node["id"][basis.cooperation.organizations]
    for row in _draw(ids, np.flatnonzero(known & (basis.degrees > 0))):
        at = of_row[row]
        met = origin.rows[joint.indices[joint.indptr[at] : joint.indptr[at + 1]]]
        allowed = known.copy()
        allowed[row] = False
        allowed[basis.cooperation.neighbours(int(row))] = False
        truth = np.unique(met[met >= 0])
        truth = truth[allowed[truth]]
        rows = np.array([row], dtype=np.int64)
        question = Question("partner", rows, basis.themes.profile(rows))
        yield Trial(question, allowed, truth, find_familiar(basis, question), str(ids[row]))


def _list_project_trials(origin: Origin, task: str, candidates: Flags, hidden: int) -> Iterator[Trial]:
    basis, later = origin.basis, origin.later.cooperation()
    known = candidates & basis.active
    by_event = later.incidence.T.tocsr()
    names = origin.later.node["id"]
    leaders = find_leaders(origin.later, later)
    projects = origin.fresh[origin.fresh < len(later.projects)]
    for event in _draw(names[later.projects], projects):
        members = origin.rows[by_event.indices[by_event.indptr[event] : by_event.indptr[event + 1]]]
        if len(members) < _LEAST_MEMBERS[task]:
            continue
        subject = str(names[later.projects[event]])
        there = np.sort(members[members >= 0])
        pool = there[candidates[there]]
        wanted = pool[known[pool]]
        themes = ask_project(origin.later, later.projects[event])
        needs = ask_needs(prepare(origin.later), int(later.projects[event]))
        if task == "kick_off":
            leader = origin.rows[leaders[event]] if leaders[event] >= 0 else -1
            given = [there[there == leader]] if leader >= 0 and known[leader] else []
        else:
            own = origin.history.node["id"][basis.cooperation.organizations]
            given = [there[there != row] for row in _draw(own, pool, salt=subject)[:hidden]]
        for rows in given:
            if len(rows) == 0:
                continue
            allowed = known.copy()
            allowed[rows] = False
            truth = np.setdiff1d(wanted, rows)  # empty where the hidden one is new to everybody
            question = ask_team(basis, task, rows, themes, needs)
            yield Trial(question, allowed, truth, find_familiar(basis, question), subject)


def _draw(ids: NDArray[np.object_], rows: Rows, salt: str = "") -> Rows:
    """Put rows into the order of a hash of their ids: the same whatever else is in the network.

    A check sum like CRC would not do: two salts of one length turn over the same bits of every id.
    """
    order = sorted(rows.tolist(), key=lambda row: hashlib.sha256(f"{salt}{ids[row]}".encode()).digest())
    return np.array(order, dtype=np.int64)
