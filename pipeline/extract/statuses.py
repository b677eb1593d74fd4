"""Whether a figure happened, is somebody's estimate, is expected, or is a target.

The clause that governs the number says most: `walk` goes from the number up through its
verbs, and the first telling word wins; a finite past tense without one ends the walk, so
that a future word elsewhere in the sentence does not colour a fact. The ranker weighs that
against calendar, tense and the words around.
"""

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, child, is_noun, is_verb
from pipeline.components.cues import CueKind, CueTable
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form
from pipeline.ranking import Candidate
from schemas import Kind, Period, Status

NOUN_STATUS = {
    CueKind.FORECAST_NOUN: Status.FORECAST,
    CueKind.TARGET_NOUN: Status.TARGET,
    CueKind.ESTIMATE_NOUN: Status.ESTIMATE,
}
VERB_STATUS = {
    CueKind.FORECAST_VERB: Status.FORECAST,
    CueKind.FORECAST_VERB_WEAK: Status.FORECAST,
    CueKind.TARGET_VERB: Status.TARGET,
    CueKind.ESTIMATE_VERB: Status.ESTIMATE,
}
PRICE_TARGET = "price target"
"""What analysts set is a forecast, though it is called a target."""
MODALS = (CueKind.MODAL_WILL, CueKind.MODAL_MAY)
ATTRIBUTES = (Form.MONEY, Form.PERCENT, Form.MEASURE, Form.DURATION)
TELLING = (*NOUN_STATUS, *VERB_STATUS, *MODALS, CueKind.FORECAST_ADJECTIVE)


def status_candidates(
    frame: Frame, period: Period | None, anchor: date | None, cues: CueTable, kind: Kind
) -> list[Candidate[Status]]:
    """Return the four statuses, each with what speaks for it.

    Args:
        frame: The quantity in its sentence.
        period: The time the figure is about, as far as known.
        anchor: The day of writing; None where unknown.
        cues: The cue table.
        kind: Of the figure.
    """
    walked = walk(frame, cues)
    signs = list(_signs(frame, period, anchor, cues, walked))
    signs.append(f"kind {kind.value}")
    if PRICE_TARGET in frame.sentence.text.lower():
        signs.append(f"price target&{frame.quantity.form.value}")
    rule = walked.rule if walked else "no cue"
    words = walked.quoted if walked else ""
    return [
        Candidate(
            status,
            {status.value: 1.0} | {f"{status.value}&{sign}": 1.0 for sign in signs},
            rule if walked and walked.value is status else "weighed",
            words,
        )
        for status in Status
    ]


def _signs(
    frame: Frame,
    period: Period | None,
    anchor: date | None,
    cues: CueTable,
    walked: Decision[Status] | None,
) -> Iterator[str]:
    """Yield what may tell the status: the walk's end, calendar, tense, and cues of the sentence."""
    when = _when(period, anchor)
    said = f"{walked.value.value} {walked.rule}" if walked else "nothing"
    yield f"walk {walked.value.value if walked else 'nothing'}"
    yield f"walk {said}"
    yield f"when {when}"
    yield f"walk {walked.value.value if walked else 'nothing'}&{when}"
    if walked and not isinstance(walked.words, str) and walked.words:
        cue = cues.word(walked.words[0].lower_, *TELLING)
        yield f"word {cue.base if cue else walked.words[0].lower_}"
    verb = frame.verb
    yield f"tense {verb.tag_ if verb is not None else 'none'}"
    yield f"form {frame.quantity.form.value}"
    yield f"bound {frame.quantity.bound.value}"
    kinds = {c.kind for t in frame.head.doc if (c := cues.of(t, *TELLING))}
    for kind in sorted(kinds):
        yield f"sentence {kind.value}"
    if frame.sentence.parsed.is_heading:
        yield "heading"
    if any(t.lower_ == "if" for t in frame.head.doc):
        yield "if"


def _when(period: Period | None, anchor: date | None) -> str:
    """Return whether the period lies before the day of writing, around it, or after."""
    if period is None:
        return "unsaid"
    if anchor is None:
        return "unknown"
    if period.period_start > anchor:
        return "after"
    return "before" if period.period_end < anchor else "around"


def walk(frame: Frame, cues: CueTable) -> Decision[Status] | None:
    """Walk up from the number; return what the first telling word says, None where none does."""
    if decided := _beside(frame, cues):
        return decided
    below = frame.head
    for token in ancestors(frame.head):
        if _leaves_clause(token, below, frame):
            return None
        if decided := _noun_status(token, below, cues):
            return decided
        if is_verb(token) or token.dep_ == "ROOT":
            decided = _verb_status(token, below, cues)
            if decided is not None:
                return decided
        below = token
    return None


def _beside(frame: Frame, cues: CueTable) -> Decision[Status] | None:
    """Read an adjective before the number: "an estimated $410 billion", "a projected 5%"."""
    before = frame.before
    if before is None or before.tag_ not in ("VBN", "JJ", "VBD"):
        return None
    if before.lower_ == "estimated":
        return Decision(Status.ESTIMATE, "adjective", (before,))
    if cues.word(before.lower_, CueKind.FORECAST_VERB) and before.lower_.endswith(("ed", "cast")):
        return Decision(Status.FORECAST, "adjective", (before,))
    return None


def _noun_status(token: Token, below: Token, cues: CueTable) -> Decision[Status] | None:
    """Return what a noun above the number says: "guidance of", "a price target of"."""
    if not is_noun(token) or below.dep_ in ("relcl", "acl"):
        return None
    for word in (token, *token.lefts):
        for kind, status in NOUN_STATUS.items():
            if cues.of(word, kind) and (word is token or word.dep_ in ("compound", "amod")):
                return Decision(status, "noun", (word,))
        if word.lower_ in ("expected", "projected", "forecast", "anticipated", "planned"):
            return Decision(Status.FORECAST, "adjective of the noun", (word,))
        if word.lower_ == "estimated":
            return Decision(Status.ESTIMATE, "adjective of the noun", (word,))
    return None


def _verb_status(verb: Token, below: Token, cues: CueTable) -> Decision[Status] | None:
    """Return what a verb says of its clause: ACTUAL ends the walk, None lets it go on."""
    for kind, status in VERB_STATUS.items():
        if cues.of(verb, kind) and _governs(below, kind):
            return Decision(status, f"verb: {kind.value}", (verb,))
    for word in _modifiers(verb):
        if cues.of(word, *MODALS):
            return Decision(Status.FORECAST, "modal", (word,))
        hangs_on = below.i == word.i or below.dep_ in ("xcomp", "ccomp", "advcl")
        if cues.of(word, CueKind.FORECAST_ADJECTIVE) and hangs_on:
            return Decision(Status.FORECAST, "adjective: set to, likely to", (word,))
    if cues.of(verb, CueKind.FORECAST_ADJECTIVE) and below.dep_ in ("xcomp", "ccomp", "advcl"):
        return Decision(Status.FORECAST, "adjective: set to, likely to", (verb,))
    if verb.tag_ in ("VBD", "VBZ", "VBP") and not cues.of(verb, CueKind.SAY_VERB):
        return Decision(Status.ACTUAL, "plain tense", (verb,))
    if verb.tag_ == "VBN" and child(verb, "aux", "auxpass") and verb.dep_ != "xcomp":
        return Decision(Status.ACTUAL, "perfect tense", (verb,))
    return None


def _governs(below: Token, kind: CueKind) -> bool:
    """Tell whether the number is in what the verb says, not in an aside hung onto it."""
    if kind is CueKind.FORECAST_VERB_WEAK:
        return below.dep_ in ("ccomp", "xcomp", "dobj")
    if below.dep_ in ("nsubj", "nsubjpass") and kind is CueKind.TARGET_VERB:
        return False
    return below.dep_ not in ("relcl", "acl") and not (
        below.dep_ == "advcl" and below.tag_ in ("VBD", "VBZ", "VBP")
    )


def _modifiers(verb: Token) -> Iterator[Token]:
    """Yield the words that colour a verb: auxiliaries, adverbs, predicate adjectives."""
    for token in verb.children:
        if token.dep_ in ("aux", "auxpass", "advmod", "acomp", "attr", "oprd"):
            yield token


def _leaves_clause(token: Token, below: Token, frame: Frame) -> bool:
    """Tell whether the step from `below` to `token` leaves what is said of the number.

    The price in "the $5 billion plant is expected to open" describes the plant and is not
    itself expected; so a walk that crosses the subject of a verb ends there.
    """
    if below.dep_ in ("relcl", "acl") and is_noun(token):
        return below.tag_ not in ("VB", "VBG", "VBN") or frame.verb is not below
    crossing = below.dep_ in ("nsubj", "nsubjpass") and below.i != frame.head.i
    if crossing and child(token, "xcomp", "acomp", "attr") is None:
        return False  # "A $5 billion loss is expected": the loss itself is what is expected.
    return crossing and frame.quantity.form in ATTRIBUTES and frame.relation not in ("of", "at")
