"""What speaks for a clause being a forecast."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.clauses import child
from pipeline.components.cues import Cue, CueKind
from pipeline.extract.clauses import AHEAD, Clause, ForecastClause, find_cues
from pipeline.extract.standing import place_of, subject_sort, verb_of
from pipeline.ranking import Candidate
from schemas import Kind

REVISING = (CueKind.LIFT_VERB, CueKind.CHANGE_VERB, CueKind.REACH_VERB)
NOUNS = (CueKind.TARGET_NOUN, CueKind.FORECAST_NOUN, CueKind.ESTIMATE_NOUN)
SORTS = ("price", "annual", "earnings", "growth", "profit", "revenue", "sales", "no", "12-month")
LEAST_AHEAD = 0.1
"""A figure less likely to lie ahead does not make its clause worth weighing."""


def forecast_candidates(
    forecast: ForecastClause,
) -> list[Candidate[tuple[int, int]]] | None:
    """Return that the clause is none and that it is a forecast, with what speaks for the latter.

    None where the clause has neither a figure that may lie ahead nor a cue nor a time ahead:
    most clauses. The value of a forecast is the clause's place in the cleaned text.
    """
    clause, cues = forecast.clause, forecast.cues
    if clause.words.endswith("?") and not clause.meanings and _asks_openly(clause):
        return None
    ahead = max((m.chances.get("ahead", 0.0) for m in clause.meanings), default=0.0)
    found = find_cues(clause, cues)
    if ahead < LEAST_AHEAD and not found and not any(p.is_future for p in clause.periods):
        return None
    features = {"forecast": 1.0, "ahead": ahead}
    features |= dict.fromkeys(_signs(forecast, ahead), 1.0)
    for token, one in found:
        features |= dict.fromkeys(_cue_signs(forecast, token, one), 1.0)
    span = (clause.start, clause.end)
    return [Candidate(None, {}, "no forecast"), Candidate(span, features, "a forecast")]


def _asks_openly(clause: Clause) -> bool:
    """Tell "What will this mean?" from "Will sales double?": the former states nothing."""
    return any(token.tag_ in ("WP", "WRB", "WDT") for token in clause.tokens)


def _signs(forecast: ForecastClause, ahead: float) -> Iterator[str]:
    """Yield what may tell a forecast from a fact, a hope or a heading."""
    clause, dated, kind = forecast.clause, forecast.dated, forecast.kind
    state = "dated" if dated else "undated"
    figures = "figures" if clause.meanings else "no figures"
    yield f"first {kind}&{state}&{figures}"
    yield f"first {kind}&{state}"
    yield f"{state}&{figures}"
    yield f"ahead {int(ahead * 5)}&{state}"
    yield f"ahead {int(ahead * 5)}&first {kind}"
    if any(m.status.value in AHEAD for m in clause.meanings):
        yield f"figure ahead&first {kind}"
    if any(m.kind.value[0] is not Kind.LEVEL for m in clause.meanings):
        yield "change or share"
    if any(m.quantity.value_high is not None for m in clause.meanings):
        yield f"range&first {kind}"
        yield "range"
    if dated:
        yield f"grain {dated.grain.value}"
    yield from _time_signs(clause)
    heading = clause.read.sentence.parsed.is_heading
    if heading:
        yield f"heading&first {kind}"
    if clause.read.attributions:
        yield f"attributed&{figures}"
    yield from _text_signs(clause.words)
    yield from _root_signs(forecast, kind)


def _time_signs(clause: Clause) -> Iterator[str]:
    """Yield whether the clause's times lie ahead, and by which preposition they hang."""
    if any(p.is_future for p in clause.periods):
        yield "time ahead"
    elif clause.periods:
        yield "no time ahead"


def _root_signs(forecast: ForecastClause, kind: str) -> Iterator[str]:
    """Yield tense and subject of the clause's main verb."""
    clause = forecast.clause
    root = next((t for t in clause.tokens if t.dep_ == "ROOT"), None)
    if root is None:
        return
    yield f"root {root.tag_}"
    yield f"root {root.tag_}&first {kind}"
    yield f"root subject {subject_sort(root, clause.read.sentence, forecast.cues)}"


def _cue_signs(forecast: ForecastClause, token: Token, cue: Cue) -> Iterator[str]:
    """Yield what one cue tells by its word, its tense, its place and its subject."""
    clause, cues = forecast.clause, forecast.cues
    state = "dated" if forecast.dated else "undated"
    figures = "figures" if clause.meanings else "no figures"
    verb = verb_of(token)
    place = place_of(verb, cues)
    yield f"has {cue.kind.value}&{figures}"
    yield f"has {cue.kind.value}&{state}"
    yield f"word {cue.base}"
    yield f"word {token.lower_}"
    yield f"{cue.kind.value} is {token.tag_}"
    yield f"{cue.kind.value} in {place}"
    yield f"{cue.kind.value} in {place}&{state}&{figures}"
    yield f"{cue.kind.value} of {subject_sort(verb, clause.read.sentence, forecast.cues)}"
    above = cues.of(token.head, *REVISING)
    if cue.kind in NOUNS and above is not None:
        yield f"{cue.kind.value} below {above.kind.value}"
        yield f"{cue.kind.value} below {above.kind.value}&{figures}"
    if cue.kind in NOUNS:
        yield from (f"{c.lower_} {cue.kind.value}" for c in token.lefts if c.lower_ in SORTS)
    if any(c.dep_ == "neg" for c in (*token.children, *verb.children)):
        yield f"negated {cue.kind.value}"
    content = child(verb, "xcomp", "ccomp")
    if content is not None:
        yield f"{cue.kind.value} with content"
        yield f"{cue.kind.value} with {content.tag_}"
    if any(m.quantity.value_high is not None for m in clause.meanings):
        yield f"{cue.kind.value} with a range"
    if any(c.lower_ in ("have", "has", "had") and c.dep_ == "aux" for c in verb.children):
        yield f"{cue.kind.value} perfect"


def _text_signs(text: str) -> Iterator[str]:
    """Yield what the clause's characters tell: questions, quotations, conditions, length."""
    for mark, name in (("?", "question"), ("“", "quoted"), ('"', "quoted"), ("if ", "condition")):
        if mark in text.lower():
            yield name
    yield f"length {min(len(text) // 80, 4)}"
