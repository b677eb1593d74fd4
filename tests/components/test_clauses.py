"""Walks in the parse, from a word of a sentence."""

import pytest
from spacy.tokens import Token

from pipeline.components.clauses import (
    ancestors,
    governing_verb,
    is_noun,
    is_verb,
    own_subject,
    phrase_start,
    pobj_of,
    subject_of,
    within,
)
from tests.model_fixtures import mark_one

pytestmark = pytest.mark.model


def word(text: str, wanted: str) -> Token:
    """Return the first token of `text` with these letters."""
    return next(t for t in mark_one(text).parsed.doc if t.text == wanted)


# sentence, word, governing verb, subject of that verb
CLAUSES = [
    ("Sales rose 5%.", "%", "rose", "Sales"),
    ("Gartner predicts that sales will reach $5 million.", "million", "reach", "sales"),
    ("Sales rose, reaching $5 million.", "million", "reaching", "Sales"),
    ("The factory built in 120 days is open.", "120", "built", "factory"),
    ("The company plans to invest $5 million.", "million", "invest", "company"),
    ("The plant, which cost $5 million, is open.", "million", "cost", "plant"),
    ("Sales rose and reached $5 million.", "million", "reached", "Sales"),
    ("Revenue of $5 million.", "million", None, None),
]


@pytest.mark.parametrize(
    ("text", "start", "verb", "subject"), CLAUSES, ids=[row[0] for row in CLAUSES]
)
def test_clause_around_a_number(
    text: str, start: str, verb: str | None, subject: str | None
) -> None:
    """The nearest verb governs the number; a clause without a subject borrows one from above."""
    found = governing_verb(word(text, start))
    lent = subject_of(found) if found is not None else None
    assert (found and found.text, lent and lent.text) == (verb, subject)


def test_own_subject_is_not_borrowed() -> None:
    """A participle has no subject of its own."""
    assert own_subject(word("Sales rose, reaching $5 million.", "reaching")) is None


def test_ancestors_end_at_the_root() -> None:
    """The root has no heads above it, and every other word ends there."""
    doc = mark_one("Sales of cars rose 5%.").parsed.doc
    (root,) = (t for t in doc if t.dep_ == "ROOT")
    assert list(ancestors(root)) == []
    assert all(list(ancestors(t))[-1] == root for t in doc if t != root)


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("The net profit rose.", "profit", "net profit"),
        ("The strong long-term growth pleased us.", "growth", "strong long-term growth"),
        ("It sold cars.", "cars", "cars"),
    ],
)
def test_phrase_starts_at_its_first_modifier(text: str, noun: str, expected: str) -> None:
    """The run of modifiers before a noun is unbroken, hyphens included; a verb ends it."""
    head = word(text, noun)
    assert head.doc[phrase_start(head).i : head.i + 1].text == expected


@pytest.mark.parametrize(("preposition", "expected"), [("of", "cars"), ("for", None)])
def test_object_of_a_preposition(preposition: str, expected: str | None) -> None:
    """Only the preposition that is asked for gives its object."""
    found = pobj_of(word("Sales of cars rose.", "Sales"), preposition)
    assert (found and found.text) == expected


def test_within_tells_what_hangs_below() -> None:
    """A word is within itself and its heads, and not within its sisters."""
    doc = mark_one("Sales of cars rose 5%.").parsed.doc
    sales, cars, rose = doc[0], doc[2], doc[3]
    assert within(cars, sales)
    assert within(sales, sales)
    assert not within(sales, cars)
    assert not within(rose, sales)


def test_parts_of_speech() -> None:
    """Verbs and modals are verbs, nouns and names are nouns, other words neither."""
    doc = mark_one("Gartner will sell cars quickly.").parsed.doc
    assert [t.text for t in doc if is_verb(t)] == ["will", "sell"]
    assert [t.text for t in doc if is_noun(t)] == ["Gartner", "cars"]
