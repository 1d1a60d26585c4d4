"""The command that suggests partners."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from graphcdc.cli import options
from graphcdc.cli.actions import show_progress
from graphcdc.errors import UsageError
from graphcdc.model import ORGANIZATION_KINDS

if TYPE_CHECKING:
    from graphcdc.findings import Findings, Gap, Sentence, Suggestion
    from graphcdc.network import Network
    from graphcdc.partners import Team
    from graphcdc.partners.weights import Weights


class Terms(NamedTuple):
    """How long a list of suggestions is, who may stand in it, and by which weights it is scored."""

    k: int
    kinds: tuple[str, ...] | None
    among: set[str] | None
    weights: Weights | None


class Ask(NamedTuple):
    """What is asked: an organization or project, a team, or a gap; and what is to be explained."""

    query: str | None
    team: Team
    gap: str | None
    why_not: str | None
    what_if_removed: bool

    @property
    def is_team(self) -> bool:
        """Whether a team is described."""
        return bool(self.team.members or self.team.topics or self.team.needs)

    @property
    def is_gap(self) -> bool:
        """Whether a gap is all that is given."""
        return self.gap is not None and self.query is None and not self.is_team

    @property
    def asked(self) -> str | Team:
        """The organization or project, else the team."""
        return self.query or self.team

    def check(self, *, ordered: bool, saved: bool) -> None:
        """Refuse options that make no sense together."""
        if not self.is_gap and self.is_team == (self.query is not None):
            raise UsageError("query_or_team")
        if self.is_gap and ordered:
            raise UsageError("gap_and_order")
        explained = self.why_not is not None or self.what_if_removed
        if explained and (ordered or self.gap is not None):
            raise UsageError("explained_and_order")
        if saved and (self.query is None or self.why_not is not None):
            raise UsageError("team_not_saved" if self.query is None else "absence_not_saved")


@click.command()
@click.argument("query", required=False)
@click.option("--member", "members", multiple=True, metavar="NAME", help="A member of a team that is no project yet.")
@click.option("--topic", "topics", multiple=True, metavar="WORD", help="A topic of the team.")
@click.option("--need", "needs", multiple=True, metavar="WORD", help="A capability that the team looks for.")
@click.option("--why-not", metavar="NAME", help="Say why this organization is not suggested, instead of the list.")
@click.option(
    "--what-if-removed",
    is_flag=True,
    help="Say without which own ties or members the first suggestion would lose its place.",
)
@click.option("--gap", "gap_id", metavar="GAP_ID", help="Who would close this gap, with an id of `graphcdc gaps`.")
@click.option("--draws", type=click.IntRange(min=1), metavar="N", help="Draws with which `graphcdc gaps` found it.")
@options.rules_option
@click.option(
    "--weights",
    "weights_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Score by weights that `graphcdc backtest --learn FILE` wrote; by the shipped ones where it holds none.",
)
@options.order_options
@options.save_option
@options.network_options
@options.filter_options
@options.answer_options
def partners(
    query: str | None,
    members: tuple[str, ...],
    topics: tuple[str, ...],
    needs: tuple[str, ...],
    why_not: str | None,
    what_if_removed: bool,
    gap_id: str | None,
    draws: int | None,
    rules_file: Path | None,
    weights_file: Path | None,
    order: Mapping[str, Any],
    save: bool,
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    cluster: str | None,
    kinds: tuple[str, ...],
    region: str | None,
    limit: int | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Suggest partners for QUERY (an organization or a project), or for a team of --member, --topic, --need.

    With --gap alone it suggests who would close that gap. For a team --cluster is the cluster that it belongs to;
    otherwise it leaves only members of the cluster.
    """
    from graphcdc.partners import Team, recommend_partners
    from graphcdc.partners.absence import explain_absence
    from graphcdc.partners.closing import close_gap

    ask = Ask(query, Team(members, (cluster,) if cluster else (), topics, needs), gap_id, why_not, what_if_removed)
    ask.check(ordered=bool(order), saved=save)
    options.check_save(save, path)
    weights, notes = _read_weights(weights_file)
    reading = options.read_network(path, store, date, home)
    network, asked = reading.network, ask.asked
    gaps = () if gap_id is None else (_find_gap(network, gap_id, draws, seed, rules_file, lang),)
    among = options.choose_among(network, None if ask.is_team else cluster, region)
    terms = Terms(limit or 10, kinds or None, among, weights)
    if why_not is not None:
        absence = explain_absence(network, asked, why_not, **terms._asdict())
        meta = options.describe("partners", reading, seed, lang, notes)
        options.show("absence", [absence.to_dict(lang)], meta, form=form, output=output, lang=lang)
        return
    if gaps and ask.is_gap:
        found = close_gap(network, gaps[0], **terms._asdict())
    else:
        found = recommend_partners(network, asked, gaps=gaps, seed=seed, **terms._asdict(), **order)
    items = [suggestion.to_dict(lang) for suggestion in found]
    notes += [note for note in found.notes if note not in reading.notes]
    notes += _try_without(network, asked, terms, items, lang) if what_if_removed else []
    meta = options.describe("partners", reading, seed, lang, notes)
    options.show("partners", items, meta, form=form, output=output, lang=lang)
    if save and query is not None:
        _save(found, network, query, store, lang)


def _read_weights(path: Path | None) -> tuple[Weights | None, list[Sentence]]:
    """Read the weights that are asked for; return them with a note of what they are used for."""
    from graphcdc.findings import Sentence
    from graphcdc.partners.weights import read_weights_file

    if path is None:
        return None, []
    weights = read_weights_file(path)
    if not weights.lists:
        return weights, [Sentence("note_weights_empty", {"file": path})]
    values = {"file": path, "until": weights.until, "names": "; ".join(weights.lists)}
    return weights, [Sentence("note_weights", values)]


def _save(found: Findings[Suggestion], network: Network, query: str, store: str | None, lang: str) -> None:
    from graphcdc.store import open_store

    node = network.resolve(query, [*ORGANIZATION_KINDS, "project"])
    with open_store(store) as opened:
        run = opened.save_suggestions(found, node, as_of=network.date, lang=lang)
    options.say_saved(run, "saved_suggestions", lang)


def _find_gap(network: Network, gap_id: str, draws: int | None, seed: int, rules_file: Path | None, lang: str) -> Gap:
    from graphcdc.gaps import find_gap, read_rules

    rules = read_rules(rules_file)
    with show_progress(lang) as progress:
        return find_gap(network, gap_id, draws=draws, seed=seed, rules=rules, progress=progress)


def _try_without(
    network: Network, asked: str | Team, terms: Terms, items: list[dict[str, Any]], lang: str
) -> list[Sentence]:
    """Write what the first suggestion hangs on into its item; return the same as a note."""
    from graphcdc.findings import Sentence
    from graphcdc.partners.changes import find_smallest_change

    if not items:
        return []
    change = find_smallest_change(network, asked, **terms._asdict())
    items[0]["smallest_change"] = None if change is None else change.to_dict(lang)
    return [Sentence("change_none") if change is None else change.said]
