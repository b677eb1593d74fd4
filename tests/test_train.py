"""Training: choices in, weights out, the same every time."""

import gzip
import json
from pathlib import Path

import pytest

from pipeline.build.train import (
    CHOICES,
    RIDGE,
    Choice,
    accuracy,
    read_choices,
    read_weights,
    report,
    train,
    write_weights,
)
from pipeline.extract.heads import FIELDS as POINTED
from pipeline.ranking import Candidate, Ranker, load_rankers


def choice(*features: str, right: int | None = 0, article: str = "a") -> Choice:
    """Return a choice among candidates of one feature each."""
    candidates = tuple({name: 1.0} for name in features)
    return Choice(article, candidates, tuple(i == right for i in range(len(features))))


TINY = [choice("good", "bad") for _ in range(10)] + [choice("bad", "worse") for _ in range(10)]


def test_training_finds_what_is_right() -> None:
    """What always wins weighs most, and the trained ranker chooses it."""
    weights = train(TINY, 0.5)
    assert weights["good"] > weights["bad"] > weights["worse"]
    assert accuracy(TINY, weights) == (1.0, 1.0)
    chances = Ranker(weights).chances(
        [Candidate(None, {name: 1.0}, "test") for name in ("worse", "good")], span=(0, 1)
    )
    assert chances[1] > 0.9


def test_training_ends_where_the_slope_does() -> None:
    """Of 8 to 2 the chance is 0.8 without a penalty: the optimum that is known."""
    rows = [choice("one", "two") for _ in range(8)] + [choice("one", "two", right=1)] * 2
    chance, _ = Ranker(train(rows, 0.0)).chances(
        [Candidate(None, {name: 1.0}, "test") for name in ("one", "two")], span=(0, 1)
    )
    assert chance == pytest.approx(0.8, abs=0.01)


def test_ridge_draws_weights_to_nothing() -> None:
    """A heavier penalty makes smaller weights."""
    light, heavy = train(TINY, 0.1), train(TINY, 10.0)
    assert abs(heavy["good"]) < abs(light["good"])


def test_several_right_candidates_share() -> None:
    """Where two are right, neither is pressed below the other."""
    rows = [Choice("a", ({"x": 1.0}, {"y": 1.0}, {"z": 1.0}), (True, True, False))] * 10
    weights = train(rows, 0.5)
    assert weights["x"] == pytest.approx(weights["y"], abs=0.01)
    assert weights["x"] > weights["z"]


def test_same_rows_same_weights() -> None:
    """Training has no chance in it."""
    assert train(TINY, 0.5) == train(TINY, 0.5)


def test_rare_features_and_lost_choices_teach_nothing() -> None:
    """A feature seen four times, a choice without a right one or of one candidate: left out."""
    rows = TINY + [choice("rare", "bad")] * 4 + [choice("lost", "bad", right=None)] * 9
    weights = train([*rows, *[choice("alone")] * 9], 0.5)
    assert set(weights) == {"good", "bad", "worse"}


def test_nothing_to_learn_from_gives_no_weights() -> None:
    """Without a usable choice there are no weights, and no crash."""
    assert train([], 0.5) == {}
    assert train([choice("lost", "bad", right=None)], 0.5) == {}


def test_accuracy_counts_what_could_be_right() -> None:
    """A choice without a right candidate is missed, and out of reach."""
    rows = [choice("good", "bad"), choice("good", "bad", right=1), choice("good", right=None)]
    right, reachable = accuracy(rows, {"good": 1.0})
    assert (right, reachable) == (pytest.approx(1 / 3), pytest.approx(2 / 3))


def test_report_holds_articles_back() -> None:
    """Each field has a line with what was right among articles not trained on."""
    rows = [Choice(f"article {i}", one.candidates, one.right) for i, one in enumerate(TINY * 2)]
    (line,) = report({"kind": rows})
    assert line.split() == ["kind", "right", "1.000", "reachable", "1.000", "(n", "40)"]


def test_choices_are_read_by_field(tmp_path: Path) -> None:
    """Each line is one choice; they stay in the order of the file."""
    path = tmp_path / "choices.jsonl.gz"
    lines = [
        {"article": "a", "field": "kind", "features": [{"x": 1.0}, {}], "right": [True, False]},
        {"article": "b", "field": "metric", "features": [{}], "right": [False]},
        {"article": "c", "field": "kind", "features": [{"y": 2.0}], "right": [True]},
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
    choices = read_choices(path)
    assert list(choices) == ["kind", "metric"]
    assert [one.article for one in choices["kind"]] == ["a", "c"]
    assert choices["kind"][0] == Choice("a", ({"x": 1.0}, {}), (True, False))


def test_committed_choices_can_be_trained_on() -> None:
    """The file has what the net has no part in, as many rights as candidates."""
    choices = read_choices(CHOICES)
    assert set(RIDGE) == set(load_rankers()) == set(choices) | set(POINTED)
    assert not set(choices) & set(POINTED)
    for rows in choices.values():
        assert all(len(one.candidates) == len(one.right) for one in rows)


def test_written_weights_are_read_back(workspace: Path) -> None:
    """What is written is what the rankers load; weights of nothing are left out."""
    (workspace / "seeds" / "lexicon").mkdir()
    path = workspace / "seeds" / "lexicon" / "weights.csv"
    write_weights({"made up": {"some, thing": 1.5, "tiny": 0.01, "less": -0.5}}, path)
    assert load_rankers(workspace)["made up"].weights == {"some, thing": 1.5, "less": -0.5}
    again = path.read_bytes()
    write_weights({"made up": {"less": -0.5, "some, thing": 1.5}}, path)
    assert path.read_bytes() == again
    assert read_weights(path) == {"made up": {"less": -0.5, "some, thing": 1.5}}
