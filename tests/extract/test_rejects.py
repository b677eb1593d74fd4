"""Numbers that are no figures, each with its reason."""

import pytest

from pipeline.components.companies import FoundCompany
from pipeline.extract.rejects import sift, taken_by_periods
from pipeline.grammar.periods import find_periods
from pipeline.grammar.quantities import NumberScan, load_quantity_grammar
from schemas import NumberReason
from tests.model_fixtures import facts_of

# article, figures, (rejected, reason)
ROWS = [
    ("It paid $5 in 2028.", ["$5"], [("2028", "period")]),
    ("We met at 10:30 in room 5.", None, [("10", "time_of_day"), ("30", "time_of_day")]),
    ("See page 5 of the report.", [], [("5", "reference")]),
    ("One of the firms sold 12 trucks.", ["12 trucks"], [("One", "pronoun")]),
    ("The S&P 500 rose 5%.", ["5%"], [("S&P 500", "index_name")]),
    ("He came third in the race.", [], []),
    ("Nothing was sold.", [], []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "figures", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_rejected_numbers(
    text: str, figures: list[str] | None, expected: list[tuple[str, str]]
) -> None:
    """What is a time, a page, a name or a pronoun is rejected for that reason."""
    facts = facts_of(text)
    found = [(number.quote, number.reason) for number in facts.rejected]
    assert [pair for pair in found if pair in expected] == expected
    assert figures is None or [figure.quote for figure in facts.figures] == figures
    assert figures is None or len(found) == len(expected)


@pytest.mark.model
def test_numeral_in_boilerplate_is_rejected_as_such() -> None:
    """A line that cleaning sets aside keeps its numbers among the rejected."""
    facts = facts_of("Sales rose 5% in May.\n\nCopyright © 2028 All rights reserved.\n")
    assert [figure.quote for figure in facts.figures] == ["5%"]
    assert ("2028", "boilerplate") in [(number.quote, number.reason) for number in facts.rejected]


def test_quantity_in_a_company_name_is_rejected_as_a_name() -> None:
    """A number that is part of a company's name is no figure; its neighbour stays."""
    text = "7 Pumps sold 12 trucks."
    grammar = load_quantity_grammar()
    scan = grammar.scan(text)
    assert [text[q.start : q.end][:2].strip() for q in scan.quantities] == ["7", "12"]
    company = FoundCompany(0, 7, "7 Pumps", None, None, False, 0.9, "test")
    kept, rejected = sift(scan, [company])
    assert [text[q.start : q.end][:2] for q in kept] == ["12"]
    assert [r.reason for r in rejected if r.start == 0] == [NumberReason.NAME]


def test_nothing_found_gives_nothing() -> None:
    """An empty scan stays empty."""
    assert sift(NumberScan((), ()), []) == ((), ())


def test_times_take_their_numbers() -> None:
    """Dates, hours and ages take their numbers with a reason; lengths of time take none."""
    text = "At 10:30 on 5 May 2028, after 3 years, the man aged 45 left."
    taken = taken_by_periods(find_periods(text, None))
    found = {text[t.start : t.end]: t.reason for t in taken}
    assert found.get("5 May 2028") == NumberReason.PERIOD
    assert NumberReason.TIME in found.values()
    assert not any("3 years" in words for words in found)
