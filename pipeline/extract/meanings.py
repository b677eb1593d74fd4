"""What was decided about the quantities of an article, and what a reader remembers on the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.components.attributions import Attribution
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.extract.decisions import Decision
from pipeline.extract.owners import Owner, Stage
from pipeline.extract.sources import Carried
from pipeline.grammar.periods import PeriodRole
from pipeline.grammar.quantities import FoundQuantity
from pipeline.ranking import Chooser
from schemas import Basis, Direction, Grain, Kind, Period, Status

RECENT = 6
"""Sentences after which the last stated time is forgotten."""
NAMED = 4
"""Periods that a reader keeps in mind."""
PLACED = (PeriodRole.POINT, PeriodRole.SPAN, PeriodRole.DEADLINE)
"""Roles of times that a later number may be about; "since 2019" and comparisons are none."""
OPENING = 12
"""Sentences at the top of an article for which its first time may hold."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the rankers said of one quantity: the chance of each choice, and why one is null."""

    chances: dict[str, float] = field(default_factory=dict)
    unsaid: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was decided about one quantity; a None decision is a null field.

    `chances` holds how sure the ranker was of each field that it chose, 0 to 1, and under
    "ahead" how likely the figure is a forecast or target; `unsaid` why a field is null.
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
    unsaid: dict[str, str]


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
    choosers: Mapping[str, Chooser]
    paragraph: int = -1
    source: str | None = None
    source_since: int = 0
    passage_period: Period | None = None
    last_period: Period | None = None
    opening_period: Period | None = None
    section_period: Period | None = None
    named_periods: list[Period] = field(default_factory=list)
    usual_periods: Mapping[Grain, Period] = field(default_factory=dict)
    usual_place: str | None = None
    region: str | None = None
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
            self.region = None

    def quoted(self) -> Carried | None:
        """Return whom the passage quoted last; None where it quoted nobody."""
        if self.source is None:
            return None
        return Carried(self.source, self.stage.kind_of(self.source), self.source_since)

    def leave(self, sentence: MarkedSentence, attributions: Sequence[Attribution]) -> None:
        """Remember what the sentence said."""
        self.stage.enter(sentence)
        self.previous = sentence
        self.sentences += 1
        self.since_period += 1
        self.source_since += 1
        for attribution in attributions:
            self.source, self.source_since = attribution.source, 1
        for meaning in self.done:
            self.metric = meaning.metric.value if meaning.metric else self.metric
            self.region = meaning.region.value if meaning.region else self.region
        # "Sales rose to $5m in the second quarter from $4m a year earlier": the passage goes on
        # about the quarter, not about the year that it was compared with.
        first = next((m.period.value for m in self.done if m.period is not None), None)
        if first is not None:
            self.passage_period = self.last_period = first
            self.since_period = 0
        stated = next((p.period for p in sentence.periods if p.period), None)
        self.opening_period = self.opening_period or stated
        if sentence.parsed.is_heading and stated is not None:
            self.section_period = stated
        for found in sentence.periods:
            if found.period is not None and found.role in PLACED:
                known = [p for p in self.named_periods if p != found.period]
                self.named_periods = [found.period, *known][:NAMED]


def usual_periods(article: MarkedArticle) -> dict[Grain, Period]:
    """Return the period of each grain that the article names most often, the first of equals.

    A period named once is none, unless it is the only one of its grain.
    """
    counts: dict[Grain, Counter[Period]] = {}
    for sentence in article.sentences:
        for found in sentence.periods:
            if found.period is not None and found.role in PLACED:
                counts.setdefault(found.period.grain, Counter())[found.period] += 1
    return {
        grain: tally.most_common(1)[0][0]
        for grain, tally in counts.items()
        if len(tally) == 1 or tally.most_common(1)[0][1] > 1
    }


def usual_place(article: MarkedArticle) -> str | None:
    """Return the place that the article names most often, the first of equals; None for none."""
    counts = Counter(place.name for sentence in article.sentences for place in sentence.places)
    return counts.most_common(1)[0][0] if counts else None
