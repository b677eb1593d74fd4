"""What was decided about the quantities of an article, and what a reader remembers on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.components.attributions import Attribution
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.extract.decisions import Decision
from pipeline.extract.owners import Owner, Stage
from pipeline.grammar.quantities import FoundQuantity
from schemas import Basis, Direction, Kind, Period, Status

RECENT = 6
"""Sentences after which the last stated time is forgotten."""
OPENING = 12
"""Sentences at the top of an article for which its first time may hold."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was decided about one quantity; a None decision is a null field.

    `chances` holds how sure the ranker was of each field that it chose, 0 to 1, and under
    "ahead" how likely the figure is a forecast or target.
    """

    quantity: FoundQuantity
    sentence: MarkedSentence
    kind: Decision[tuple[Kind, Direction | None]]
    basis: Decision[Basis] | None
    metric: Decision[str] | None
    company: Decision[Owner] | None
    region: Decision[str] | None
    period: Decision[Period] | None
    status: Decision[Status]
    source: Decision[str] | None
    chances: dict[str, float]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its attributions and the meaning of its quantities, in reading order."""

    sentence: MarkedSentence
    attributions: tuple[Attribution, ...]
    meanings: tuple[Meaning, ...]


@dataclass(slots=True)
class Reading:
    """What a reader remembers while reading an article, sentence after sentence."""

    article: MarkedArticle
    stage: Stage
    paragraph: int = -1
    source: str | None = None
    passage_period: Period | None = None
    last_period: Period | None = None
    opening_period: Period | None = None
    metric: str | None = None
    previous: MarkedSentence | None = None
    since_period: int = 0
    sentences: int = 0
    done: list[Meaning] = field(default_factory=list)

    def enter(self, sentence: MarkedSentence) -> None:
        """Begin a sentence; a new paragraph forgets source, period and metric of the last."""
        self.done = []
        if sentence.parsed.paragraph != self.paragraph:
            self.paragraph = sentence.parsed.paragraph
            self.source = self.passage_period = self.metric = self.previous = None

    def leave(self, sentence: MarkedSentence, attributions: Sequence[Attribution]) -> None:
        """Remember what the sentence said."""
        self.stage.enter(sentence)
        self.previous = sentence
        self.sentences += 1
        self.since_period += 1
        for attribution in attributions:
            self.source = attribution.source
        for meaning in self.done:
            self.metric = meaning.metric.value if meaning.metric else self.metric
        # "Sales rose to $5m in the second quarter from $4m a year earlier": the passage goes on
        # about the quarter, not about the year that it was compared with.
        first = next((m.period.value for m in self.done if m.period is not None), None)
        if first is not None:
            self.passage_period = self.last_period = first
            self.since_period = 0
        stated = next((p.period for p in sentence.periods if p.period), None)
        self.opening_period = self.opening_period or stated
