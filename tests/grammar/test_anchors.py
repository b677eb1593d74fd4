"""The day that relative times count from."""

from datetime import date

import pytest

from pipeline.grammar.anchors import find_anchor

DATELINES = [
    ("DALLAS, TX -- May 4, 2026 -- A maker said", date(2026, 5, 4)),
    ("NEW YORK, March 3, 2021 /PRNewswire/ -- A maker said", date(2021, 3, 3)),
    ("CHICAGO, IL, April 22, 2025 /24-7PressRelease/ -- A maker said", date(2025, 4, 22)),
    ("BERLIN, Sept. 5, 2024 (GLOBE NEWSWIRE) -- A maker said", date(2024, 9, 5)),
    ("(Reuters) - Jan 5, 2012 A maker said", date(2012, 1, 5)),
    ("CORK, Ireland, (June 29, 2025) – A maker said", date(2025, 6, 29)),
    ("A maker grows\n\nPublished: 2024-02-09\n\nA maker said", date(2024, 2, 9)),
    ("A maker grows\n\n5 January 2012\n\nA maker said", date(2012, 1, 5)),
]


@pytest.mark.parametrize(("text", "day"), DATELINES, ids=[row[0] for row in DATELINES])
def test_dateline(text: str, day: date) -> None:
    """The day of a dateline near the top is the anchor."""
    assert find_anchor(text, None) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A maker said on May 4, 2026 that it grows.",
        "NEW YORK, March /PRNewswire/ -- A maker said",
        "A maker grows.\n" + "It makes things. " * 200 + "\nMay 4, 2026\n",
    ],
    ids=["empty", "in a sentence", "no day", "far below"],
)
def test_no_dateline(text: str) -> None:
    """A day in a sentence, half a day or one far below is no dateline, and today never steps in."""
    assert find_anchor(text, None) is None


def test_publication_wins() -> None:
    """The day of publication is the anchor whatever the text says."""
    text = "DALLAS, TX -- May 4, 2026 -- A maker said"
    assert find_anchor(text, date(2026, 5, 6)) == date(2026, 5, 6)
