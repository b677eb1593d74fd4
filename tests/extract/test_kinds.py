"""Level, change, share or multiple, and which way."""

import pytest

from pipeline.extract.kinds import kind_candidates, read_kind
from tests.model_fixtures import cue_table, figure_of, frame_of

pytestmark = pytest.mark.model

# sentence, quantity, kind, direction, the words the rules went by
READ = [
    ("Revenue rose 12% in 2028.", "12%", "change", "up", "rose"),
    ("Revenue rose by 12% in 2028.", "12%", "change", "up", "rose"),
    ("The company cut costs by 40%.", "40%", "change", "down", "cut"),
    ("Costs were down by 3%.", "3%", "change", "down", "down"),
    ("Prices are 5% higher than in 2027.", "5%", "change", "up", "higher"),
    ("Sales saw a 27% increase.", "27%", "change", "up", "increase"),
    ("The firm reported growth of 5%.", "5%", "change", "up", "growth"),
    ("The annual growth rate will reach 22.6%.", "22.6%", "change", "up", "growth"),
    ("The rate rose 25 basis points.", "25 basis points", "change", "up", "rose"),
    ("Sales rose 5% year over year.", "5%", "change", "up", "rose"),
    ("Profit grew 12% year on year to $3 million.", "12%", "change", "up", "grew"),
    ("Output: -1.4%", "-1.4%", "change", "down", None),
    ("Output: +1.4%", "+1.4%", "change", "up", None),
    ("Revenue rose to 12%.", "12%", "level", None, ""),
    ("The price fell from $9 to $5.", "$9", "level", None, ""),
    ("The price fell from $9 to $5.", "$5", "level", None, ""),
    ("Inflation slowed to 3%.", "3%", "level", None, ""),
    ("The fee may be up to 5%.", "5%", "level", None, ""),
    ("It holds a 46.4% stake in the company.", "46.4%", "share", None, "stake"),
    ("About 56% of the market belongs to rivals.", "56%", "share", None, None),
    ("Services account for 30% of revenue.", "30%", "share", None, None),
    ("Two thirds of the staff left.", "Two thirds", "share", None, "Two thirds"),
    ("Sales doubled in 2028.", "doubled", "multiple", "up", "doubled"),
    ("Revenue halved in 2028.", "halved", "multiple", "down", "halved"),
    ("The plant is three times larger than that.", "three times", "multiple", "up", "three times"),
]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "direction", "words"), READ, ids=[f"{r[0]}:{r[1]}" for r in READ]
)
def test_rules_read_the_kind(
    text: str, quote: str, kind: str, direction: str | None, words: str | None
) -> None:
    """The word that governs the number tells its kind; "to" and "from" lead to levels."""
    read = read_kind(frame_of(text, quote), cue_table())
    assert read.value == (kind, direction)
    assert words is None or read.quoted == words


# sentence, quantity, kind, direction: readings that hardly anything could outweigh
DECIDED = [
    ("Revenue rose 12% in 2028.", "12%", "change", "up"),
    ("Sales rose 5% year over year.", "5%", "change", "up"),
    ("Revenue fell 12% in 2028.", "12%", "change", "down"),
    ("Revenue was $5 million in 2028.", "$5 million", "level", None),
    ("Sales rose to $5 million in 2028.", "$5 million", "level", None),
    ("About 56% of the market belongs to rivals.", "56%", "share", None),
    ("Sales doubled in 2028.", "doubled", "multiple", "up"),
    ("Revenue halved in 2028.", "halved", "multiple", "down"),
]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "direction"), DECIDED, ids=[f"{r[0]}:{r[1]}" for r in DECIDED]
)
def test_kind_of_the_record(text: str, quote: str, kind: str, direction: str | None) -> None:
    """The plain cases come out as they were read."""
    figure = figure_of(text, quote)
    assert (figure.kind, figure.direction) == (kind, direction)


def test_candidates_name_every_kind_once() -> None:
    """All kinds stay open, the rules' reading among them by name."""
    frame = frame_of("Revenue rose 12% in 2028.", "12%")
    candidates = kind_candidates(frame, cue_table(), [])
    values = [candidate.value for candidate in candidates]
    assert len(values) == len(set(values)) == 6
    assert [c.rule for c in candidates if c.value == ("change", "up")] == ["change verb"]
    assert {c.rule for c in candidates if c.value != ("change", "up")} == {"weighed"}


@pytest.mark.parametrize("verb", ["doubled", "halved"])
def test_multiple_words_leave_no_choice(verb: str) -> None:
    """What "doubled" and "halved" say is not weighed."""
    frame = frame_of(f"Revenue {verb} in 2028.", verb)
    (candidate,) = kind_candidates(frame, cue_table(), [])
    assert candidate.value is not None
    assert candidate.value[0] == "multiple"
