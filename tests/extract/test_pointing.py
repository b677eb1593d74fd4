"""The net's part in a choice: classes, distances, points."""

import numpy as np
import pytest

from pipeline.encoder import FOLDER, load_encoder
from pipeline.extract import pointing
from pipeline.extract.heads import FIELDS, Heads, Told, points, read_heads, write_heads
from pipeline.extract.pointing import (
    ABSENT,
    DISTANCES,
    Pointer,
    Vectors,
    class_of,
    distance_class,
)
from pipeline.extract.windows import Windows, divide
from pipeline.ranking import Candidate, Ranker, Span, load_rankers
from tests.components.handmade import parse_by_hand

HEADS: Heads = read_heads(FOLDER)
TEXT = "Vessby sold 40 pumps in May. Norlund sold 60."
NAMES = [Candidate(name, {}, "in the sentence", name) for name in ("Vessby", "Norlund")]


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    """The vectors of the text, in one window."""
    encoder = load_encoder()
    return Vectors(encoder, Windows(TEXT, divide(parse_by_hand(TEXT)), encoder.table))


@pytest.mark.parametrize(
    ("number", "other", "steps"),
    [
        ((4, 6), (4, 6), 0),
        ((4, 6), (5, 9), 0),
        ((4, 6), (6, 7), 1),
        ((4, 6), (3, 4), -1),
        ((4, 6), (9, 10), 4),
        ((4, 6), (0, 1), -4),
        ((4, 6), (200, 201), 195),
    ],
    ids=["same", "overlapping", "right behind", "right before", "behind", "before", "far"],
)
def test_classes_of_distances(number: Span, other: Span, steps: int) -> None:
    """Distances are counted from the nearer end, and put into classes that rise."""
    assert distance_class(number, other) == np.searchsorted(DISTANCES, steps)


def test_absent_is_a_class_of_its_own() -> None:
    """No distance shares the class of what does not stand in the window."""
    assert distance_class((4, 6), None) == ABSENT
    assert max(distance_class((4, 6), (at, at + 1)) for at in range(400)) == ABSENT - 1


@pytest.mark.parametrize(
    ("name", "candidate", "expected"),
    [
        ("kind", Candidate("level", {}, "default"), "kind level"),
        ("period", Candidate(None, {}, "no period said"), "period none"),
        ("period", Candidate("2031", {}, "carried over: usual"), "period carried over: usual"),
        ("metric", Candidate("sales", {}, "subject 12"), "metric subject #"),
    ],
    ids=["by value", "unsaid", "by rule", "rule with a number"],
)
def test_classes_of_candidates(name: str, candidate: Candidate[str], expected: str) -> None:
    """A candidate is known by its value where there are few, else by its rule."""
    assert class_of(name, candidate) == expected


def test_the_net_reads_where_features_are_silent(vectors: Vectors) -> None:
    """Each of two companies without features is likelier for the figure that it sold."""
    pointer = Pointer("company", Ranker({}), HEADS, vectors)
    starts = (TEXT.index("40"), TEXT.index("60"))
    first, second = (pointer.chances(NAMES, span=(start, start + 2)) for start in starts)
    assert sum(first) == pytest.approx(1)
    assert first[0] > second[0]
    assert first[1] < second[1]


def test_outside_the_windows_features_alone_decide(vectors: Vectors) -> None:
    """A span that no window holds is chosen for by the ranker."""
    pointer = Pointer("company", Ranker({}), HEADS, vectors)
    assert pointer.chances(NAMES, span=(9_000, 9_002)) == [0.5, 0.5]


@pytest.mark.parametrize(("weight", "is_read"), [(5.0, False), (2.0, True), (-5.0, True)])
def test_what_is_surely_no_forecast_is_not_read(
    vectors: Vectors, weight: float, *, is_read: bool
) -> None:
    """A clause that the features alone rule out costs no reading; any other is read."""
    ranker = Ranker({"plain": weight})
    clause = [Candidate(None, {"plain": 1.0}, "no forecast"), Candidate("yes", {}, "a forecast")]
    found = Pointer("forecast", ranker, HEADS, vectors).chances(clause, span=(0, 28))
    assert (found != ranker.chances(clause, span=(0, 28))) == is_read


def test_few_windows_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long article's windows are let go and encoded anew, with the same vectors."""
    encoder = load_encoder()
    text = "Norlund sold 60.\n\n" * 4
    windows = Windows(text, divide(parse_by_hand(text)), encoder.table)
    monkeypatch.setattr(pointing, "KEPT", 2)
    vectors = Vectors(encoder, windows)
    first = vectors.means(0, [(0, 2)])
    for window in range(1, 4):
        vectors.means(window, [(0, 2)])
        assert len(vectors._sums) <= 2
    assert np.array_equal(vectors.means(0, [(0, 2)]), first)


def test_candidates_that_stand_nowhere_get_points(vectors: Vectors) -> None:
    """Points need no place: a carried time has none."""
    number = vectors.means(0, [(2, 3)])[0]
    told = Told(number, np.zeros((0, 384), np.float32), [], [[], []], ["new", "new"], [ABSENT] * 2)
    assert points(HEADS, "period", told) == pytest.approx(points(HEADS, "period", told)[::-1])


def test_heads_survive_being_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is read is what was written, in half of the digits."""
    folder = tmp_path_factory.mktemp("heads")
    write_heads(HEADS, folder)
    again = read_heads(folder)
    assert again.rows == HEADS.rows
    for name in FIELDS:
        assert np.array_equal(again.by_field[name].number, HEADS.by_field[name].number)


def test_every_field_of_the_net_has_weights() -> None:
    """The table of weights was trained together with the heads."""
    rankers = load_rankers()
    assert set(FIELDS) <= set(rankers)
    assert set(HEADS.by_field) == set(FIELDS)
