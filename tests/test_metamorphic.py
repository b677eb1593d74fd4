"""The same article, written otherwise, gives the same records at shifted places."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import pytest

from pipeline.lexicon import REPOSITORY
from schemas import ArticleFacts
from tests.model_fixtures import facts_of

pytestmark = pytest.mark.model

SEED = REPOSITORY / "seeds" / "articles" / "000_66ab5dc88dba6ba7.txt"

RESULTS = """Pump maker Harlow Pumps beats expectations

Harlow Pumps Inc. said on Tuesday that revenue rose 12% to $5bn in the second quarter of 2029. \
Profit fell to $310m from $340m a year earlier. The company sold 1.2 million pumps in the \
quarter, about 4 percent more than in 2028.

“We expect sales of $21bn for 2029,” said Harlow's chief executive, Ann Miller. Harlow plans to \
invest $800m in a plant in Ohio by 2031.

Shares of Harlow closed 3.5% higher at $48.20."""

MARKET = """Analysts at Gartner predict that the global market for heat pumps will reach $90bn by \
2032. It was worth $61.5bn in 2028. That is a yearly growth of 10%.

IDC put shipments at 14.2 million units in 2028. “Demand doubled in Asia,” IDC said. It expects \
shipments of more than 20 million units in 2031.

Rotork agreed to buy Hayward Industries for $2.4bn. The deal is expected to close in 2030."""

ENERGY = """Norrland Power opened a 300 MW wind farm in Sweden on Monday. The 42 turbines cost \
€410 million.

The utility's output fell 6.5% to 3.1 TWh in the first quarter. Its debt stands at €1.8 billion.

The price of power averaged €38 per MWh, down from €51. Norrland Power hopes to cut costs by 10% \
within two years."""

TEXTS = {
    "seed": SEED.read_text(encoding="utf-8"),
    "results": RESULTS,
    "market": MARKET,
    "energy": ENERGY,
}
ALONE = (
    "In 2027 Japan imported 24.5 million tonnes of iron ore. "
    "Siemens said in a statement on 3 May 2029 that its order backlog was €118 billion. "
    "Toyota built 9.1 million cars in 2028."
)
"""A paragraph whose every figure names its owner and its time."""

SCALES = {"bn": "billion", "m": "million", "billion": "billion", "million": "million"}
NAMES = {"$": "dollars", "€": "euros"}

OWN = {name: text for name, text in TEXTS.items() if name != "seed"}


class Edit(NamedTuple):
    """Characters `[start, end)` of a text and what stands there instead."""

    start: int
    end: int
    new: str


Relation = Callable[[str], list[Edit]]


def replacing(pattern: str, new: str) -> Relation:
    """Return the relation that writes `new` for every match of `pattern`."""

    def edits(text: str) -> list[Edit]:
        return [Edit(*m.span(), m.expand(new)) for m in re.finditer(pattern, text)]

    return edits


RELATIONS: dict[str, Relation] = {
    "glued sentences": replacing(r"(?<=[a-z0-9%]\.) (?=[A-Z][a-z]+ [a-z])", ""),
    "advertisements": replacing(r"(?<=\n\n)(?=\S)", "Advertisements\n\n"),
    "advertisement in capitals": replacing(r"(?<=\n\n)(?=\S)", "ADVERTISEMENT\n\n"),
    "line ends": replacing(r"\n", "\r\n"),
    "straight quotes": replacing(r"[“”]", '"'),
    "straight apostrophes": replacing(r"’", "'"),
    "curly apostrophes": replacing(r"(?<=\w)'(?=s\b)", "’"),
    "non-breaking spaces": replacing(r"(?<=[0-9]) (?=\w)", "\u00a0"),
    "narrow spaces": replacing(r"(?<=[0-9]) (?=\w)", "\u202f"),
    "thin spaces": replacing(r"(?<=[0-9]) (?=\w)", "\u2009"),
    "double spaces": replacing(r"(?<=[0-9]) (?=\w)", "  "),
    "double spaces between sentences": replacing(r"(?<=[.”]) (?=[A-Z“])", "  "),
}

PLACES = ("char_start", "char_end", "figure_id", "forecast_id", "figure_ids", "series_id")
"""Fields that say where a record stands; ids are made of the article's and the place."""


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with the edits made; they must be in order and not overlap."""
    parts, done = [], 0
    for edit in edits:
        parts += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*parts, text[done:]])


@cache
def found_in(text: str) -> ArticleFacts:
    """Return the facts of a text, extracted once."""
    return facts_of(text, sidecar=b"published_on = 2029-08-07\n")


def smoothed(value: object) -> object:
    """Return a value with plain spaces and quotes: what the relations may change in a quote."""
    if isinstance(value, str):
        value = re.sub(r"[“”]", '"', value).replace("’", "'")
        return re.sub(r"\s+", " ", value).replace("..", ".")
    if isinstance(value, dict):
        return {name: smoothed(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [smoothed(each) for each in value]
    return value


def meanings(facts: ArticleFacts, *without: str) -> list[tuple[str, dict[str, object]]]:
    """Return every record but for its place, in reading order; figures of forecasts by number."""
    order = {figure.figure_id: n for n, figure in enumerate(facts.figures)}
    records = []
    for kind in ("figures", "companies", "forecasts", "rejected"):
        for record in getattr(facts, kind):
            fields = {
                name: smoothed(value)
                for name, value in record.model_dump().items()
                if name not in (*PLACES, *without)
            }
            if kind == "companies":  # a model's, which sees the quotes around a name
                fields.pop("confidence", None)
            if kind == "forecasts":
                fields["figures"] = [order[each] for each in record.figure_ids]
            records.append((kind, fields))
    return records


def places(facts: ArticleFacts) -> list[tuple[int, int]]:
    """Return the span of every record, in the order of `meanings`."""
    records = (*facts.figures, *facts.companies, *facts.forecasts, *facts.rejected)
    return [(record.char_start, record.char_end) for record in records]


def moved(span: tuple[int, int], edits: Sequence[Edit]) -> tuple[int, int]:
    """Return where a span stands after the edits, none of which cuts through its borders."""
    start, end = span
    growth = [(edit, len(edit.new) - (edit.end - edit.start)) for edit in edits]
    return (
        start + sum(by for edit, by in growth if edit.end <= start),
        end + sum(by for edit, by in growth if edit.start < end),
    )


def assert_round_trip(text: str, facts: ArticleFacts) -> None:
    """Fail where a record's quote does not stand in the text where it says."""
    for record in (*facts.figures, *facts.companies, *facts.forecasts, *facts.rejected):
        assert text[record.char_start : record.char_end] == record.quote


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("relation", RELATIONS)
def test_written_otherwise(name: str, relation: str) -> None:
    """Spaces, quotes, line ends, glue and advertisements change no field but the places."""
    text = TEXTS[name]
    edits = RELATIONS[relation](text)
    if not edits:
        pytest.skip("nothing of the kind stands in this text")
    other = applied(text, edits)
    before, after = found_in(text), found_in(other)
    assert_round_trip(other, after)
    assert meanings(after) == meanings(before)
    assert places(after) == [moved(span, edits) for span in places(before)]


@pytest.mark.parametrize("name", OWN)
def test_amounts_in_words(name: str) -> None:
    """An amount is the same, and means the same, written "$5bn" or "5 billion dollars"."""
    text = OWN[name]
    long = re.sub(
        r"([$€])([0-9.]+) ?(bn|m|million|billion)\b",
        lambda m: f"{m[2]} {SCALES[m[3]]} {NAMES[m[1]]}",
        text,
    )
    assert long != text
    written = ("quote", "sentence", "statement", "reasons", "rule", "confidence")
    before, after = found_in(text), found_in(long)
    assert_round_trip(long, after)
    assert meanings(after, *written) == meanings(before, *written)


@pytest.mark.parametrize("name", OWN)
def test_paragraph_moved(name: str) -> None:
    """A paragraph that stands alone means the same wherever it stands."""
    *others, last = OWN[name].split("\n\n")
    middle = "\n\n".join([*others, ALONE, last])
    end = "\n\n".join([*others, last, ALONE])
    assert_round_trip(middle, found_in(middle))
    assert figures_of(ALONE, end) == figures_of(ALONE, middle)
    assert len(figures_of(ALONE, end)) == 3


def figures_of(paragraph: str, text: str) -> list[dict[str, object]]:
    """Return what the figures of one paragraph of a text mean, in reading order.

    How sure the rankers are is left out: they look at what stands before.
    """
    start, facts = text.index(paragraph), found_in(text)
    within = [start <= place < start + len(paragraph) for place, _ in places(facts)]
    known = zip(meanings(facts, "confidence"), within, strict=True)
    return [fields for (kind, fields), inside in known if inside and kind == "figures"]
