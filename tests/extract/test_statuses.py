"""Actual, estimate, forecast or target."""

from datetime import date

import pytest

from pipeline.extract.statuses import status_candidates, walk
from schemas import Grain, Kind, Period, Status
from tests.model_fixtures import cue_table, figure_of, frame_of

pytestmark = pytest.mark.model

# sentence, quantity, status that the walk up from the number ends with (None: no word tells)
WALKS = [
    ("Acme expects revenue of $5 million in 2030.", "$5 million", "forecast", "expects"),
    ("Revenue is projected to reach $5 million.", "$5 million", "forecast", "projected"),
    ("Sales will grow 5% in 2030.", "5%", "forecast", "will"),
    ("Sales could rise 5%.", "5%", "forecast", "could"),
    ("Sales are likely to rise 5%.", "5%", "forecast", "likely"),
    ("Prices seem unlikely to fall 5%.", "5%", "forecast", "unlikely"),
    ("The project is set to cost $5 billion.", "$5 billion", "forecast", "set"),
    ("Analysts forecast a profit of $5 million.", "$5 million", "forecast", "forecast"),
    ("The company plans to invest $5 billion.", "$5 billion", "target", "plans"),
    ("The firm has a target of $5 billion.", "$5 billion", "target", "target"),
    ("Its guidance of $5 billion was raised.", "$5 billion", "target", "guidance"),
    ("An estimated $5 billion was lost.", "$5 billion", "estimate", "estimated"),
    ("Losses are estimated at $5 billion.", "$5 billion", "estimate", "estimated"),
    ("Revenue was $5 million in 2028.", "$5 million", "actual", "was"),
    ("Sales have risen 5% since May.", "5%", "actual", "risen"),
    ("The plant that opened in 2027 cost $5 billion.", "$5 billion", "actual", "cost"),
    (
        "The firm, which expects a rise, sold goods worth $5 million.",
        "$5 million",
        "actual",
        "sold",
    ),
    ("The $5 billion plant is expected to open in 2031.", "$5 billion", None, None),
    ("A $5 billion loss is expected.", "$5 billion", "forecast", "expected"),
    ("Revenue: $5 million", "$5 million", None, None),
]


@pytest.mark.parametrize(("text", "quote", "status", "word"), WALKS, ids=[row[0] for row in WALKS])
def test_walk_ends_at_the_first_telling_word(
    text: str, quote: str, status: str | None, word: str | None
) -> None:
    """The verb or noun above the number tells; a future word elsewhere does not."""
    found = walk(frame_of(text, quote), cue_table())
    assert (found and found.value, found and found.quoted) == (status, word)


# sentence, quantity, status: calendar, tense and cue agree
DECIDED = [
    ("Acme expects revenue of $5 million in 2031.", "$5 million", "forecast"),
    ("Sales of trucks will grow 5% in 2031.", "5%", "forecast"),
    ("Revenue is projected to reach $5 million in 2031.", "$5 million", "forecast"),
    ("Revenue was $5 million in 2027.", "$5 million", "actual"),
    ("Sales fell 5% in 2027.", "5%", "actual"),
]


@pytest.mark.parametrize(("text", "quote", "status"), DECIDED, ids=[row[0] for row in DECIDED])
def test_status_of_the_record(text: str, quote: str, status: str) -> None:
    """Where every sign says the same, so does the record."""
    assert figure_of(text, quote).status == status


@pytest.mark.parametrize(
    ("label", "anchor", "when"),
    [
        ("2031", date(2029, 6, 15), "when after"),
        ("2027", date(2029, 6, 15), "when before"),
        ("2029", date(2029, 6, 15), "when around"),
        ("2029", None, "when unknown"),
        (None, date(2029, 6, 15), "when unsaid"),
    ],
)
def test_candidates_know_the_calendar(label: str | None, anchor: date | None, when: str) -> None:
    """Each status is proposed once, with where its period lies to the day of writing."""
    period = None
    if label is not None:
        year = int(label)
        period = Period(
            label=label,
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            grain=Grain.YEAR,
        )
    frame = frame_of("Revenue was $5 million.", "$5 million")
    candidates = status_candidates(frame, period, anchor, cue_table(), Kind.LEVEL)
    assert [candidate.value for candidate in candidates] == list(Status)
    assert all(f"{candidate.value}&{when}" in candidate.features for candidate in candidates)
