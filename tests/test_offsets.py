"""Offset maps: what stands where before and after edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offsets import apply_edits, chain_edits
from schemas import Edit


def edit(start: int, end: int, replacement: str, rule: str = "test") -> Edit:
    """Return an edit in the order in which one reads it."""
    return Edit(char_start=start, char_end=end, replacement=replacement, rule=rule)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Draw edits that fit `text`: in order, apart, insertions and removals among them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [edit(low, high, draw(st.text(alphabet="xyz", max_size=3))) for low, high in pairs]


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """Draw a text of letters that occur once, and edits of it."""
    text = "abcdefghijklmnopqrstuvwABCDEFGHIJKLMNOPQRSTUVW"[: draw(st.integers(0, 40))]
    return text, draw(edits_of(text))


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], "leapsThis one", id="nothing"),
        pytest.param([edit(5, 5, ". ")], "leaps. This one", id="insertion"),
        pytest.param([edit(5, 9, "")], "leaps one", id="removal"),
        pytest.param([edit(0, 5, "jumps"), edit(10, 13, "1")], "jumpsThis 1", id="replacements"),
        pytest.param([edit(5, 5, "-"), edit(5, 9, "")], "leaps- one", id="side_by_side"),
        pytest.param([edit(13, 13, "!")], "leapsThis one!", id="at_the_end"),
    ],
)
def test_edits_are_made(edits: list[Edit], expected: str) -> None:
    """Every edit is made at its place in the raw text."""
    assert apply_edits("leapsThis one", edits)[0] == expected


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([edit(4, 5, ""), edit(2, 3, "")], id="out_of_order"),
        pytest.param([edit(1, 4, ""), edit(3, 5, "")], id="overlapping"),
        pytest.param([edit(4, 9, "")], id="beyond_the_text"),
        pytest.param([edit(3, 2, "")], id="backwards"),
    ],
)
def test_impossible_edits_are_refused(edits: list[Edit]) -> None:
    """Edits that cannot all be made raise."""
    with pytest.raises(ValueError, match="test"):
        apply_edits("served", edits)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(0, 5, (0, 5), id="before_the_insertion"),
        pytest.param(7, 11, (5, 9), id="after_the_insertion"),
        pytest.param(0, 11, (0, 9), id="around_the_insertion"),
        pytest.param(4, 7, (4, 5), id="ends_with_inserted"),
        pytest.param(5, 8, (5, 6), id="starts_with_inserted"),
        pytest.param(5, 7, (5, 5), id="only_inserted"),
        pytest.param(6, 6, (5, 5), id="empty"),
    ],
)
def test_inserted_characters_give_no_raw_characters(
    start: int, end: int, expected: tuple[int, int]
) -> None:
    """A span with inserted characters covers only those that stand in the raw text."""
    _, offsets = apply_edits("leapsThis", [edit(5, 5, ". ")])
    assert offsets.to_raw(start, end) == expected


def test_spans_leave_out_removed_characters_beside_them() -> None:
    """A removed character belongs to a span only if characters on both sides do."""
    text, offsets = apply_edits("so\u00adft", [edit(2, 3, "")])
    assert text == "soft"
    assert [offsets.to_raw(*span) for span in ((0, 2), (2, 4), (0, 4))] == [(0, 2), (3, 5), (0, 5)]


def test_a_cut_replacement_is_covered_whole() -> None:
    """Half of a decoded entity comes from the whole entity."""
    text, offsets = apply_edits("o\ufb01x", [edit(1, 2, "fi")])
    assert text == "ofix"
    assert offsets.to_raw(2, 3) == (1, 2)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        pytest.param(2, 2, id="before"),
        pytest.param(5, 5, id="first_removed"),
        pytest.param(7, 5, id="in_the_middle_of_the_removed"),
        pytest.param(9, 5, id="after"),
        pytest.param(13, 9, id="end"),
    ],
)
def test_removed_characters_map_to_their_place(position: int, expected: int) -> None:
    """A raw position gives the place in the cleaned text where its character would stand."""
    _, offsets = apply_edits("leapsThis one", [edit(5, 9, "")])
    assert offsets.to_text(position) == expected


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 99)])
def test_spans_outside_the_text_are_refused(span: tuple[int, int]) -> None:
    """A span that is none of the text raises instead of being clipped."""
    _, offsets = apply_edits("served", [])
    with pytest.raises(ValueError, match="not within"):
        offsets.to_raw(*span)


@pytest.mark.parametrize("position", [-1, 7])
def test_positions_outside_the_text_are_refused(position: int) -> None:
    """A position that is none of the raw text raises instead of being clipped."""
    _, offsets = apply_edits("served", [])
    with pytest.raises(ValueError, match="not within"):
        offsets.to_text(position)


@given(edited_texts())
def test_unedited_characters_keep_their_raw_place(case: tuple[str, list[Edit]]) -> None:
    """Every character that no edit touched is found again at its raw position, both ways."""
    raw_text, edits = case
    text, offsets = apply_edits(raw_text, edits)
    for position, character in enumerate(text):
        if character in "xyz":
            continue
        low, high = offsets.to_raw(position, position + 1)
        assert raw_text[low:high] == character
        assert offsets.to_text(low) == position


@given(edited_texts())
def test_maps_are_monotone(case: tuple[str, list[Edit]]) -> None:
    """A later position never maps to an earlier one."""
    raw_text, edits = case
    text, offsets = apply_edits(raw_text, edits)
    there = [offsets.to_text(position) for position in range(len(raw_text) + 1)]
    ends = [offsets.to_raw(0, position)[1] for position in range(len(text) + 1)]
    starts = [offsets.to_raw(position, len(text))[0] for position in range(len(text) + 1)]
    assert there == sorted(there)
    assert ends == sorted(ends)
    assert starts == sorted(starts)


@given(edited_texts(), st.data())
def test_chained_edits_do_what_both_do(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    """Edits of edits, chained, lead from the raw text to the same end in one step."""
    raw_text, first = case
    middle_text, _ = apply_edits(raw_text, first)
    second = data.draw(edits_of(middle_text))
    expected, _ = apply_edits(middle_text, second)
    assert apply_edits(raw_text, chain_edits(first, middle_text, second))[0] == expected
