"""Marks handed out to the sentences they stand in."""

from dataclasses import dataclass

import pytest

from pipeline.components.marked import inside
from tests.model_fixtures import mark, mark_one


@dataclass(frozen=True)
class Stretch:
    """Something with a place."""

    start: int
    end: int


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 10, [(0, 3), (5, 10)]), (0, 9, [(0, 3)]), (1, 10, [(5, 10)]), (3, 5, [])],
)
def test_inside_is_wholly_within(start: int, end: int, expected: list[tuple[int, int]]) -> None:
    """What reaches over a border is not inside."""
    stretches = [Stretch(0, 3), Stretch(5, 10)]
    assert [(s.start, s.end) for s in inside(stretches, start, end)] == expected


@pytest.mark.model
def test_every_sentence_has_its_own_marks() -> None:
    """Numbers, times, comparisons, companies and people go to the sentence they stand in."""
    marked = mark(
        "Sales rose 5% from a year earlier in 2028.\n"
        "Nothing stands here.\n"
        "Gartner put costs at $3 million, said Ann Poe.\n"
    )
    first, empty, last = marked.sentences
    text = marked.text
    words = [[text[m.start : m.end] for m in found] for found in (first.quantities, first.bases)]
    assert words == [["5%"], ["from a year earlier"]]
    assert "2028" in [text[p.start : p.end] for p in first.periods]
    assert [*empty.quantities, *empty.periods, *empty.companies, *empty.people] == []
    assert [c.name for c in last.companies] == ["Gartner"]
    assert [p.name for p in last.people] == ["Ann Poe"]
    assert text[last.start : last.end] == last.text


@pytest.mark.model
def test_other_quantities_leave_the_rest() -> None:
    """A sentence with quantities exchanged is otherwise the same."""
    sentence = mark_one("Gartner put sales at $3 million.")
    bare = sentence.with_quantities(())
    assert bare.quantities == ()
    assert (bare.companies, bare.text) == (sentence.companies, sentence.text)
    assert len(sentence.quantities) == 1
