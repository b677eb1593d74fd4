"""Forecasts: statements about the future that somebody makes, with or without numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from pipeline.components.cues import CueKind, CueTable
from pipeline.extract.claims import figure_id
from pipeline.extract.figures import Meaning, ReadSentence
from pipeline.extract.records import RawText
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from schemas import Forecast, Period, Status, stable_id

STRONG = (
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_ADJECTIVE,
    CueKind.TARGET_VERB,
    CueKind.MODAL_WILL,
)
DATABLE = (PeriodRole.POINT, PeriodRole.DEADLINE, PeriodRole.SPAN)
AHEAD = (Status.FORECAST, Status.TARGET)
MIN_CLAUSE = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or one of its halves divided by a semicolon."""

    read: ReadSentence
    start: int
    end: int

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The figures that stand in the clause."""
        return tuple(m for m in self.read.meanings if self.start <= m.quantity.start < self.end)

    @property
    def periods(self) -> tuple[FoundPeriod, ...]:
        """The periods that stand in the clause."""
        return tuple(p for p in self.read.sentence.periods if self.start <= p.start < self.end)

    @property
    def tokens(self) -> Iterator[Token]:
        """The clause's tokens."""
        parsed = self.read.sentence.parsed
        for token, (low, _) in zip(parsed.doc, parsed.borders, strict=True):
            if self.start <= low < self.end:
                yield token


def make_forecasts(
    read: Iterable[ReadSentence], raw: RawText, cues: CueTable, anchor: date | None
) -> Iterator[Forecast]:
    """Yield the forecasts of an article in reading order.

    A clause is one where it states a forecast or target figure, or where a strong cue
    governs a time that lies ahead. Hope without date or measure is none.
    """
    for sentence in read:
        previous: str | None = None
        for clause in _clauses(sentence):
            forecast = _forecast(clause, raw, cues, anchor, previous)
            if forecast is not None:
                previous = forecast.forecaster
                yield forecast


def _clauses(read: ReadSentence) -> Iterator[Clause]:
    """Yield the sentence, cut at semicolons whose both sides are long enough to state something."""
    sentence = read.sentence
    start = sentence.start
    for offset, character in enumerate(sentence.text):
        here = sentence.start + offset
        if character == ";" and min(here - start, sentence.end - here) >= MIN_CLAUSE:
            yield Clause(read, start, here)
            start = here + 1 + (sentence.text[offset + 1 : offset + 2] == " ")
    yield Clause(read, start, sentence.end)


def _forecast(
    clause: Clause, raw: RawText, cues: CueTable, anchor: date | None, previous: str | None
) -> Forecast | None:
    """Return the clause's forecast; None where it states none."""
    ahead = [m for m in clause.meanings if m.status.value in AHEAD]
    cue = _cue(clause, cues)
    dated = _future_period(clause, anchor, cue is not None)
    if not ahead and (cue is None or dated is None):
        return None
    target = _target(ahead, dated)
    span = raw.span(clause.start, clause.end)
    rule = f"figure: {ahead[0].status.rule}" if ahead else f"cue: {cue.text if cue else ''}"
    return Forecast(
        forecast_id=stable_id("s", raw.article_id, span["char_start"], span["char_end"]),
        **span,
        sentence=clause.read.sentence.text,
        forecaster=_forecaster(clause, ahead, cue) or previous,
        target_period=target.label if target else None,
        target_start=target.period_start if target else None,
        target_end=target.period_end if target else None,
        figure_ids=tuple(figure_id(m, raw) for m in clause.meanings if _belongs(m, ahead)),
        statement=_statement(clause),
        confidence=0.85 if ahead and cue else 0.65,
        rule=rule,
    )


def _belongs(meaning: Meaning, ahead: Sequence[Meaning]) -> bool:
    """Tell whether a figure is part of the forecast: those ahead, not the fact beside them."""
    return any(meaning is one for one in ahead)


def _statement(clause: Clause) -> str:
    sentence = clause.read.sentence
    words = sentence.text[clause.start - sentence.start : clause.end - sentence.start]
    return " ".join(words.split())


def _cue(clause: Clause, cues: CueTable) -> Token | None:
    """Return the first strong cue of the clause that is not a noun's past participle."""
    for token in clause.tokens:
        cue = cues.of(token, *STRONG)
        if cue is None:
            continue
        if cue.kind is CueKind.FORECAST_ADJECTIVE and not _leads_on(token):
            continue
        if cue.kind is CueKind.TARGET_VERB and token.dep_ in ("amod", "compound"):
            continue
        return token
    return None


def _leads_on(token: Token) -> bool:
    """Tell whether "set", "due" or "likely" is followed by what is to come."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.lower_ in ("likely", "unlikely") or (
        following is not None and following.lower_ in ("to", "for", "on", "in", "by")
    )


def _future_period(clause: Clause, anchor: date | None, has_cue: bool) -> Period | None:
    """Return the clause's time ahead; without an anchor, a deadline or span after a cue."""
    for found in clause.periods:
        if found.period is None or found.role not in DATABLE:
            continue
        if found.is_future:
            return found.period
        if anchor is not None and found.period.period_start <= anchor <= found.period.period_end:
            if has_cue:
                return found.period
        if anchor is None and has_cue:
            return found.period
    return None


def _target(ahead: Sequence[Meaning], dated: Period | None) -> Period | None:
    """Return what the forecast speaks of: the latest period of its figures, else the clause's."""
    periods = [m.period.value for m in ahead if m.period is not None]
    if not periods:
        return dated
    plain = [p for p in periods if "/" not in p.label] or periods
    return max(plain, key=lambda p: p.period_end)


def _forecaster(clause: Clause, ahead: Sequence[Meaning], cue: Token | None) -> str | None:
    """Return who forecasts: the figures' source, the cue's attribution, or a planner itself."""
    counted = Counter(m.source.value for m in ahead if m.source is not None)
    if counted:
        return counted.most_common(1)[0][0]
    for attribution in clause.read.attributions:
        if cue is not None and (attribution.cue.i == cue.i or attribution.covers(cue)):
            return attribution.source
    owners = [m.company.value for m in ahead if m.company and m.status.value is Status.TARGET]
    return next((owner for owner in owners if isinstance(owner, str)), None)
