"""Figures: what each quantity of an article means, field by field, and what decided it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pipeline.components.attributions import Attribution, find_attributions
from pipeline.components.cues import CueTable, WordClass, load_cues
from pipeline.components.marked import MarkedArticle, MarkedSentence
from pipeline.extract.bases import decide_basis
from pipeline.extract.carried_times import TimeContext
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame, build_frame
from pipeline.extract.kinds import kind_candidates
from pipeline.extract.meanings import (
    OPENING,
    RECENT,
    Meaning,
    Reading,
    ReadSentence,
    Weighed,
    usual_periods,
    usual_place,
)
from pipeline.extract.metrics import MetricContext, MetricFinder, load_metric_finder
from pipeline.extract.owners import KindOf, Owner, owner_candidates, set_stage
from pipeline.extract.pointing import load_pointers
from pipeline.extract.regions import RegionContext, region_candidates
from pipeline.extract.sources import source_candidates
from pipeline.extract.statuses import status_candidates
from pipeline.extract.timing import period_candidates
from pipeline.ranking import Candidate, Chooser, load_rankers
from schemas import Basis, Direction, Kind, Period, Status

T = TypeVar("T")
Choosers = Mapping[str, Chooser]
Binder = Callable[[MarkedArticle], Choosers]
"""Returns who chooses in an article, by the name of what is chosen."""


class FigureReader:
    """Reads an article sentence by sentence and says what each of its quantities means."""

    def __init__(
        self,
        cues: CueTable,
        metrics: MetricFinder,
        bind: Binder,
        kind_of: KindOf,
    ) -> None:
        """Take the words that decide, who chooses, and what sort a company is of."""
        self._cues = cues
        self._metrics = metrics
        self.bind = bind
        self._kind_of = kind_of

    def with_choosers(self, bind: Binder) -> "FigureReader":
        """Return a reader that asks other choosers: how training watches the candidates."""
        return FigureReader(self._cues, self._metrics, bind, self._kind_of)

    def read(self, article: MarkedArticle, choosers: Choosers) -> tuple[ReadSentence, ...]:
        """Return every sentence with its attributions and meanings, in reading order.

        Args:
            article: The marked article.
            choosers: What `bind` returned for it.
        """
        quoted = Counter(
            source
            for sentence in article.sentences
            for source in {a.source for a in find_attributions(sentence, self._cues, None, None)}
        )
        stage = set_stage(article, quoted, self._kind_of)
        reading = Reading(
            article,
            stage,
            choosers,
            usual_periods=usual_periods(article),
            usual_place=usual_place(article),
        )
        return tuple(self._read_sentence(sentence, reading) for sentence in article.sentences)

    def _read_sentence(self, sentence: MarkedSentence, reading: Reading) -> ReadSentence:
        """Return one sentence's meanings, and remember it."""
        reading.enter(sentence)
        stage = reading.stage
        attributions = find_attributions(
            sentence,
            self._cues,
            reading.source,
            stage.subject or stage.main,
            in_passage=reading.previous is not None,
        )
        for quantity in sentence.quantities:
            frame = build_frame(sentence, quantity)
            if frame is not None:
                reading.done.append(self._meaning(frame, attributions, reading))
        reading.leave(sentence, attributions)
        return ReadSentence(sentence, attributions, tuple(reading.done))

    def _meaning(
        self, frame: Frame, attributions: Sequence[Attribution], reading: Reading
    ) -> Meaning:
        """Decide the fields one after the other, each knowing those before it."""
        weighed = Weighed()
        kind = self._kind(frame, reading, weighed)
        basis = decide_basis(frame, kind.value[0])
        metric = self._metric(frame, kind.value[0], reading, weighed)
        period = self._period(frame, kind.value[0], basis, metric, reading, weighed)
        status = self._status(frame, kind.value[0], period, reading, weighed)
        source = self._source(frame, attributions, status.value, metric, reading, weighed)
        company = self._company(frame, metric, source, status.value, reading, weighed)
        if source and company and source.value == company.value and status.value is Status.ACTUAL:
            source = None
            weighed.unsaid["source"] = "the company speaks of itself"
        region = self._region(frame, kind.value[0], metric, company, reading, weighed)
        return Meaning(
            frame.quantity, frame.sentence, kind, basis, metric, company, region, period, status,
            source, weighed.chances, weighed.unsaid,
        )  # fmt: skip

    def _kind(
        self, frame: Frame, reading: Reading, weighed: Weighed
    ) -> Decision[tuple[Kind, Direction | None]]:
        before = [m.kind.value for m in reading.done]
        candidates = kind_candidates(frame, self._cues, before)
        decided = self._choose("kind", candidates, frame, weighed, reading.choosers)
        return decided or Decision((Kind.LEVEL, None), "default")

    def _metric(
        self, frame: Frame, kind: Kind, reading: Reading, weighed: Weighed
    ) -> Decision[str] | None:
        before = [m.metric.value if m.metric else None for m in reading.done]
        context = MetricContext(before, reading.metric, reading.previous)
        candidates = self._metrics.candidates(frame, kind, context)
        return self._choose("metric", candidates, frame, weighed, reading.choosers)

    def _period(
        self,
        frame: Frame,
        kind: Kind,
        basis: Decision[Basis] | None,
        metric: Decision[str] | None,
        reading: Reading,
        weighed: Weighed,
    ) -> Decision[Period] | None:
        context = TimeContext(
            before=[m.period.value if m.period else None for m in reading.done],
            passage=reading.passage_period,
            article=reading.last_period if reading.since_period <= RECENT else None,
            opening=reading.opening_period if reading.sentences <= OPENING else None,
            section=reading.section_period,
            recent=reading.named_periods,
            usual=reading.usual_periods,
            since=reading.since_period,
            anchor=reading.article.anchor,
            is_trading=any(
                self._cues.in_class(t.lower_, WordClass.TRADING) for t in frame.sentence.parsed.doc
            ),
        )
        candidates = period_candidates(
            frame,
            context,
            kind=kind,
            basis=basis.value if basis else None,
            metric_class=self._cues.metric_class(metric.value if metric else None),
        )
        return self._choose("period", candidates, frame, weighed, reading.choosers)

    def _status(
        self,
        frame: Frame,
        kind: Kind,
        period: Decision[Period] | None,
        reading: Reading,
        weighed: Weighed,
    ) -> Decision[Status]:
        when = period.value if period else None
        candidates = status_candidates(frame, when, reading.article.anchor, self._cues, kind)
        found = reading.choosers["status"].chances(candidates, span=frame.quantity.span)
        weighed.chances["ahead"] = sum(
            chance
            for candidate, chance in zip(candidates, found, strict=True)
            if candidate.value in (Status.FORECAST, Status.TARGET)
        )
        decided = self._choose("status", candidates, frame, weighed, reading.choosers)
        return decided or Decision(Status.ACTUAL, "default")

    def _source(
        self,
        frame: Frame,
        attributions: Sequence[Attribution],
        status: Status,
        metric: Decision[str] | None,
        reading: Reading,
        weighed: Weighed,
    ) -> Decision[str] | None:
        candidates = source_candidates(
            frame,
            attributions,
            reading.quoted(),
            status,
            metric_class=self._cues.metric_class(metric.value if metric else None),
            main=reading.stage.main,
        )
        return self._choose("source", candidates, frame, weighed, reading.choosers)

    def _company(
        self,
        frame: Frame,
        metric: Decision[str] | None,
        source: Decision[str] | None,
        status: Status,
        reading: Reading,
        weighed: Weighed,
    ) -> Decision[Owner] | None:
        candidates = owner_candidates(
            frame,
            reading.stage,
            self._cues,
            metric=metric.value if metric else None,
            source=source.value if source else None,
            status=status,
            before=[m.company.value if m.company else None for m in reading.done],
        )
        return self._choose("company", candidates, frame, weighed, reading.choosers)

    def _region(
        self,
        frame: Frame,
        kind: Kind,
        metric: Decision[str] | None,
        company: Decision[Owner] | None,
        reading: Reading,
        weighed: Weighed,
    ) -> Decision[str] | None:
        phrase = metric.value if metric else None
        context = RegionContext(
            before=[m.region.value if m.region else None for m in reading.done],
            passage=reading.region,
            usual=reading.usual_place,
            metric=phrase,
            metric_class=self._cues.metric_class(phrase),
            has_company=company is not None,
            kind=kind,
        )
        return self._choose(
            "region", region_candidates(frame, context), frame, weighed, reading.choosers
        )

    def _choose(
        self,
        name: str,
        candidates: Sequence[Candidate[T]],
        frame: Frame,
        weighed: Weighed,
        choosers: Choosers,
    ) -> Decision[T] | None:
        """Return the likeliest candidate; None where it is that the text does not say."""
        if not candidates:
            return None
        found = choosers[name].chances(candidates, span=frame.quantity.span)
        best = max(range(len(candidates)), key=lambda i: (found[i], -i))
        weighed.chances[name] = found[best]
        chosen = candidates[best]
        if chosen.value is None:
            weighed.unsaid[name] = chosen.rule
            return None
        return Decision(chosen.value, chosen.rule, chosen.words, found[best])


def load_figure_reader(kind_of: KindOf, workspace: Path | None = None) -> FigureReader:
    """Return the reader with the lexicon of the repository and the workspace."""
    cues = load_cues(workspace)
    pointers = load_pointers(load_rankers(workspace))
    return FigureReader(cues, load_metric_finder(cues, workspace), pointers, kind_of)
