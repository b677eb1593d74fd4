"""The stretches of an article that may each state one forecast, with their cue and time."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from pipeline.components.clauses import is_verb, own_subject
from pipeline.components.cues import Cue, CueKind, CueTable
from pipeline.components.parsed import LOW
from pipeline.extract.meanings import Meaning, ReadSentence
from pipeline.extract.timing import is_due
from pipeline.grammar.periods import FoundPeriod, PeriodRole
from schemas import Period, Status

STRONG = (
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_ADJECTIVE,
    CueKind.TARGET_VERB,
    CueKind.MODAL_WILL,
    CueKind.TARGET_NOUN,
    CueKind.FORECAST_NOUN,
    CueKind.ESTIMATE_VERB,
    CueKind.ESTIMATE_NOUN,
    CueKind.MODAL_MAY,
)
WEAK = (CueKind.FORECAST_VERB_WEAK,)
DATABLE = (PeriodRole.POINT, PeriodRole.DEADLINE, PeriodRole.SPAN)
AHEAD = (Status.FORECAST, Status.TARGET)
MIN_CLAUSE = 30
IS_TO = Cue("be to", CueKind.MODAL_WILL, None)
LEADING = ("to", "for", "on", "in", "by", "toward", "towards")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or one of the statements it is divided into; positions of the cleaned text."""

    read: ReadSentence
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """First character, and one past the last."""
        return self.start, self.end

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The figures that stand in the clause."""
        return tuple(m for m in self.read.meanings if self.start <= m.quantity.start < self.end)

    @property
    def periods(self) -> tuple[FoundPeriod, ...]:
        """The times that stand in the clause; "Notes due 2032" is the name of a bond."""
        sentence = self.read.sentence
        return tuple(
            p
            for p in sentence.periods
            if self.start <= p.start < self.end and not is_due(p, sentence)
        )

    @property
    def tokens(self) -> Iterator[Token]:
        """The clause's tokens."""
        parsed = self.read.sentence.parsed
        first = bisect_left(parsed.borders, self.start, key=LOW)
        last = bisect_left(parsed.borders, self.end, key=LOW)
        return iter(parsed.doc[first:last])

    @property
    def words(self) -> str:
        """The clause's text, white space closed up."""
        sentence = self.read.sentence
        text = sentence.text[self.start - sentence.start : self.end - sentence.start]
        return " ".join(text.split())


def divide(read: ReadSentence, cues: CueTable) -> Iterator[Clause]:
    """Yield the sentence, cut where two statements meet.

    It is cut at semicolons outside brackets with enough on both sides, and before the "and",
    "but" or "while" of a clause with its own subject where both sides have cue and figure.
    """
    for clause in _at_semicolons(read):
        for cut in _joints(clause):
            left = Clause(read, clause.start, _last_of(clause, cut))
            right = Clause(read, cut, clause.end)
            if _states(left, cues) and _states(right, cues):
                yield left
                clause = right
        yield clause


def _at_semicolons(read: ReadSentence) -> Iterator[Clause]:
    """Yield the sentence's parts between semicolons."""
    sentence = read.sentence
    start, depth = sentence.start, 0
    for offset, character in enumerate(sentence.text if ";" in sentence.text else ""):
        depth += (character == "(") - (character == ")" and depth > 0)
        here = sentence.start + offset
        if character != ";" or depth or min(here - start, sentence.end - here) < MIN_CLAUSE:
            continue
        yield Clause(read, start, here)
        start = here + 1
        while start < sentence.end and sentence.text[start - sentence.start].isspace():
            start += 1
    yield Clause(read, start, sentence.end)


def _last_of(clause: Clause, cut: int) -> int:
    """Return where the words in front of the cut end, comma and space left out."""
    sentence = clause.read.sentence
    return sentence.start + len(sentence.text[: cut - sentence.start].rstrip(", "))


def _joints(clause: Clause) -> Iterator[int]:
    """Yield where a clause with its own subject is joined to the one before it."""
    parsed = clause.read.sentence.parsed
    for token in clause.tokens:
        if token.lower_ in ("while", "whereas") and token.dep_ == "mark":
            verb: Token | None = token.head
        elif token.dep_ == "cc" and is_verb(token.head):
            verb = next((t for t in token.head.rights if t.dep_ == "conj" and t.i > token.i), None)
        else:
            continue
        subject = own_subject(verb) if verb is not None and is_verb(verb) else None
        if subject is not None and subject.tag_ not in ("PRP", "DT"):
            yield parsed.span_of(token)[0]


def _states(clause: Clause, cues: CueTable) -> bool:
    """Tell whether the clause has both a cue and a figure of its own."""
    if clause.end - clause.start < MIN_CLAUSE or not clause.meanings:
        return False
    return find_cue(clause, cues) is not None


def find_cues(clause: Clause, cues: CueTable) -> list[tuple[Token, Cue]]:
    """Return the words of the clause that may tell of what is to come, in reading order."""
    found: list[tuple[Token, Cue]] = []
    for token in clause.tokens:
        cue = cues.of(token, *STRONG, *WEAK)
        if cue is not None and _is_cue(token, cue):
            found.append((token, cue))
        elif _is_to(token):
            found.append((token, IS_TO))
    return found


def find_cue(clause: Clause, cues: CueTable) -> tuple[Token, Cue] | None:
    """Return the clause's strongest cue of what is to come, the first of equals; None for none."""
    strong = [one for one in find_cues(clause, cues) if one[1].kind in STRONG]
    return min(strong, key=lambda one: (STRONG.index(one[1].kind), one[0].i), default=None)


def _is_cue(token: Token, cue: Cue) -> bool:
    """Tell a cue from the same word in another use: "better than expected", "due to rain"."""
    if cue.kind is CueKind.FORECAST_ADJECTIVE:
        return _leads_on(token)
    if cue.kind is CueKind.TARGET_VERB:
        return token.dep_ not in ("amod", "compound")
    before = [token.nbor(-back).lower_ for back in (1, 2) if token.i >= back]
    is_compared = before[:1] in (["than"], ["as"]) or before in (["-", "than"], ["had", "than"])
    return token.tag_ not in ("VBN", "VBD") or not is_compared


def _is_to(token: Token) -> bool:
    """Tell the "is" of "Norvia is to open a plant"."""
    if token.lower_ not in ("is", "are") or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    return following.tag_ == "TO" and following.head.dep_ == "xcomp" and following.head.i > token.i


def _leads_on(token: Token) -> bool:
    """Tell whether "set", "due" or "likely" is followed by what is to come."""
    word = token.lower_
    if word in ("likely", "unlikely", "hopeful", "optimistic", "confident"):
        return True
    if word == "track" and (token.i == 0 or token.nbor(-1).lower_ != "on"):
        return False
    following = [token.nbor(step) for step in (1, 2) if token.i + step < len(token.doc)]
    if not following or following[0].lower_ not in LEADING:
        return False
    return word != "due" or following[0].lower_ != "to" or following[-1].tag_ == "VB"


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


@dataclass(frozen=True, slots=True)
class ForecastClause:
    """A clause that may state a forecast: its strongest cue and its time, None where none.

    `kind` is the cue's, "none" where the clause has no cue.
    """

    clause: Clause
    cue: Token | None
    kind: str
    dated: Period | None
    cues: CueTable


def read_clause(clause: Clause, cues: CueTable, anchor: date | None) -> ForecastClause:
    """Return the clause with its cue, and its time as seen from the day of writing."""
    found = find_cue(clause, cues)
    dated = future_period(clause, anchor, has_cue=found is not None)
    if found is None:
        return ForecastClause(clause, None, "none", dated, cues)
    return ForecastClause(clause, found[0], found[1].kind.value, dated, cues)
