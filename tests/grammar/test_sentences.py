"""Sentence borders, paragraphs and headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.grammar.sentences import LONGEST_SENTENCE, split_sentences


def split(text: str) -> list[str]:
    """Return the sentences as strings."""
    return [text[span.start : span.end] for span in split_sentences(text)]


BORDERS = [
    "Sales rose. | Costs fell.",
    "Did sales rose? | They did! | Good.",
    "Sales rose 5.2% in 2024. | 5G helped.",
    "“Sales rose.” | The mill said so.",
    "(Sales rose.) | Costs fell.",
    "It is led by Northwind Inc. | The mill is old.",
    "It is led by Northwind Inc. | Sales of the mill rose.",
    "It is led by Northwind Corp. | Belden reported a loss.",
    "It is led by Northwind Ltd. | Analysts were surprised.",
    "It sells in the U.S. | It also buys there.",
    "It closed at 5 p.m. | The rest left.",
    "It waited … | Then it sold.",
    "It fell. | iPhone sales rose.",
    "It fell. | “We knew,” he said.",
    "It fell by a tenth. | $5 was left.",
    "It helps the ill.12 | The rest wait.",
    "It helps the ill.[3] | The rest wait.*",
    "NEW YORK (Reuters) - | Sales rose.",
    "(Bloomberg) -- | Sales rose. | Costs fell.",
    "RENO, Nev., May 5, 2025 /PRNewswire/ -- | Sales rose.",
    "RENO, Nev., May 5, 2025 – | Sales rose.",
    "They said no. | No. | We sold it.",
    "It is called Yahoo! | The name stuck.",
]

NO_BORDERS = [
    "Northwind Inc. said sales rose.",
    "Northwind Inc. Chairman said sales rose.",
    "Northwind Inc. Sales Rise Again",
    "Northwind Corp. Analyst Ann Poe said so.",
    "Northwind GmbH & Co. KG said so.",
    "Northwind (U.K.) Ltd. said so.",
    "Northwind Sdn. Bhd. said so.",
    "The U.S. Treasury sold bonds.",
    "Mr. Lee met Dr. Poe of St. Ives.",
    "J. P. Morgan and John D. Rockefeller met.",
    "It fell, i.e. It dropped.",
    "Sales vs. Costs are in No. 5 of the list.",
    "Item 1A. Risk Factors of the report",
    "Sales (see below) - and costs - rose.",
    "On Jan. 5 it rose to approx. 3.5 tons.",
    "“Really?” he asked.",
    "Yahoo! Finance said so.",
    "It waited ... and sold.",
    "A Ph.D. student and an M.B.A. holder met.",
    "It rose to $1.5bn at Amazon.com in Q3.",
]


@pytest.mark.parametrize("marked", BORDERS)
def test_stops_end_sentences(marked: str) -> None:
    """A stop, with quotes and brackets after it, ends a sentence."""
    assert split(marked.replace(" | ", " ")) == marked.split(" | ")


@pytest.mark.parametrize("text", NO_BORDERS)
def test_abbreviations_end_no_sentences(text: str) -> None:
    """The dot of an abbreviation, an initial or a number is no border."""
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One rose\nTwo fell", ["One rose", "Two fell"], id="single_line_end"),
        pytest.param("One rose\n\n\nTwo fell", ["One rose", "Two fell"], id="blank_lines"),
        pytest.param("apples\npears", ["apples", "pears"], id="short_lower_case_lines"),
        pytest.param(
            "The mill at the river said on Monday that it expects its sales to\n"
            "rise in the coming year. Costs should\nfall.",
            [
                "The mill at the river said on Monday that it expects its sales to\n"
                "rise in the coming year.",
                "Costs should",
                "fall.",
            ],
            id="wrapped_line",
        ),
        pytest.param(
            "The mill at the river said on Monday that it expects its sales\n- to rise",
            ["The mill at the river said on Monday that it expects its sales", "- to rise"],
            id="bullet",
        ),
    ],
)
def test_line_ends_end_sentences(text: str, expected: list[str]) -> None:
    """A line end is a border, except in text wrapped at a fixed width."""
    assert split(text) == expected


def test_paragraphs_are_counted_from_zero() -> None:
    """Sentences of one line share a paragraph; empty lines count for none."""
    spans = split_sentences("Sales rose. Costs fell.\n\n\nThe mill closed.\n")
    assert [span.paragraph for span in spans] == [0, 0, 1]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        pytest.param("Mill Expects Sales To Double", True, id="title_case"),
        pytest.param("Mill expects sales to double", True, id="short"),
        pytest.param(
            "The Mill Expects That Its Sales In Europe Will Double And Its Costs Will Fall In May",
            True,
            id="long_title",
        ),
        pytest.param("Sales rose.", False, id="stop"),
        pytest.param("- Sales rose", False, id="bullet"),
        pytest.param(
            "Moreover, the trend towards larger mills on smaller rivers should never be left aside",
            False,
            id="long_sentence_without_stop",
        ),
        pytest.param("Sales rose. Costs fell", False, id="two_sentences"),
        pytest.param("The mill says:", False, id="colon"),
        pytest.param("Site: https://example.org/mill", False, id="address"),
        pytest.param("* * *", False, id="no_letters"),
    ],
)
def test_headings_are_short_lines_without_stop(line: str, is_heading: bool) -> None:
    """A short line of its own without a final stop is a heading."""
    assert any(span.is_heading for span in split_sentences(line)) is is_heading


def test_long_sentences_are_cut_at_the_best_place() -> None:
    """A sentence beyond the limit is cut at a semicolon where there is one late enough."""
    text = "word " * 300 + "end; " + "word " * 300
    first, *rest = split(text)
    assert first.endswith("end;")
    assert len(rest) == 1


@given(st.text(alphabet='ab AB.?!…\n"”’)(5$;,', max_size=200))
def test_sentences_hold_everything_but_white_space(text: str) -> None:
    """Sentences are in order, apart, stripped, and leave out only white space."""
    position = 0
    for span in split_sentences(text):
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""
        position = span.end
    assert not text[position:].strip()


@pytest.mark.parametrize("unit", ["a", "a ", "A.", '"', ". ", "…", "a\n"])
def test_no_sentence_is_longer_than_the_limit(unit: str) -> None:
    """However hostile the text, no sentence is longer than LONGEST_SENTENCE."""
    spans = split_sentences(unit * 5000)
    assert max((span.end - span.start for span in spans), default=0) <= LONGEST_SENTENCE
