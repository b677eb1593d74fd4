"""Lists that answer lists, and labels of lines."""

import pytest

from pipeline.extract.alignment import aligned_metrics, is_label_line, label_before
from tests.model_fixtures import facts_of, figure_of, mark_one

pytestmark = pytest.mark.model

# sentence, the metric of each quantity in order (empty where the lists do not match)
LISTS = [
    ("Revenue and costs were $9 million and $2 million.", ["Revenue", "costs"]),
    (
        "Revenue, EBITDA and net income of $9 million, $2 million and $1 million, respectively, "
        "were reported.",
        ["Revenue", "EBITDA", "net income"],
    ),
    ("Revenue and costs were $9 million.", []),
    ("Revenue, costs and profit were $9 million and $2 million.", []),
    ("Revenue was $9 million and costs were $2 million.", []),
    ("Revenue rose.", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_of_equal_length_answer_each_other(text: str, expected: list[str]) -> None:
    """Nouns and numbers pair off in order, or not at all."""
    sentence = mark_one(text)
    aligned = aligned_metrics(sentence)
    assert list(aligned.values()) == expected
    assert list(aligned) == [q.start for q in sentence.quantities][: len(expected)]


# line, label of each quantity in order
LABELS = [
    ("Free cash flow: $92 million", ["Free cash flow"]),
    ("- Capital expenditure: $92 million", ["Capital expenditure"]),
    ("• Net debt: ~$92 million", ["Net debt"]),
    ("Revenue: $9 million; costs: $2 million", ["Revenue", "costs"]),
    ("Net sales - $5 million", ["Net sales"]),
    ("Revenue was $5 million.", [None]),
    ("The firm that he had joined in the year before the last one said: $5 million", [None]),
]


@pytest.mark.parametrize(("text", "expected"), LABELS, ids=[row[0] for row in LABELS])
def test_label_before_a_number(text: str, expected: list[str | None]) -> None:
    """A short label ends in a colon or dash right before its number."""
    sentence = mark_one(text)
    assert [label_before(sentence, q) for q in sentence.quantities] == expected


def test_respectively_is_certain() -> None:
    """In the records, too, "respectively" gives each number its own noun."""
    figures = facts_of(
        "Norvia Corp. reported revenue and EBITDA of $9 million and $2 million, respectively."
    ).figures
    assert [(f.quote, f.metric) for f in figures] == [
        ("$9 million", "revenue"),
        ("$2 million", "EBITDA"),
    ]


def test_label_of_a_line_is_certain() -> None:
    """In the records, a line that is a label and a number is about the label."""
    assert figure_of("Free cash flow: $92 million", "$92 million").metric == "Free cash flow"
    assert figure_of("- Net debt: $9 million", "$9 million").metric == "Net debt"


@pytest.mark.parametrize("text", ["He said: $5 million", "The firm will pay: $5 million"])
def test_speech_is_no_label(text: str) -> None:
    """Words with a verb before a colon introduce speech, they name nothing."""
    sentence = mark_one(text)
    (quantity,) = sentence.quantities
    label = text.partition(":")[0]
    assert not is_label_line(sentence, quantity, label)
