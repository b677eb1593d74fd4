"""The stretches of an article that may each state one forecast, with their cue and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from pipeline.components.cues import CueKind, CueTable
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from schemas import Period, Status

STRONG = (
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_ADJECTIVE,
    CueKind.TARGET_VERB,
    CueKind.MODAL_WILL,
    CueKind.TARGET_NOUN,
    CueKind.FORECAST_NOUN,
    CueKind.MODAL_MAY,
)
DATABLE = (PeriodRole.POINT, PeriodRole.DEADLINE, PeriodRole.SPAN)
AHEAD = (Status.FORECAST, Status.TARGET)
MIN_CLAUSE = 30
LEADING = ("to", "for", "on", "in", "by")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or one of its parts divided by a semicolon; positions of the cleaned text."""

    read: ReadSentence
    start: int
    end: int

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The figures that stand in the clause."""
        return tuple(m for m in self.read.meanings if self.start <= m.quantity.start < self.end)

    @property
    def periods(self) -> tuple[FoundPeriod, ...]:
        """The times that stand in the clause."""
        return tuple(p for p in self.read.sentence.periods if self.start <= p.start < self.end)

    @property
    def tokens(self) -> Iterator[Token]:
        """The clause's tokens."""
        parsed = self.read.sentence.parsed
        for token, (low, _) in zip(parsed.doc, parsed.borders, strict=True):
            if self.start <= low < self.end:
                yield token

    @property
    def words(self) -> str:
        """The clause's text, white space closed up."""
        sentence = self.read.sentence
        text = sentence.text[self.start - sentence.start : self.end - sentence.start]
        return " ".join(text.split())


def divide(read: ReadSentence) -> Iterator[Clause]:
    """Yield the sentence, cut at semicolons outside brackets with enough on both sides."""
    sentence = read.sentence
    start, depth = sentence.start, 0
    for offset, character in enumerate(sentence.text):
        depth += (character == "(") - (character == ")" and depth > 0)
        here = sentence.start + offset
        if character != ";" or depth or min(here - start, sentence.end - here) < MIN_CLAUSE:
            continue
        yield Clause(read, start, here)
        start = here + 1
        while start < sentence.end and sentence.text[start - sentence.start].isspace():
            start += 1
    yield Clause(read, start, sentence.end)


def find_cue(clause: Clause, cues: CueTable) -> Token | None:
    """Return the clause's strongest cue of what is to come, the first of equals; None for none."""
    found: list[tuple[int, int, Token]] = []
    for token in clause.tokens:
        cue = cues.of(token, *STRONG)
        if cue is None:
            continue
        if cue.kind is CueKind.FORECAST_ADJECTIVE and not _leads_on(token):
            continue
        if cue.kind is CueKind.TARGET_VERB and token.dep_ in ("amod", "compound"):
            continue
        found.append((STRONG.index(cue.kind), token.i, token))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _leads_on(token: Token) -> bool:
    """Tell whether "set", "due" or "likely" is followed by what is to come."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.lower_ in ("likely", "unlikely") or (
        following is not None and following.lower_ in LEADING
    )


def future_period(clause: Clause, anchor: date | None, *, has_cue: bool) -> Period | None:
    """Return the clause's time ahead; with a cue also one that runs now, or is undated."""
    for found in clause.periods:
        period = found.period
        if period is None or found.role not in DATABLE:
            continue
        if found.is_future:
            return period
        if has_cue and (anchor is None or period.period_start <= anchor <= period.period_end):
            return period
    return None
