"""Files of weights: written, read back, refused; and what they change in suggestions and explanations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from histories import draw_history
from networks import make_network, two_islands_and_a_loner

from graphcdc import DataError, Network, OutputError, Team, close_gap, find_gaps
from graphcdc.cli import commands, options
from graphcdc.evaluation.own import Own
from graphcdc.partners import recommend_partners, scoring
from graphcdc.partners.absence import explain_absence
from graphcdc.partners.changes import find_smallest_change
from graphcdc.partners.scoring import HELD_OUT, SHIPPED, Scorer, shipped_scorer
from graphcdc.partners.weights import LISTS, Weights, read_weights_file, write_weights_file

#: The least active first, and the most active first.
QUIET = Scorer({"popularity": (0.0, -3.0, 0.0, 0.0, 0.0, 0.0)}, (-3.0, 1.0, 0.0, 0.0))
BUSY = Scorer({"popularity": (0.0, 3.0, 0.0, 0.0, 0.0, 0.0)}, (-3.0, 1.0, 0.0, 0.0))
EVERYWHERE = [(name, scale) for name in LISTS for scale in ("whole", "region", "own")]
TASK, NEW = "completion", "completion_new_blood"


# The file ------------------------------------------------------------------------------------------------------------


def make_own(weights: Weights) -> Own:
    return Own(("2018-01-01", "2019-01-01"), (), weights, "a survey [2020]")


def test_a_file_of_weights_comes_back_as_it_was(tmp_path: Path) -> None:
    weights = Weights({(TASK, "own"): QUIET, ("partner", "own"): BUSY}, "2019-12-31")
    path = tmp_path / "own.json"
    said = make_own(weights).write(path)
    assert said.say("en").startswith(f"the adopted weights are in {path} (new partner; missing member);")
    read = read_weights_file(path)
    assert (read.lists, read.until) == (("partner", TASK), "2019-12-31")
    for key, scorer in weights.scorers.items():
        back = read.scorers[key]
        assert ({name: tuple(own) for name, own in back.weights.items()}, back.odds) == (scorer.weights, scorer.odds)
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    assert set(content) == {"made_by", "learned_from", "until", "scorers"}
    assert content["learned_from"] == "a survey [2020]"
    # The same file every time: no place, no time.
    assert str(tmp_path) not in text
    make_own(weights).write(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == text
    assert sorted(one.name for one in tmp_path.iterdir()) == ["again.json", "own.json"]


def test_nothing_is_written_where_nothing_is_adopted(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    assert make_own(Weights()).write(path).say("en") == f"{path} was not written: no weights were adopted"
    assert not path.exists()
    with pytest.raises(OutputError):
        make_own(Weights({(TASK, "own"): QUIET}, "2019-12-31")).write(tmp_path / "nowhere" / "own.json")


@pytest.mark.parametrize("name", [SHIPPED, HELD_OUT])
def test_the_shipped_files_are_written_by_the_same_writer(name: str, tmp_path: Path) -> None:
    shipped = Path(scoring.__file__).with_name(name).read_text(encoding="utf-8")
    write_weights_file(tmp_path / name, json.loads(shipped))
    assert (tmp_path / name).read_text(encoding="utf-8") == shipped


def change(**given: Any) -> str:
    """A file of one scorer with other odds, weights or names."""
    scorer = {"odds": [-3.0, 1.0, 0.0, 0.0], "weights": {"popularity": [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]}}
    scorer |= {name: value for name, value in given.items() if name in scorer}
    return json.dumps(
        {"until": "2019-12-31", "scorers": {given.get("task", "partner"): {given.get("scale", "own"): scorer}}}
    )


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "weights_not_json"),
    "cut off": (change()[:-9], "weights_not_json"),
    "no text": (b"\xff\xfe\x00PK", "weights_not_json"),
    "deep": ("[" * 100_000, "weights_not_json"),
    "a list": ("[1, 2]", "weights_foreign"),
    "another object": ('{"meta": {}, "items": []}', "weights_foreign"),
    "no last day": ('{"scorers": {}}', "weights_foreign"),
    "a number of a last day": ('{"scorers": {}, "until": 2019}', "weights_foreign"),
    "scorers in a list": ('{"scorers": [], "until": "2019"}', "weights_foreign"),
    "no odds": (change(odds=None), "weights_foreign"),
    "weights in a list": (change(weights=[1.0]), "weights_foreign"),
    "another task": (change(task="tea"), "weights_unknown_list"),
    "no scales": ('{"until": "2019", "scorers": {"partner": 3}}', "weights_unknown_list"),
    "another scale": (change(scale="tea"), "weights_unknown_scale"),
    "another signal": (change(weights={"tea": [0.0] * 6}), "weights_unknown_signal"),
    "too few forms": (change(weights={"popularity": [0.0] * 3}), "weights_count"),
    "no forms": (change(weights={"popularity": 1.0}), "weights_count"),
    "too many odds": (change(odds=[0.0, 1.0, 0.0, 0.0, 0.0]), "weights_count"),
    "not a number": (change(weights={"popularity": [float("nan")] * 6}), "weights_no_number"),
    "endless": (change(odds=[0.0, 1.0, float("-inf"), 0.0]), "weights_no_number"),
    "huge": (change(odds=[0.0, 1.0, 10**400, 0.0]), "weights_no_number"),
    "a word": (change(weights={"popularity": ["1"] * 6}), "weights_no_number"),
    "a flag": (change(weights={"popularity": [True] * 6}), "weights_no_number"),
    "turned round": (change(odds=[0.0, -1.0, 0.0, 0.0]), "weights_slope"),
    "flat": (change(odds=[0.0, 0.0, 0.0, 0.0]), "weights_slope"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_foreign_file_is_named_with_what_is_wrong(name: str, tmp_path: Path) -> None:
    given, key = BROKEN[name]
    path = tmp_path / "own.json"
    path.write_bytes(given if isinstance(given, bytes) else given.encode())
    with pytest.raises(DataError) as error:
        read_weights_file(path)
    assert error.value.key == key
    for lang, words in (("en", "earn|Make"), ("ru", "Подберите|Создайте")):
        text = error.value.text(lang)
        assert str(path) in text
        assert any(word in text for word in words.split("|"))  # what to do next
        assert len(text) < 600


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "own.json", "weights_no_file"), (tmp_path, "weights_unreadable")):
        with pytest.raises(DataError) as error:
            read_weights_file(path)
        assert (error.value.key, str(path) in error.value.text("ru")) == (key, True)
    path = tmp_path / "held-out.json"
    path.write_bytes(Path(scoring.__file__).with_name(HELD_OUT).read_bytes())
    with pytest.raises(DataError) as error:
        read_weights_file(path)
    assert error.value.key == "weights_unknown_list"


# What they change ----------------------------------------------------------------------------------------------------


def market() -> Network:
    """u1 asks; c1, c2 and c3 take part in 4, 3 and 2 projects with b1, who has one with u1."""
    teams = {f"p{at}": ["b1", *(f"c{one}" for one in (1, 2, 3) if at < 5 - one)] for at in range(4)}
    return make_network({"q": ["u1", "b1"], **teams}, alone=["d1"])


def tell(found: Any) -> list[Any]:
    return [one.to_dict("en") for one in found]


def test_weights_decide_the_order() -> None:
    orders = {}
    for name, scorer in (("busy", BUSY), ("quiet", QUIET)):
        weights = Weights(dict.fromkeys(EVERYWHERE, scorer), "2019-12-31")
        found = recommend_partners(market(), "u1", weights=weights)
        orders[name] = [one.candidate for one in found if one.list == "main"]
        for one in found:
            assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-9)
            assert {part for part, value in one.parts.items() if value} <= {"base", "activity"}
    assert orders == {"busy": ["c1", "c2", "c3"], "quiet": ["c3", "c2", "c1"]}


def test_where_they_hold_nothing_the_shipped_ones_rank(tmp_path: Path) -> None:
    network = draw_history(0, organizations=60, projects=260)
    path = tmp_path / "shipped.json"
    path.write_bytes(Path(scoring.__file__).with_name(SHIPPED).read_bytes())
    for query in (str(network.node["id"][0]), "p0250", Team(members=(str(network.node["id"][3]),))):
        shipped = tell(recommend_partners(network, query))
        # Nothing at all, another scale, and the shipped weights themselves.
        other = Weights({(name, "whole"): QUIET for name in LISTS}, "2019-12-31")
        for weights in (Weights(), other, read_weights_file(path)):
            assert tell(recommend_partners(network, query, weights=weights)) == shipped
    # Of one task, and of one list of it.
    first = str(network.node["id"][0])
    assert tell(recommend_partners(network, first, weights=Weights({(TASK, "own"): QUIET}))) == tell(
        recommend_partners(network, first)
    )
    new = Weights({(NEW, "own"): QUIET})
    old, turned = (recommend_partners(network, "p0250", weights=weights) for weights in (None, new))
    assert tell(one for one in old if one.list == "main") == tell(one for one in turned if one.list == "main")
    assert tell(one for one in old if one.list != "main") != tell(one for one in turned if one.list != "main")
    assert new.find(TASK, "own").weights == shipped_scorer(TASK, "own").weights


def test_explanations_and_gaps_go_by_the_same_weights() -> None:
    network = market()
    for scorer, last in ((BUSY, "c3"), (QUIET, "c1")):
        weights = Weights(dict.fromkeys(EVERYWHERE, scorer), "2019-12-31")
        absence = explain_absence(network, "u1", last, k=1, weights=weights)
        assert (absence.standing, absence.rank, absence.ranked) == ("below", 3, 3)
        assert set(absence.costs) == {"activity"}
        change = find_smallest_change(network, "u1", weights=weights)
        assert change is not None
        assert change.candidate == recommend_partners(network, "u1", weights=weights)[0].candidate != last
    islands = two_islands_and_a_loner()
    gap = next(gap for gap in find_gaps(islands) if gap.members == ("d1",))
    busy, quiet = (
        close_gap(islands, gap, k=9, weights=Weights(dict.fromkeys(EVERYWHERE, scorer))) for scorer in (BUSY, QUIET)
    )
    assert {one.candidate for one in busy} == {one.candidate for one in quiet} != set()
    assert [one.score for one in busy] != [one.score for one in close_gap(islands, gap, k=9)]


# The command ---------------------------------------------------------------------------------------------------------


def use(network: Network, weights: Weights, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands read this network, and write the weights into a file."""
    monkeypatch.setattr(options, "read_network", lambda *rest: options.Reading(network, ()))
    about = {"made_by": "graphcdc backtest --learn", "learned_from": "", "until": weights.until}
    write_weights_file(path, {**about, "scorers": weights.to_dict()})


def run(*words: str) -> Any:
    result = CliRunner().invoke(commands, ["partners", *words, "--lang", "en", "-f", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_command_uses_a_file_of_weights_and_says_what_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    network = draw_history(0, organizations=60, projects=260)
    weights = Weights({(TASK, "own"): QUIET}, "2019-12-31")
    path = tmp_path / "own.json"
    use(network, weights, path, monkeypatch)
    given = ("--weights", str(path))
    note = f"weights of {path}, learned up to 2019-12-31, for: missing member; the shipped ones for all else"
    one, two = (str(node) for node in network.node["id"][:2])
    for asked, query in ((["p0250"], "p0250"), (["--member", one, "--member", two], Team(members=(one, two)))):
        answer = run(*asked, *given)
        assert answer["items"] == tell(recommend_partners(network, query, weights=weights))
        assert answer["items"] != run(*asked)["items"]
        assert (answer["meta"]["notes"][0], note in run(*asked)["meta"]["notes"]) == (note, False)
    first, second = (one["candidate"] for one in run("p0250", *given)["items"][:2])
    absence = run("p0250", "--why-not", second, "--limit", "1", *given)
    assert (absence["items"][0]["rank"], absence["meta"]["notes"]) == (2, [note])
    hangs = run("p0250", "--what-if-removed", "--limit", "1", *given)
    found = find_smallest_change(network, "p0250", k=1, weights=weights)
    assert hangs["items"][0]["candidate"] == first
    assert hangs["items"][0]["smallest_change"] == (None if found is None else found.to_dict("en"))


def test_a_gap_alone_and_an_empty_file_are_taken_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    network = two_islands_and_a_loner()
    gap = next(gap for gap in find_gaps(network) if gap.members == ("d1",))
    path = tmp_path / "own.json"
    for weights in (Weights(dict.fromkeys(EVERYWHERE, QUIET), "2019-12-31"), Weights({}, "2019-12-31")):
        use(network, weights, path, monkeypatch)
        answer = run("--gap", gap.id, "--weights", str(path))
        assert answer["items"] == tell(close_gap(network, gap, weights=weights))
        note = f"weights of {path}" if weights.lists else f"{path} holds no weights; the shipped ones are used"
        assert answer["meta"]["notes"][0].startswith(note)
