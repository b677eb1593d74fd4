"""What the words beside a number say of it."""

import pytest

from pipeline.grammar.quantities import QuantityGrammar, load_quantity_grammar
from schemas import Bound

BOUNDS = [
    ("about 5%", Bound.APPROXIMATE, "about"),
    ("nearly $5bn", Bound.APPROXIMATE, "nearly"),
    ("almost tripled", Bound.APPROXIMATE, "almost"),
    ("some 5,000 jobs", Bound.APPROXIMATE, "some"),
    ("an estimated $5bn", Bound.APPROXIMATE, "an estimated"),
    ("just over 5%", Bound.APPROXIMATE, "just over"),
    ("just under $5bn", Bound.APPROXIMATE, "just under"),
    ("~$5bn", Bound.APPROXIMATE, "~"),
    ("10 or so people", Bound.APPROXIMATE, "or so"),
    ("about a dozen", Bound.APPROXIMATE, "about"),
    ("more than $5bn", Bound.ABOVE, "more than"),
    ("More Than 1,200 homes", Bound.ABOVE, "More Than"),
    ("at least 5%", Bound.ABOVE, "at least"),
    ("over 5,000 jobs", Bound.ABOVE, "over"),
    ("in excess of $5bn", Bound.ABOVE, "in excess of"),
    ("will surpass $5bn", Bound.ABOVE, "surpass"),
    ("surpass the $5bn mark", Bound.ABOVE, "surpass"),
    ("no less than 5%", Bound.ABOVE, "no less than"),
    ("13,000+ students", Bound.ABOVE, "+"),
    ("5 million or more", Bound.ABOVE, "or more"),
    (">10%", Bound.ABOVE, ">"),
    ("more than doubled", Bound.ABOVE, "more than"),
    ("up to $350m", Bound.BELOW, "up to"),
    ("as much as 4.6%", Bound.BELOW, "as much as"),
    ("less than 5%", Bound.BELOW, "less than"),
    ("under $5", Bound.BELOW, "under"),
    ("no more than $1 billion", Bound.BELOW, "no more than"),
    ("less than half its price", Bound.BELOW, "less than"),
    ("$5bn or less", Bound.BELOW, "or less"),
]

EXACT = [
    "sales of $5bn",
    "the over-the-counter price of $5",
    "built over 120 days",
    "spread over the $5bn plan",
    "a top executive paid $5",
    "it is up 5%",
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(("text", "bound", "words"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_bound(grammar: QuantityGrammar, text: str, bound: Bound, words: str) -> None:
    """Words right beside the number set its bound and are quoted as they stand."""
    (found,) = grammar.scan(text).quantities
    assert (found.bound, found.bound_words) == (bound, words)


@pytest.mark.parametrize("text", EXACT)
def test_no_bound(grammar: QuantityGrammar, text: str) -> None:
    """The same words elsewhere, or as prepositions of time, set no bound."""
    (found,) = grammar.scan(text).quantities
    assert (found.bound, found.bound_words) == (Bound.EXACT, "")


def test_span_leaves_the_bound_words_out(grammar: QuantityGrammar) -> None:
    """A modifier is no part of the quantity's span."""
    text = "It sold more than about 5,000 barrels."
    (found,) = grammar.scan(text).quantities
    assert text[found.start : found.end] == "5,000 barrels"
