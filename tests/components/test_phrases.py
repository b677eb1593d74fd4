"""Noun phrases as readers quote them."""

import pytest

from pipeline.components.phrases import phrase_of, with_clause, with_complement
from tests.model_fixtures import mark_one

pytestmark = pytest.mark.model

# sentence, its noun, the phrase around it
PHRASES = [
    ("Sales rose 5%.", "Sales", "Sales"),
    ("The net profit was $5 million.", "profit", "net profit"),
    ("Its record net profit was $5 million.", "profit", "net profit"),
    ("Demand for AI servers reached $5 million.", "Demand", "Demand for AI servers"),
    ("Sales of cars in Europe rose 5%.", "Sales", "Sales of cars in Europe"),
    ("Sales of low-cost cars rose 5%.", "cars", "low-cost cars"),
    ("The total number of users rose 5%.", "number", "number of users"),
    ("Second-quarter 2028 revenue rose 5%.", "revenue", "revenue"),
    ("Microsoft revenue rose 5%.", "revenue", "revenue"),
    ("The “cloud” revenue rose 5%.", "revenue", "cloud revenue"),
    ("Sales of 5 million cars were made.", "Sales", "Sales"),
]


@pytest.mark.parametrize(("text", "noun", "expected"), PHRASES, ids=[row[0] for row in PHRASES])
def test_phrase_around_a_noun(text: str, noun: str, expected: str) -> None:
    """The phrase keeps what names the thing; determiners, numbers, times and companies go."""
    sentence = mark_one(text)
    (head,) = (t for t in sentence.parsed.doc if t.text == noun)
    assert phrase_of(head, sentence) == expected


def test_phrase_without_complement() -> None:
    """Only the prepositions that are asked for belong to the phrase."""
    sentence = mark_one("Sales of cars in Europe rose 5%.")
    head = sentence.parsed.doc[0]
    assert phrase_of(head, sentence, complements=("of",)) == "Sales of cars"
    assert phrase_of(head, sentence, complements=()) == "Sales"


def test_phrase_of_what_is_skipped() -> None:
    """Nothing is left of a phrase whose noun belongs to a number or a company."""
    sentence = mark_one("Microsoft sold goods worth $5 million.")
    named = sentence.parsed.doc[0]
    (goods,) = (t for t in sentence.parsed.doc if t.text == "goods")
    assert phrase_of(named, sentence) is None
    assert phrase_of(goods, sentence, skip=[goods]) is None


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("It has 40 million users of the service.", "users", "user of service"),
        ("It has 40 million users.", "users", None),
    ],
)
def test_words_with_the_nouns_complement(text: str, noun: str, expected: str | None) -> None:
    """The complement of the noun counted follows its singular; without one there is none."""
    sentence = mark_one(text)
    (head,) = (t for t in sentence.parsed.doc if t.text == noun)
    found = with_complement(head, "user", sentence)
    assert found is None if expected is None else str(found).replace("the ", "") == expected


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        (
            "About 3 million people living in poverty got help.",
            "people",
            "people living in poverty",
        ),
        ("Firms own trucks.", "Firms", "Firms own trucks"),
        ("It owns trucks.", "trucks", None),
    ],
)
def test_phrase_with_what_is_said_of_it(text: str, noun: str, expected: str | None) -> None:
    """The clause behind a noun, or the verb it is the subject of, joins the phrase."""
    sentence = mark_one(text)
    (head,) = (t for t in sentence.parsed.doc if t.text == noun)
    assert with_clause(head, sentence) == expected
