"""What speaks for a clause being a forecast."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.cues import CueKind, CueTable
from pipeline.extract.clauses import AHEAD, STRONG, Clause
from pipeline.ranking import Candidate
from schemas import Kind, Period

TELLING = (*STRONG, CueKind.ESTIMATE_VERB, CueKind.ESTIMATE_NOUN, CueKind.FORECAST_VERB_WEAK)
LEAST_AHEAD = 0.15
"""A figure less likely to lie ahead does not make its clause worth weighing."""


def forecast_candidates(
    clause: Clause, cues: CueTable, *, cue: Token | None, dated: Period | None
) -> list[Candidate[bool]] | None:
    """Return that the clause is none and that it is a forecast, with what speaks for the latter.

    None where the clause has neither a figure that may lie ahead nor a cue: most clauses.
    """
    ahead = max((m.chances.get("ahead", 0.0) for m in clause.meanings), default=0.0)
    if ahead < LEAST_AHEAD and cue is None:
        return None
    features = {"forecast": 1.0, "ahead": ahead}
    features |= dict.fromkeys(_signs(clause, cues, cue, dated, ahead), 1.0)
    return [Candidate(None, {}, "no forecast"), Candidate(True, features, "a forecast")]


def _signs(
    clause: Clause, cues: CueTable, cue: Token | None, dated: Period | None, ahead: float
) -> Iterator[str]:
    """Yield what may tell a forecast from a fact, a hope or a heading."""
    state = "dated" if dated else "undated"
    figures = "figures" if clause.meanings else "no figures"
    found = cues.of(cue, *TELLING) if cue is not None else None
    kind = found.kind.value if found else "none"
    yield f"cue {kind}&{state}&{figures}"
    yield f"cue {kind}&{state}"
    yield f"{state}&{figures}"
    yield f"ahead {int(ahead * 5)}&{state}"
    yield f"ahead {int(ahead * 5)}&cue {kind}"
    if found:
        yield f"word {found.base}"
    if any(m.status.value in AHEAD for m in clause.meanings):
        yield f"figure ahead&cue {kind}"
    if any(m.kind.value[0] is not Kind.LEVEL for m in clause.meanings):
        yield "change or share"
    if dated:
        yield f"grain {dated.grain.value}"
    for other in sorted({c.kind for t in clause.tokens if (c := cues.of(t, *TELLING))}):
        yield f"has {other}&{figures}"
    if clause.read.sentence.parsed.is_heading:
        yield f"heading&cue {kind}"
    if clause.read.attributions:
        yield f"attributed&{figures}"
    yield from _text_signs(clause.words)
    if cue is not None and any(c.dep_ == "neg" for c in (*cue.children, *cue.head.children)):
        yield "negated"


def _text_signs(text: str) -> Iterator[str]:
    """Yield what the clause's characters tell: questions, quotations, conditions, length."""
    for mark, name in (("?", "question"), ("“", "quoted"), ('"', "quoted"), ("if ", "condition")):
        if mark in text.lower():
            yield name
    yield f"length {min(len(text) // 80, 4)}"
