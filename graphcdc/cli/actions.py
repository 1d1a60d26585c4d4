"""The commands: parse, call, show."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import graphcdc
from graphcdc.cli import options
from graphcdc.errors import UsageError
from graphcdc.model import ORGANIZATION_KINDS
from graphcdc.words import say

if TYPE_CHECKING:
    from graphcdc.findings import Findings, Gap
    from graphcdc.network import Network


@click.command()
@options.network_options
@click.option(
    "--key-players",
    type=click.IntRange(min=1),
    metavar="K",
    help="Name the K whose loss would break the network up most, and the K that together reach most of it.",
)
@options.answer_options
def stats(
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    key_players: int | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Count organizations, projects, ties; describe the cooperation: shape, communities, which kinds meet."""
    from graphcdc.communities import list_limits
    from graphcdc.keyplayers.listing import list_key_players
    from graphcdc.measures import summarize

    reading = options.read_network(path, store, date, home)
    if key_players is not None:
        players = list_key_players(reading.network, key_players, seed=seed)
        meta = options.describe("stats", reading, seed, lang)
        options.show("key_players", players, meta, form=form, output=output, lang=lang)
        return
    meta = options.describe("stats", reading, seed, lang, list_limits(reading.network.cooperation()))
    options.show("stats", summarize(reading.network, seed=seed), meta, form=form, output=output, lang=lang)


@click.command()
@click.argument("text")
@options.network_options
@options.filter_options
@options.answer_options
def find(
    text: str,
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
    """Find organizations, projects and clusters by id, INN or a part of a name; best match first."""
    reading = options.read_network(path, store, date, home)
    among = options.choose_among(reading.network, cluster, region)
    items = [
        match._asdict()
        for match in reading.network.find(text)
        if (not kinds or match.kind in kinds) and (among is None or match.id in among)
    ]
    meta = options.describe("find", reading, seed, lang)
    options.show("find", items[:limit], meta, form=form, output=output, lang=lang)


@click.command()
@options.network_options
@options.filter_options
@click.option(
    "--draws",
    type=click.IntRange(min=1),
    help="Draws from the null model, by default 1,999.",
)
@options.rules_option
@click.option("--rank", is_flag=True, help="Order the gaps by priority: P(real) x impact x feasibility.")
@click.option(
    "--weight",
    "weights",
    type=(str, click.FloatRange(min=0)),
    multiple=True,
    metavar="KIND NUMBER",
    help="What a kind of gap counts in that order, by default 1.",
)
@click.option(
    "--stability",
    is_flag=False,
    flag_value=50,
    type=click.IntRange(min=1),
    metavar="[COUNT]",
    help="Rank anew in so many networks without 5 % of the ties, by default 50, and show the intervals of the ranks.",
)
@click.option(
    "--explain",
    "explained",
    multiple=True,
    metavar="KIND",
    help="Say what this kind of gap is, how it is found and read and what to do, or `all`; no network is read.",
)
@click.option("--fail-on", metavar="WORD", help="Exit with code 4 if gaps of this kind or claim are found, or `any`.")
@options.save_option
@options.answer_options
def gaps(
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    cluster: str | None,
    kinds: tuple[str, ...],
    region: str | None,
    limit: int | None,
    draws: int | None,
    rules_file: Path | None,
    rank: bool,
    weights: tuple[tuple[str, float], ...],
    stability: int | None,
    explained: tuple[str, ...],
    fail_on: str | None,
    save: bool,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Find the cooperation gaps: tested group pairs, and weak points of the structure."""
    from graphcdc.gaps import GAP_KINDS, find_gaps, list_limits, read_rules
    from graphcdc.store import open_store

    if explained:
        _explain_kinds(explained, form, output, lang)
        return
    if fail_on is not None and fail_on not in (*GAP_KINDS, "structural", "statistical", "any"):
        raise UsageError("unknown_word", what="gap", text=fail_on, known=", ".join([*GAP_KINDS, "any"]))
    options.check_save(save, path)
    rules = read_rules(rules_file)
    reading = options.read_network(path, store, date, home)
    chosen = kinds or None
    with show_progress(lang) as progress:
        everything = find_gaps(reading.network, kinds=chosen, draws=draws, seed=seed, rules=rules, progress=progress)
    notes = list_limits(reading.network, kinds=chosen, rules=rules)
    if rank or weights or stability:
        everything = _rank_gaps(reading.network, everything, dict(weights), stability or 0, seed, lang)
        notes += [note for note in everything.notes if note not in reading.notes]
    found = _filter_gaps(reading.network, everything, cluster, region)
    shown = found[:limit]
    meta = options.describe("gaps", reading, seed, lang, notes)
    items = [gap.to_dict(lang) for gap in shown]
    listing = "gaps_ranked" if any(gap.priority is not None for gap in shown) else "gaps"
    options.show(listing, items, meta, form=form, output=output, lang=lang)
    if save:
        with open_store(store) as opened:
            run = opened.save_gaps(shown, as_of=reading.network.date, lang=lang)
        options.say_saved(run, "saved_gaps", lang)
    if fail_on is not None and any(fail_on in (gap.kind, gap.claim, "any") for gap in found):
        sys.exit(4)


@click.command()
@click.argument("name")
@options.network_options
@options.limit_option
@options.answer_options
def profile(
    name: str,
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    limit: int | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Show one organization: who it is, how it stands in the network, its gaps, and whom to meet."""
    from graphcdc.gaps import find_gaps
    from graphcdc.partners import recommend_partners
    from graphcdc.profiles import describe_organization
    from graphcdc.standing import measure_organizations

    reading = options.read_network(path, store, date, home)
    node = reading.network.resolve(name, ORGANIZATION_KINDS)
    with show_progress(lang) as progress:
        found = find_gaps(reading.network, seed=seed, progress=progress)
    suggestions = recommend_partners(reading.network, node, k=limit or 5, gaps=found, seed=seed)
    standing = measure_organizations(reading.network, seed=seed)
    described = describe_organization(reading.network, node, gaps=found, suggestions=suggestions, standing=standing)
    meta = options.describe("profile", reading, seed, lang, standing.list_limits())
    options.show("profile", [described.to_dict(lang)], meta, form=form, output=output, lang=lang)


@click.command()
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@options.network_options
@options.limit_option
@options.answer_options
def path(
    source: str,
    target: str,
    path: Path | None,
    store: str | None,
    date: str | None,
    home: str | None,
    seed: int,
    limit: int | None,
    form: str | None,
    output: Path | None,
    lang: str,
) -> None:
    """Find who can introduce A to B: ways over joint projects and direct ties, the fewest steps first."""
    from graphcdc.introductions import find_introductions

    reading = options.read_network(path, store, date, home)
    ways = find_introductions(reading.network, source, target, k=limit or 3)
    meta = options.describe("path", reading, seed, lang)
    items = [way.to_dict(lang) for way in ways]
    options.show("path", items, meta, form=form, output=output, lang=lang)


def _rank_gaps(
    network: Network, found: Findings[Gap], weights: dict[str, float], stability: int, seed: int, lang: str
) -> Findings[Gap]:
    """Order gaps by priority, with a bar for the networks that it takes."""
    from graphcdc.priorities import rank_gaps

    with show_progress(lang, "progress_stability") as progress:
        return rank_gaps(network, found, weights=weights, stability=stability, seed=seed, progress=progress)


def _explain_kinds(asked: tuple[str, ...], form: str | None, output: Path | None, lang: str) -> None:
    """Print what some kinds of gap are."""
    from graphcdc.gaps import GAP_KINDS, explain_kind

    kinds = GAP_KINDS if "all" in asked else dict.fromkeys(asked)
    meta = {"command": "gaps", "version": graphcdc.__version__, "notes": []}
    options.show("explain", [explain_kind(kind, lang) for kind in kinds], meta, form=form, output=output, lang=lang)


def _filter_gaps(network: Network, found: list[Gap], cluster: str | None, region: str | None) -> list[Gap]:
    from graphcdc.gaps import list_concerned

    among = options.choose_among(network, cluster, region)
    if among is None:
        return found
    if cluster:
        among = among | {network.resolve(cluster, ["cluster"])}
    return [
        gap for gap in found if among & {*list_concerned(network, gap, whole_clusters=not cluster), *(gap.groups or ())}
    ]


@contextlib.contextmanager
def show_progress(lang: str, what: str = "progress_draws") -> Iterator[Callable[[int, int | None], None] | None]:
    """Show a bar on the terminal; in a pipe or file nobody would see one."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say(what, lang), total=None)

        def advance(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
