"""How a forecast is put: how firmly, held or turned down, on what condition, and when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, child, is_verb
from pipeline.components.cues import CueKind, CueTable
from pipeline.extract.clauses import Clause
from pipeline.extract.meanings import Meaning
from schemas import Certainty, Polarity, Status

COLOURING = ("aux", "auxpass", "advmod", "acomp", "attr", "oprd", "neg", "compound", "amod")
EXPECTING = (
    CueKind.FORECAST_VERB,
    CueKind.FORECAST_VERB_WEAK,
    CueKind.FORECAST_ADJECTIVE,
    CueKind.FORECAST_NOUN,
    CueKind.ESTIMATE_VERB,
    CueKind.ESTIMATE_NOUN,
)
PLANNING = (CueKind.TARGET_VERB, CueKind.TARGET_NOUN)
DATING = (*EXPECTING, *PLANNING, CueKind.SAY_VERB)
MAY = frozenset("may might could can possibly perhaps potentially".split())
LIKELY = frozenset("likely unlikely probably should".split())
WILL = frozenset("will would 'll ’ll shall wo".split())
FORMERLY = frozenset("previously originally earlier initially formerly once".split())
CONDITIONS = frozenset("if unless provided assuming".split())
MAX_CONDITION = 30
"""Tokens of a condition; what is longer is cut at the end of its first clause."""


@dataclass(frozen=True, slots=True)
class Stance:
    """How a forecast is put; `condition` has the text's words, `made_on` is None where unknown."""

    certainty: Certainty
    polarity: Polarity
    condition: str | None
    made_on: date | None


def find_stance(
    clause: Clause,
    leading: Meaning | None,
    cue: Token | None,
    cues: CueTable,
    anchor: date | None,
) -> Stance:
    """Return how the clause puts its forecast.

    Args:
        clause: The clause that states it.
        leading: Its leading figure; None for a forecast without a number.
        cue: The clause's strongest cue; None where it has none.
        cues: The cue table.
        anchor: The day of writing; None where unknown.
    """
    path = list(_path(clause, leading, cue))
    polarity = _polarity(clause, path, cues)
    made = _stated_day(clause, cues, anchor)
    if made is None and polarity is not Polarity.EXPIRED:
        made = anchor
    return Stance(_certainty(path, leading, cues), polarity, find_condition(clause), made)


def _path(clause: Clause, leading: Meaning | None, cue: Token | None) -> Iterator[Token]:
    """Yield the words from the figure, or the cue's content, up to the root, with their colours."""
    foot = cue
    if leading is not None:
        parsed = clause.read.sentence.parsed
        tokens = parsed.tokens_in(leading.quantity.start, leading.quantity.end)
        foot = tokens[-1] if tokens else cue
    elif cue is not None:
        foot = child(cue, "xcomp", "ccomp") or cue
    if foot is None:
        return
    for token in (foot, *ancestors(foot)):
        yield token
        yield from (c for c in token.children if c.dep_ in COLOURING)


def _certainty(path: Sequence[Token], leading: Meaning | None, cues: CueTable) -> Certainty:
    """Return the weakest word on the path: "is expected to, but may" is a may."""
    words = {token.lower_ for token in path}
    if words & MAY:
        return Certainty.MAY
    if words & LIKELY:
        return Certainty.LIKELY
    status = leading.status.value if leading else None
    expecting = _has(path, cues, EXPECTING)
    if status is Status.TARGET or (_has(path, cues, PLANNING) and not expecting):
        return Certainty.TARGET
    if expecting:
        return Certainty.EXPECTED
    return Certainty.WILL if words & WILL else Certainty.EXPECTED


def _has(path: Iterable[Token], cues: CueTable, kinds: Sequence[CueKind]) -> bool:
    return any(cues.of(token, *kinds) for token in path)


def _polarity(clause: Clause, path: Sequence[Token], cues: CueTable) -> Polarity:
    """Return whether the forecast is asked, given up, turned down, or held."""
    if clause.words.endswith(("?", '?"', "?”")):
        return Polarity.ASKED
    if any(_is_over(token, cues) for token in path):
        return Polarity.EXPIRED
    if any(_is_denied(token, cues) for token in path):
        return Polarity.DENIED
    return Polarity.AFFIRMED


def _is_over(token: Token, cues: CueTable) -> bool:
    """Tell whether a cue lies in the past of the past: "had expected", "originally planned"."""
    if cues.of(token, CueKind.DROP_VERB):
        dropped = child(token, "dobj", "nsubjpass")
        return dropped is not None and bool(cues.of(dropped, *EXPECTING, *PLANNING))
    if not cues.of(token, *EXPECTING, *PLANNING) or not is_verb(token):
        return False
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass", "advmod")}
    return "had" in words or bool(words & FORMERLY)


def _is_denied(token: Token, cues: CueTable) -> bool:
    """Tell whether the word is turned down: "does not expect", "no plans", "ruled out"."""
    if token.lower_ == "unlikely":
        return True
    if cues.of(token, CueKind.DENY_VERB):
        return not token.lower_.startswith("rul") or child(token, "prt") is not None
    if not (is_verb(token) or cues.of(token, CueKind.TARGET_NOUN, CueKind.FORECAST_NOUN)):
        return False
    return any(
        c.dep_ == "neg" or (c.lower_ == "no" and c.dep_ == "det") or c.lower_ == "never"
        for c in token.children
    ) or _no_longer(token)


def _no_longer(token: Token) -> bool:
    """Tell whether "no longer" colours the verb."""
    return any(
        c.lower_ == "longer" and any(n.lower_ == "no" for n in c.children) for c in token.children
    )


def _stated_day(clause: Clause, cues: CueTable, anchor: date | None) -> date | None:
    """Return the last day of the time at which it was said: "said in March that"."""
    parsed = clause.read.sentence.parsed
    for found in clause.periods:
        if found.period is None or anchor is None or found.period.period_end >= anchor:
            continue
        tokens = parsed.tokens_in(found.start, found.end)
        verb = next((t for t in ancestors(tokens[0]) if is_verb(t)), None) if tokens else None
        if verb is not None and cues.of(verb, *DATING):
            return found.period.period_end
    return None


def find_condition(clause: Clause) -> str | None:
    """Return the words of the condition: "if demand holds"; None where there is none."""
    sentence = clause.read.sentence
    for token in clause.tokens:
        if token.lower_ not in CONDITIONS or not _opens_condition(token):
            continue
        top = token if token.tag_ == "VBG" else token.head
        words = [t for t in top.subtree if t.i >= token.i][:MAX_CONDITION]
        start, end = sentence.parsed.span_of(token)[0], sentence.parsed.span_of(words[-1])[1]
        return " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
    return None


def _opens_condition(token: Token) -> bool:
    """Tell "will fall if rates rise" from "asked if rates rise" and "even if"."""
    before = token.nbor(-1).lower_ if token.i else ""
    if before in ("even", "as", "what", "only"):
        return before == "only"
    if token.tag_ in ("VBG", "VBN"):
        return token.dep_ in ("prep", "advcl", "mark", "pcomp")
    return token.dep_ == "mark" and token.head.dep_ not in ("ccomp", "xcomp")
