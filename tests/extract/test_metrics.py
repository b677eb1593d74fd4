"""What a figure measures."""

import pytest

from pipeline.extract.metrics import MetricContext, MetricFinder, load_metric_finder
from pipeline.ranking import Candidate
from schemas import Kind
from tests.model_fixtures import cue_table, figure_of, frame_of, mark_one

pytestmark = pytest.mark.model

NOTHING = MetricContext((), None, None)


@pytest.fixture(scope="module")
def finder() -> MetricFinder:
    """Return the repository's finder."""
    return load_metric_finder(cue_table())


def proposed(
    finder: MetricFinder,
    text: str,
    quote: str,
    kind: Kind = Kind.LEVEL,
    context: MetricContext = NOTHING,
) -> dict[str | None, Candidate[str]]:
    """Return the candidates by their phrase."""
    return {c.value: c for c in finder.candidates(frame_of(text, quote), kind, context)}


# sentence, quantity, a phrase that must be proposed, the feature that speaks for it
PROPOSED = [
    ("Revenue was $5 million.", "$5 million", "Revenue", "tie subject 0"),
    ("It had revenue of $5 million.", "$5 million", "revenue", "tie governor of"),
    ("Demand for AI servers rose 5%.", "5%", "Demand for AI servers", "tie subject 0"),
    ("It cut costs by 40%.", "40%", "costs", "tie object 0"),
    ("It uses 119 containers.", "119 containers", "containers", "item"),
    ("Free cash flow: $92 million", "$92 million", "Free cash flow", "label"),
    ("It invested $5 million in trucks.", "$5 million", "investment in trucks", "verb noun in"),
    ("Revenue and costs were $9 million and $2 million.", "$2 million", "costs", "aligned"),
    ("The firm was valued at $5 million.", "$5 million", "valuation", "verb valuation"),
    ("Acme bought 40% of Bolt Inc.", "40%", "stake", "implied stake"),
    (
        "Two million people could be thrown into poverty.",
        "Two million people",
        "people thrown into poverty",
        "item and clause",
    ),
    (
        "About 87% of searchers find what they look for.",
        "87%",
        "searchers find what they look",
        "described group",
    ),
    ("It has 3 million people living in poverty.", "3 million people", "people", "item"),
]


@pytest.mark.parametrize(
    ("text", "quote", "phrase", "feature"), PROPOSED, ids=[f"{r[0]}:{r[1]}" for r in PROPOSED]
)
def test_phrases_that_are_proposed(
    finder: MetricFinder, text: str, quote: str, phrase: str, feature: str
) -> None:
    """What is measured is among the candidates, with the reason that speaks for it."""
    assert feature in proposed(finder, text, quote)[phrase].features


def test_each_phrase_is_proposed_once(finder: MetricFinder) -> None:
    """Spelling with and without a capital is one candidate."""
    frame = frame_of("Sales rose, and sales of cars reached $5 million.", "$5 million")
    values = [str(c.value).lower() for c in finder.candidates(frame, Kind.LEVEL, NOTHING)]
    assert len(values) == len(set(values))


@pytest.mark.parametrize(
    ("text", "quote", "phrase"),
    [
        ("It saw a rise of 5%.", "5%", "rise"),
        ("Microsoft's sales were $5 million.", "$5 million", "Microsoft"),
        ("Sales in Germany were $5 million.", "$5 million", "Germany"),
        ("Sales were $5 million in May.", "$5 million", "May"),
    ],
)
def test_names_and_hollow_words_are_not_proposed(
    finder: MetricFinder, text: str, quote: str, phrase: str
) -> None:
    """A company, a place, a time or a bare "rise" is nothing that is measured."""
    assert phrase not in proposed(finder, text, quote)


def test_metric_of_the_passage_is_carried_over(finder: MetricFinder) -> None:
    """What was measured before, in the sentence and in the passage, may be meant again."""
    context = MetricContext(["revenue", None], "profit", None)
    found = proposed(finder, "That is $3 million.", "$3 million", context=context)
    assert "repeat" in found["revenue"].features
    assert "carried" in found["profit"].features


def test_measure_named_in_the_sentence_before(finder: MetricFinder) -> None:
    """A measure without a number in the sentence before may be meant; one with a number not."""
    before = mark_one("The firm published its revenue.")
    context = MetricContext((), None, before)
    found = proposed(finder, "It was $3 million.", "$3 million", context=context)
    assert "earlier" in found["revenue"].features
    told = MetricContext((), None, mark_one("Its revenue was $9 million."))
    assert "revenue" not in proposed(finder, "It was $3 million.", "$3 million", context=told)


# sentence, quantity, metric: subject and number, with nothing else between
DECIDED = [
    ("Revenue was $5 million in 2028.", "$5 million", "Revenue"),
    ("The net profit was $5 million in 2028.", "$5 million", "net profit"),
    ("Norvia Corp. reported revenue of $5 million in 2028.", "$5 million", "revenue"),
    ("Sales rose to $5 million in 2028.", "$5 million", "Sales"),
]


@pytest.mark.parametrize(("text", "quote", "metric"), DECIDED, ids=[row[0] for row in DECIDED])
def test_metric_of_the_record(text: str, quote: str, metric: str) -> None:
    """The plain cases come out as a reader would say them."""
    assert figure_of(text, quote).metric == metric


def test_shares_are_implied_by_a_company_that_falls(finder: MetricFinder) -> None:
    """A company that fell 3% in trading lost it in the price of its shares."""
    found = proposed(finder, "Acme Inc. fell 3% in early trading.", "3%", Kind.CHANGE)
    assert {"share price", "shares"} <= set(found)


# sentence, quantity, a phrase that must not be proposed
NOT_PROPOSED = [
    ("Prices in the region rose 3%.", "3%", "shares"),
    ("North America grew by $3 million.", "$3 million", "North America price"),
    ("Revenue rose to 3 million units.", "3 million units", "stake"),
]


@pytest.mark.parametrize(
    ("text", "quote", "phrase"), NOT_PROPOSED, ids=[f"{r[2]}" for r in NOT_PROPOSED]
)
def test_phrases_that_nothing_implies(
    finder: MetricFinder, text: str, quote: str, phrase: str
) -> None:
    """Shares need a company or a market, a stake a part, a price something that is sold."""
    assert phrase not in proposed(finder, text, quote)
