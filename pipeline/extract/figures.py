"""Figures: one record for each quantity of the text, with its meaning and what decided it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pipeline.components.attributions import Attribution, find_attributions
from pipeline.components.cues import CueTable, load_cues
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.components.places import find_places
from pipeline.extract.bases import decide_basis
from pipeline.extract.context import Memory, main_company, subject_company
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame, build_frame
from pipeline.extract.kinds import decide_kind
from pipeline.extract.metrics import MetricFinder, load_metric_finder
from pipeline.extract.owners import Topic, decide_company, decide_region
from pipeline.extract.sources import decide_source
from pipeline.extract.statuses import decide_status
from pipeline.extract.timing import decide_period, year_before
from pipeline.grammar.quantities import FoundQuantity
from schemas import Basis, Direction, Kind, Period, Status


@dataclass(frozen=True, slots=True)
class Meaning:
    """What was decided about one quantity; a None decision is a null field."""

    quantity: FoundQuantity
    sentence: MarkedSentence
    kind: Decision[tuple[Kind, Direction | None]]
    basis: Decision[Basis] | None
    metric: Decision[str] | None
    company: Decision[str | tuple[str, ...]] | None
    region: Decision[str] | None
    period: Decision[Period] | None
    status: Decision[Status]
    source: Decision[str] | None


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its attributions and the meaning of its quantities, in reading order."""

    sentence: MarkedSentence
    attributions: tuple[Attribution, ...]
    meanings: tuple[Meaning, ...]


class FigureReader:
    """Reads an article sentence by sentence and says what each of its quantities means."""

    def __init__(self, cues: CueTable, metrics: MetricFinder) -> None:
        self._cues = cues
        self._metrics = metrics

    def read(self, article: MarkedArticle) -> tuple[ReadSentence, ...]:
        """Return every sentence with its attributions and meanings, in reading order."""
        main = main_company(article)
        memory = Memory()
        read: list[ReadSentence] = []
        for sentence in article.sentences:
            memory = memory.enter(sentence.parsed.paragraph)
            topic = Topic(memory.company, main)
            attributions = find_attributions(
                sentence, self._cues, memory.source, memory.company or main
            )
            meanings = self._meanings(sentence, attributions, article, topic, memory)
            read.append(ReadSentence(sentence, attributions, meanings))
            memory = memory.after(
                attributions,
                subject_company(sentence),
                _last(m.period for m in meanings),
                _last(m.metric for m in meanings),
            )
        return tuple(read)

    def _meanings(
        self,
        sentence: MarkedSentence,
        attributions: Sequence[Attribution],
        article: MarkedArticle,
        topic: Topic,
        memory: Memory,
    ) -> tuple[Meaning, ...]:
        """Return the meanings of one sentence's quantities, each aware of the ones before."""
        done: list[Meaning] = []
        for quantity in sentence.quantities:
            frame = build_frame(sentence, quantity)
            if frame is not None:
                done.append(self._meaning(frame, attributions, article, topic, memory, done))
        return tuple(done)

    def _meaning(
        self,
        frame: Frame,
        attributions: Sequence[Attribution],
        article: MarkedArticle,
        topic: Topic,
        memory: Memory,
        done: Sequence[Meaning],
    ) -> Meaning:
        """Decide the fields one after the other, each knowing those before it."""
        cues = self._cues
        kind = decide_kind(frame, cues)
        basis = decide_basis(frame, kind.value[0])
        metric = self._metric(frame, kind.value[0], memory, done)
        period = self._period(frame, basis, memory, done)
        status = decide_status(frame, period.value if period else None, article.anchor, cues)
        source = decide_source(frame, attributions, memory.source, status.value)
        company = decide_company(
            frame, metric.value if metric else None, topic, source.value if source else None
        )
        if source and company and source.value == company.value and status.value is Status.ACTUAL:
            source = None
        return Meaning(
            frame.quantity,
            frame.sentence,
            kind,
            basis,
            metric,
            company,
            decide_region(frame, find_places(frame.sentence)),
            period,
            status,
            source,
        )

    def _metric(
        self, frame: Frame, kind: Kind, memory: Memory, done: Sequence[Meaning]
    ) -> Decision[str] | None:
        """Return the metric that the number's own words name, else the last one named."""
        if frame.relation == "from" and done and (last := done[-1].metric):
            return Decision(last.value, "repeats the metric before", last.words, 0.8)
        found = self._metrics.find(frame, kind, frame.quantity.item)
        if found is not None:
            return found
        last_metric = _last(m.metric for m in done)
        if last_metric:
            return Decision(last_metric, "repeats the metric before", weight=0.6)
        if memory.metric:
            return Decision(memory.metric, "carried over from the passage", weight=0.5)
        return None

    def _period(
        self, frame: Frame, basis: Decision[Basis] | None, memory: Memory, done: Sequence[Meaning]
    ) -> Decision[Period] | None:
        """Return the figure's period; of an earlier value, the year before its successor's."""
        inherited = _last(m.period for m in done) or memory.period
        decided = decide_period(frame, basis.value if basis else None, inherited)
        yearly = any(b.basis is Basis.YOY for b in frame.sentence.bases)
        if frame.relation != "from" or not yearly or (decided and "carried" not in decided.rule):
            return decided
        successor = _last(m.period for m in done)
        if successor is None:
            return decided
        return Decision(year_before(successor), "a year before the value it is compared with")


def load_figure_reader(workspace: Path | None = None) -> FigureReader:
    """Return the reader with the lexicon of the repository and the workspace."""
    cues = load_cues(workspace)
    return FigureReader(cues, load_metric_finder(cues, workspace))


T = TypeVar("T")


def _last(decisions: Iterable[Decision[T] | None]) -> T | None:
    """Return the value of the last decision that was made; None where none was."""
    value: T | None = None
    for decision in decisions:
        if decision is not None:
            value = decision.value
    return value
