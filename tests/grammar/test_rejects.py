"""Numbers that are no quantity, each with its reason."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.grammar.quantities import (
    NumberScan,
    QuantityGrammar,
    Taken,
    load_quantity_grammar,
)
from schemas import NumberReason

# text, the rejected quote, reason
REJECTED = [
    ("It was sold in 2019.", "2019", NumberReason.PERIOD),
    ("By 2000 people had phones.", "2000", NumberReason.PERIOD),
    ("in 2001alleging fraud", "2001", NumberReason.PERIOD),
    ("Q3 was weak", "Q3", NumberReason.PERIOD),
    ("in 1H25", "1H25", NumberReason.PERIOD),
    ("in fiscal 2024", "fiscal 2024", NumberReason.PERIOD),
    ("the 1990s", "1990s", NumberReason.PERIOD),
    ("in 2016-17", "2016-17", NumberReason.PERIOD),
    ("in Spring ’24", "’24", NumberReason.PERIOD),
    ("on June 30, 2024", "June 30, 2024", NumberReason.DATE),
    ("on 30 June", "30 June", NumberReason.DATE),
    ("on 2024-06-30", "2024-06-30", NumberReason.DATE),
    ("on 31.12.2024", "31.12.2024", NumberReason.DATE),
    ("at 11:45 a.m. ET", "11:45 a.m. ET", NumberReason.TIME),
    ("at 5 p.m.", "5 p.m.", NumberReason.TIME),
    ("at 1600 GMT", "1600 GMT", NumberReason.TIME),
    ("between 7 and 11 p.m.", "7 and 11 p.m.", NumberReason.TIME),
    ("over the past two years", "two years", NumberReason.DURATION),
    ("open 24 hours", "24 hours", NumberReason.DURATION),
    ("a 10-year high", "10-year", NumberReason.DURATION),
    ("Ann Miller, 45, joined", "45", NumberReason.AGE),
    ("a 45-year-old baker", "45-year-old", NumberReason.AGE),
    ("men aged 18 to 34", "aged 18 to 34", NumberReason.AGE),
    ("the 4th plant", "4th", NumberReason.ORDINAL),
    ("its first plant", "first", NumberReason.ORDINAL),
    ("the top 10 banks", "10", NumberReason.ORDINAL),
    ("the No. 2 lender", "2", NumberReason.ORDINAL),
    ("the #1 lender", "1", NumberReason.ORDINAL),
    ("the H100 sold out", "H100", NumberReason.NAME),
    ("Nokia (NOK1V.HE) rose", "NOK1V", NumberReason.NAME),
    ("the o1 model", "o1", NumberReason.NAME),
    ("with COVID-19", "COVID-19", NumberReason.NAME),
    ("a 5G phone", "5G", NumberReason.NAME),
    ("it runs Windows 11 now", "11", NumberReason.NAME),
    ("an order for the Boeing 747", "747", NumberReason.NAME),
    ("it likes Claude 3.5 best", "3.5", NumberReason.NAME),
    ("a 1080p screen", "1080p", NumberReason.NAME),
    ("Voyager 1, which flew", "1", NumberReason.NAME),
    ("the A320-200 jet", "A320-200", NumberReason.NAME),
    ("the S&P 500 rose", "S&P 500", NumberReason.INDEX),
    ("the FTSE 100 fell", "FTSE 100", NumberReason.INDEX),
    ("Samsung (005930.KS) rose", "005930.KS", NumberReason.TICKER),
    ("Toyota (TYO: 7203) rose", "TYO: 7203", NumberReason.TICKER),
    ("call 1-800-555-0199", "1-800-555-0199", NumberReason.PHONE),
    ("Partners(212) 555-0199", "(212) 555-0199", NumberReason.PHONE),
    ("at 12 Main Street", "12 Main Street", NumberReason.ADDRESS),
    ("at 316 S 3rd St", "316 S 3rd St", NumberReason.ADDRESS),
    ("Rank on the list of makers: 3", "3", NumberReason.ORDINAL),
    ("at 1255 QRL Boulevard", "1255 QRL Boulevard", NumberReason.ADDRESS),
    ("San Jose, CA 95134", "CA 95134", NumberReason.ADDRESS),
    ("\n1. Better margins", "1", NumberReason.LIST),
    ("for (2) growth", "2", NumberReason.LIST),
    ("see page 5", "5", NumberReason.REFERENCE),
    ("under section 302", "302", NumberReason.REFERENCE),
    ("its Form 10-K", "10-K", NumberReason.REFERENCE),
    ("the study said.3", "3", NumberReason.REFERENCE),
    ("at https://example.org/2024/06", "https://example.org/2024/06", NumberReason.URL),
    ("ask desk24@example.org", "desk24@example.org", NumberReason.URL),
    ("0000866374false00-0000 x", "0000866374false00-0000", NumberReason.IDENTIFIER),
    ("in 2020;395(18):132-141", "2020;395(18):132-141", NumberReason.REFERENCE),
    ("see Item 1A", "1A", NumberReason.REFERENCE),
    ("the Honor 8X is", "8X", NumberReason.NAME),
    ("the 777-200LR is", "777-200LR", NumberReason.NAME),
    ("call 1-800-555-SALE", "1-800-555-SALE", NumberReason.PHONE),
    ("id 0000866374 x", "0000866374", NumberReason.IDENTIFIER),
    ("release 1.2.3 is out", "1.2.3", NumberReason.IDENTIFIER),
    ("Converter V4.0.0 is out", "V4.0.0", NumberReason.NAME),
    ("a 前年比8.5%増の jump", "前年比8.5", NumberReason.NAME),
    ("a 3-1 win", "3-1", NumberReason.SCORE),
    ("they lost 1-3", "1-3", NumberReason.SCORE),
    ("a rating of 7/10", "7/10", NumberReason.SCORE),
    ("one of the largest", "one", NumberReason.PRONOUN),
    ("no one knew", "one", NumberReason.PRONOUN),
    ("open 24/7 now", "24/7", NumberReason.IDIOM),
    ("a 50-50 venture", "50-50", NumberReason.IDIOM),
    ("won it three times", "three", NumberReason.IDIOM),
    ("a 2-for-1 split", "2-for-1", NumberReason.IDIOM),
    ("text\n\n7\n\ntext", "7", NumberReason.BARE),
    ("Ann, 45, also joined", "45", NumberReason.AGE),
    ("when he was three", "three", NumberReason.AGE),
    ("those older than 55", "55", NumberReason.AGE),
    ("for kids under 12", "12", NumberReason.AGE),
    ("teens between 12 and 15", "12 and 15", NumberReason.AGE),
    ("in adults 55+ alone", "55+", NumberReason.AGE),
    ("At just 26, he is", "26", NumberReason.AGE),
    ("the retirement age of women to 65 from 60", "65 from 60", NumberReason.AGE),
    ("the 3-Series saloon", "3", NumberReason.NAME),
    ("an iPhone 14 Cases shop", "14 Cases", NumberReason.NAME),
    ("an iPad mini 5 is", "5", NumberReason.NAME),
    ("a ring of size 11 is", "11", NumberReason.NAME),
    ("a 2-in-1 laptop", "2-in-1", NumberReason.IDIOM),
    ("one analyst said", "one", NumberReason.PRONOUN),
    ("(FSE: 103) rose", "FSE: 103", NumberReason.TICKER),
    ("News:  2. Better margins", "2", NumberReason.LIST),
    ("at 12-8 Main Street", "12-8 Main Street", NumberReason.ADDRESS),
    ("fiscal 2025 ended", "fiscal 2025", NumberReason.PERIOD),
    ("it runs on x86 alone", "x86", NumberReason.NAME),
    ("the Web 2.0 boom", "Web 2.0", NumberReason.NAME),
    ("a 0.0000000000012 share", "0.0000000000012", NumberReason.IDENTIFIER),
]

KEPT = [
    ("more than 2000 jobs", "2000 jobs"),
    ("In May 5 million people left", "5 million people"),
    ("Japan 20 banks agreed", "20 banks"),
    ("Plans 100 New Stores", "100"),
    ("sub-$500 phones", "$500"),
    ("sub-1% growth", "1%"),
    ("an 8% rise", "8%"),
    ("a 5-star hotel", "5"),
    ("one megawatt", "one megawatt"),
    ("a $3 Billion Funding Drive", "$3 Billion"),
    ("at least one plant", "one"),
    ("people over 50 percent", "50 percent"),
    ("Apple's 8 chips", "8 chips"),
    ("one million cars", "one million cars"),
]

NOT_MULTIPLES = [
    "double-digit growth",
    "a double blow",
    "doubling down on it",
    "the first half",
    "a third party",
    "the third quarter",
    "introduced to him twice before",
]


@pytest.fixture(scope="module")
def grammar() -> QuantityGrammar:
    """The grammar over the repository's tables."""
    return load_quantity_grammar()


@pytest.mark.parametrize(("text", "quote", "reason"), REJECTED, ids=[row[0] for row in REJECTED])
def test_rejected(grammar: QuantityGrammar, text: str, quote: str, reason: NumberReason) -> None:
    """A number that is no quantity is rejected with its reason, and nothing else is found."""
    scan = grammar.scan(text)
    assert [(text[r.start : r.end], r.reason) for r in scan.rejected] == [(quote, reason)]
    assert scan.quantities == ()


@pytest.mark.parametrize(("text", "quote"), KEPT, ids=[row[0] for row in KEPT])
def test_kept(grammar: QuantityGrammar, text: str, quote: str) -> None:
    """A number that only looks like a year, a date or a name stays a quantity."""
    (found,) = grammar.scan(text).quantities
    assert text[found.start : found.end] == quote


@pytest.mark.parametrize("text", NOT_MULTIPLES)
def test_no_multiple_and_no_fraction(grammar: QuantityGrammar, text: str) -> None:
    """Words that only sound like multiples and fractions are no quantity."""
    assert grammar.scan(text).quantities == ()


def test_numbers_inside_taken_stretches_have_their_reason(grammar: QuantityGrammar) -> None:
    """Each number that touches a known stretch is rejected with the reason that it came with."""
    text = "In the three months to 30 June 2024 sales rose 5%."
    taken = Taken(text.index("three"), text.index(" sales"), NumberReason.PERIOD)
    scan = grammar.scan(text, [taken])
    rejected = [(text[r.start : r.end], r.reason) for r in scan.rejected]
    assert rejected == [(word, NumberReason.PERIOD) for word in ("three", "30", "2024")]
    assert [text[q.start : q.end] for q in scan.quantities] == ["5%"]


def test_number_joined_to_a_taken_year_shares_its_reason(grammar: QuantityGrammar) -> None:
    """A stretch that stops short of "-25" in "2024-25" still rejects it."""
    scan = grammar.scan("in 2024-25", [Taken(3, 7, NumberReason.PERIOD)])
    assert [r.reason for r in scan.rejected] == [NumberReason.PERIOD, NumberReason.PERIOD]


PIECES = st.sampled_from(
    "$ € US$ 5 12 1,234 2024 3.5 0 million bn m % percent to - – and between from rose a the one "
    "half three quarter twice times doubled ( ) . , ; : / + per share year-old Q3 H100 COVID-19 "
    "June page No. \n \n\n about more than x 00123456789012345 9/11 @ www.a1.org ½ 2/3".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def covered(scan: NumberScan) -> set[int]:
    """Return every position inside a quantity or a rejected span."""
    spans = [*scan.quantities, *scan.rejected]
    return {k for span in spans for k in range(span.start, span.end)}


@example("0.1 Jul")
@given(TEXTS)
def test_every_digit_is_accounted_for(text: str) -> None:
    """Every ASCII digit lies in exactly one span, and spans stand in order, none overlapping."""
    scan = GRAMMAR.scan(text)
    places = covered(scan)
    assert all(k in places for k, c in enumerate(text) if "0" <= c <= "9")
    for spans in (scan.quantities, scan.rejected):
        assert all(a.end <= b.start for a, b in pairwise(spans))
    assert sum(s.end - s.start for s in (*scan.quantities, *scan.rejected)) == len(places)
    assert all(0 <= s.start < s.end <= len(text) for s in (*scan.quantities, *scan.rejected))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30)), max_size=5))
def test_every_digit_is_accounted_for_beside_taken_stretches(
    text: str, stretches: list[tuple[int, int]]
) -> None:
    """The same holds whatever stretches the caller knows, overlapping or cutting through words."""
    taken = [Taken(s, s + n, NumberReason.NAME) for s, n in stretches if s + n <= len(text)]
    scan = GRAMMAR.scan(text, taken)
    places = covered(scan)
    assert all(k in places for k, c in enumerate(text) if "0" <= c <= "9")
    assert sum(s.end - s.start for s in (*scan.quantities, *scan.rejected)) == len(places)


GRAMMAR = load_quantity_grammar()


def test_sides_of_a_size(grammar: QuantityGrammar) -> None:
    """The two numbers of a screen's size are names; with a unit they are measures."""
    scan = grammar.scan("a 2560 x 1600 screen in a 10 x 20 metre hall")
    assert [rejected.reason for rejected in scan.rejected] == [NumberReason.NAME] * 2
    assert [(str(q.value), q.unit) for q in scan.quantities] == [("10", "m"), ("20", "m")]


def test_time_known_in_part(grammar: QuantityGrammar) -> None:
    """Of a span of times whose end alone is known, the rest is a time too."""
    text = "It runs 3:20-3:40 PM and 10 to 15 years ago it ran."
    known = [("3:40 PM", NumberReason.TIME), ("15 years ago", NumberReason.PERIOD)]
    taken = [Taken(text.index(q), text.index(q) + len(q), reason) for q, reason in known]
    scan = grammar.scan(text, taken)
    assert scan.quantities == ()
    assert {rejected.reason for rejected in scan.rejected} == {reason for _, reason in known}
