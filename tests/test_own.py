"""Weights of a network's own: when they are adopted, what stands in their file, and what they change.

The shipped weights come anew with other data, so where something hangs on them they are replaced by known ones.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from histories import draw_history
from networks import make_network
from numpy.typing import NDArray

from graphcdc import Network, Suggestion, UsageError, evaluation
from graphcdc.cli import commands, options
from graphcdc.evaluation import Backtest, list_days, own
from graphcdc.evaluation.examples import Lessons, Question, learn_scorer
from graphcdc.evaluation.own import Own, learn_own
from graphcdc.evaluation.trials import Origin, list_trials
from graphcdc.model import TASKS
from graphcdc.partners import recommend_partners
from graphcdc.partners.scoring import Scorer
from graphcdc.partners.weights import read_weights_file

#: The most active first, whoever asks.
BUSY = Scorer({"popularity": (0.0, 3.0, 0.0, 0.0, 0.0, 0.0)}, (-3.0, 1.0, 0.0, 0.0))
TASK, NEW = "completion", "completion_new_blood"


def history(seed: int = 0) -> Network:
    return draw_history(seed, organizations=60, projects=260)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few questions are enough, and there are plain weights in place of the shipped ones."""
    monkeypatch.setattr(own, "LEAST_QUESTIONS", 60)
    monkeypatch.setattr(own, "shipped_scorer", lambda name, scale: BUSY)


def pull(monkeypatch: pytest.MonkeyPatch, ridge: float) -> None:
    monkeypatch.setattr(own, "RIDGE", dict.fromkeys(TASKS, ridge))


def read_questions(network: Network, days: list[str], name: str) -> list[Question]:
    """All questions of some days about everybody, or about newcomers."""
    lessons = Lessons()
    for day in days:
        origin = Origin.of(network, day)
        for trial in list_trials(origin, TASK, np.ones(len(origin.basis.degrees), dtype=bool)):
            lessons.add(origin.basis, trial)
    return lessons.newcomers if name == NEW else lessons.everybody


def count_answered(questions: list[Question]) -> int:
    return sum(bool(one.true.any()) for one in questions)


# What is adopted -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def adopted() -> tuple[Network, Own]:
    """A network and the weights that it learned, where the shipped ones are plain."""
    network = draw_history(0, organizations=90, projects=450)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own, "LEAST_QUESTIONS", 60)
        patch.setattr(own, "shipped_scorer", lambda name, scale: BUSY)
        pull(patch, 20.0)
        return network, learn_own(network, task=TASK, most=None)


def test_weights_that_suggest_better_are_adopted_and_learned_again_from_all_days(adopted: tuple[Network, Own]) -> None:
    network, found = adopted
    everybody, newcomers = found.decisions
    assert (everybody.name, everybody.level, newcomers.name) == (TASK, "better", NEW)
    values = everybody.said.values
    assert 1 < values["low"] < values["ratio"] < values["high"]
    *past, last = list_days(network)
    assert (found.days, found.weights.until) == ((*past, last), f"{last[:4]}-12-31")
    learned, judged = read_questions(network, past, TASK), read_questions(network, [last], TASK)
    assert (values["learned"], values["judged"]) == (count_answered(learned), count_answered(judged))
    expected = learn_scorer([*learned, *judged], 20.0, BUSY)
    assert found.weights.scorers == {(TASK, "own"): everybody.scorer}
    assert everybody.scorer is not None
    names = learned[0].signals
    assert everybody.scorer.align(names) == pytest.approx(expected.align(names), abs=1e-3)
    assert everybody.scorer.odds == pytest.approx(expected.odds, abs=1e-2)


def test_weights_that_are_no_better_are_not_adopted(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(monkeypatch, 1e20)  # the own ones are the shipped ones
    everybody, _ = learn_own(history(), task=TASK).decisions
    assert (everybody.level, everybody.scorer) == ("no_better", None)
    assert [everybody.said.values[name] for name in ("ratio", "low", "high")] == [1, 1, 1]
    assert everybody.said.say("en").startswith(
        "missing member: weights of its own are not shown to be better: NDCG@10 is 1 times that of the shipped ones"
    )
    assert "готовые веса" in everybody.said.say("ru")


def test_nothing_of_the_day_that_judges_is_learned_from(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(monkeypatch, 1e20)
    seen: set[str] = set()

    class Noted(Lessons):
        def add(self, basis: Any, *trial: Any, **rest: Any) -> None:
            seen.add(basis.network.date)
            super().add(basis, *trial, **rest)

    monkeypatch.setattr(own, "Lessons", Noted)
    network = history()
    learn_own(network, task=TASK)
    days = list_days(network)
    assert len(days) > 2
    assert seen == {f"{int(day[:4]) - 1}-12-31" for day in days[:-1]}


def test_new_blood_has_questions_and_a_decision_of_its_own(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    pull(monkeypatch, 20.0)
    monkeypatch.setattr(own, "LEAST_QUERIES", 5)
    monkeypatch.setattr(own, "LEAST_QUESTIONS", 10)
    network = history()
    everybody, newcomers = learn_own(network, task=TASK, most=None).decisions
    *past, last = list_days(network)
    for decision in (everybody, newcomers):
        counts = [count_answered(read_questions(network, days, decision.name)) for days in (past, [last])]
        assert [decision.said.values[name] for name in ("learned", "judged")] == counts
    assert newcomers.said.values["learned"] < everybody.said.values["learned"]


@pytest.mark.parametrize(("least", "few"), [(10**6, 5), (10, 10**6)])
def test_too_short_a_history_keeps_the_shipped_weights(
    small: None, monkeypatch: pytest.MonkeyPatch, least: int, few: int
) -> None:
    monkeypatch.setattr(own, "LEAST_QUESTIONS", least)
    monkeypatch.setattr(own, "LEAST_QUERIES", few)
    found = learn_own(history(), task=["kick_off", TASK], most=60)
    assert [one.name for one in found.decisions] == [TASK, NEW, "kick_off", "kick_off_new_blood"]
    assert {one.level for one in found.decisions} == {"too_short"}
    assert not found.weights.lists
    said = found.decisions[1].said
    assert said.say("en").startswith("missing member, new blood: the history is too short for weights of its own: ")
    assert said.say("ru").startswith("кого не хватает, новые лица: для собственных весов история коротка")


def test_the_numbers_of_questions_that_it_takes() -> None:
    assert (own.LEAST_QUESTIONS, own.LEAST_QUERIES) == (200, 30)
    gains = own._Gains(["p"] * 29, [], [])
    assert own._conclude(TASK, 200, gains, 0).level == "too_short"


@pytest.mark.parametrize(("years", "days"), [(1, 0), (2, 1)])
def test_it_takes_two_days_to_ask_on(years: int, days: int) -> None:
    found = learn_own(draw_history(0, organizations=40, projects=60, years=years))
    assert (len(found.days), found.decisions, found.weights.lists) == (days, (), ())
    (note,) = found.list_notes()
    assert f"there {'is' if days == 1 else 'are'} {days}." in note.say("en")
    assert f"сейчас таких лет {days}." in note.say("ru")
    with pytest.raises(UsageError):
        learn_own(make_network({}), task="tea")


def judge_ranks(own_ranks: list[float], shipped_ranks: list[float]) -> Any:
    """The decision of these ranks of the true one, question by question."""
    subjects = [f"p{at}" for at in range(len(own_ranks))]
    ranks: list[list[NDArray[np.float64]]] = [[np.array([one]) for one in own_ranks]]
    ranks.append([np.array([one]) for one in shipped_ranks])
    return own._conclude(TASK, 200, own._Gains(subjects, *ranks), 0)


def test_what_is_concluded_from_ranks() -> None:
    better = judge_ranks([1.0] * 40, [3.0] * 40)
    assert (better.level, better.said.key) == ("better", "own_better")
    assert [better.said.values[name] for name in ("ratio", "low", "high")] == pytest.approx([2, 2, 2])
    assert judge_ranks([3.0] * 40, [1.0] * 40).level == "no_better"
    # Better in one question of forty may be chance, and nothing can be told against weights that find nobody.
    assert judge_ranks([1.0] + [2.0] * 39, [2.0] * 40).level == "no_better"
    # Where the shipped ones find nobody, or in some draw nobody, there is no ratio, and the difference decides.
    nobody, hardly = [np.inf] * 40, [np.inf] * 39 + [1.0]
    opens = [judge_ranks([1.0] * 40, nobody), judge_ranks([1.0] * 40, hardly), judge_ranks(hardly, nobody)]
    opens.append(judge_ranks(nobody, nobody))
    assert [one.level for one in opens] == ["better", "better", "no_better", "no_better"]
    assert {one.said.key for one in opens} == {"own_better_open", "own_no_better_open"}
    assert [(one.said.values["own"], one.said.values["shipped"]) for one in opens] == [
        (1, 0),
        (1, 0.025),
        (0.025, 0),
        (0, 0),
    ]
    for decision in (better, *opens):
        assert "40" in decision.said.say("en")
        assert "40" in decision.said.say("ru")


def test_the_same_history_gives_the_same_weights_whatever_the_seed(
    adopted: tuple[Network, Own], small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull(monkeypatch, 20.0)
    network, one = adopted
    two = learn_own(network, task=TASK, most=None, seed=1)
    assert one.weights.to_dict() == two.weights.to_dict() != {}
    values, others = one.decisions[0].said.values, two.decisions[0].said.values
    assert (values["ratio"], values["learned"]) == (others["ratio"], others["learned"])
    assert (values["low"], values["high"]) != (others["low"], others["high"])


def test_questions_are_shared_out_but_never_fewer_than_it_takes(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "COUNTED", 8)
    told: list[int] = []
    everybody, _ = learn_own(history(), task=TASK, most=1, progress=told.append).decisions
    assert 60 <= everybody.said.values["learned"] < 70
    assert 0 < everybody.said.values["judged"] <= 60
    assert told == list(range(1, len(told) + 1))
    all_of_them, _ = learn_own(history(), task=TASK, most=None).decisions
    assert all_of_them.said.values["learned"] > 100


# What comes of it ---------------------------------------------------------------------------------------------------


def test_learned_weights_suggest_with_parts_that_sum_to_the_score(adopted: tuple[Network, Own]) -> None:
    network, weights = adopted[0], adopted[1].weights
    found: list[Suggestion] = list(recommend_partners(network, "p0250", weights=weights))
    assert [one.score for one in found] != [one.score for one in recommend_partners(network, "p0250")]
    for one in found:
        assert sum(one.parts.values()) == pytest.approx(one.score, abs=1e-9)
    scores = [one.score for one in found if one.list == "main"]
    assert scores == sorted(scores, reverse=True)


# The commands --------------------------------------------------------------------------------------------------------


def run(*words: str, code: int = 0) -> Any:
    result = CliRunner().invoke(commands, [*words, "--lang", "en"])
    assert result.exit_code == code, result.output
    return json.loads(result.stdout) if code == 0 else result.output


def test_a_backtest_learns_weights_and_writes_them(
    adopted: tuple[Network, Own], small: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pull(monkeypatch, 20.0)
    network = adopted[0]
    monkeypatch.setattr(options, "read_network", lambda *rest: options.Reading(network, ()))
    path = tmp_path / "own.json"
    # The judgement of the shipped weights beside it has tests of its own.
    judged: list[dict[str, Any]] = []
    monkeypatch.setattr(evaluation, "backtest", lambda _, **asked: judged.append(asked) or Backtest((), ()))
    answer = run("backtest", "--task", TASK, "--most", "300", "-f", "json", "--learn", str(path))
    assert [(asked["task"], asked["most"], asked["seed"]) for asked in judged] == [((TASK,), 300, 0)]
    *_, everybody, newcomers, written = answer["meta"]["notes"]
    assert everybody.startswith("missing member: weights of its own are better: ")
    assert newcomers.startswith("missing member, new blood: ")
    assert written.startswith(f"the adopted weights are in {path} (missing member")
    weights, found = read_weights_file(path), adopted[1].weights
    assert (weights.to_dict(), weights.until) == (found.to_dict(), found.until)


def test_a_backtest_that_adopts_nothing_writes_nothing(
    small: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    network = draw_history(0, organizations=40, projects=60, years=2)
    monkeypatch.setattr(options, "read_network", lambda *rest: options.Reading(network, ()))
    path = tmp_path / "own.json"
    answer = run("backtest", "--setting", "whole", "--most", "5", "-f", "json", "--learn", str(path))
    *_, why, written = answer["meta"]["notes"]
    assert why.startswith("Weights of the network's own take two years")
    assert written == f"{path} was not written: no weights were adopted"
    assert not path.exists()


def test_commands_refuse_what_they_cannot_write_or_read_before_any_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(options, "read_network", lambda *rest: pytest.fail("the network was read"))
    assert "there is no folder" in run("backtest", "--learn", str(tmp_path / "nowhere" / "own.json"), code=1)
    missing = run("partners", "u1", "--weights", str(tmp_path / "own.json"), code=1)
    assert "there is no file of weights" in missing
