"""Which figures of a clause its forecast states, and which only stand beside it."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, child, governing_verb
from pipeline.extract.clauses import AHEAD, Clause, ForecastClause
from pipeline.extract.meanings import Meaning
from pipeline.extract.standing import place_of, verb_of
from pipeline.ranking import Candidate, Chooser

BESIDE = frozenset(
    "from to by at of than versus vs against compared with for in up down on between about after "
    "per or and reach exceed ( is be".split()
)

PARTING = frozenset("but while after since as if than from and or who which that , ; (".split())
CROSSED = frozenset("relcl acl advcl conj nsubj appos ccomp xcomp pcomp".split())


def stated_figures(forecast: ForecastClause, chooser: Chooser) -> list[Meaning]:
    """Return the figures that the forecast states, in reading order."""
    stated: list[Meaning] = []
    before: list[bool] = []
    for meaning in forecast.clause.meanings:
        candidates = stated_candidates(forecast, meaning, before)
        chance = chooser.chances(candidates, span=meaning.quantity.span)[1]
        before.append(chance >= 0.5)
        if before[-1]:
            stated.append(meaning)
    return stated


def stated_candidates(
    forecast: ForecastClause, meaning: Meaning, before: Sequence[bool]
) -> list[Candidate[bool]]:
    """Return that the figure stands beside the forecast, and that it is stated by it.

    Args:
        forecast: The clause.
        meaning: The figure.
        before: Of the clause's figures in front of it: which are stated.
    """
    signs = [*_own_signs(meaning), *_tie_signs(forecast, meaning), *_near_signs(forecast, meaning)]
    ahead = meaning.chances.get("ahead", 0.0)
    if before:
        signs.append(f"before {before[-1]}")
        signs.append(f"before {before[-1]}&{_word_before(forecast.clause, meaning)}")
    alone = len(forecast.clause.meanings) == 1
    signs += [f"alone {alone}", f"alone {alone}&{meaning.status.value.value}"]
    signs += [f"alone {alone}&{forecast.kind}"]
    features = {"stated": 1.0, "ahead": ahead} | dict.fromkeys(signs, 1.0)
    return [Candidate(None, {}, "beside"), Candidate(True, features, "stated")]


def _own_signs(meaning: Meaning) -> Iterator[str]:
    """Yield what the figure's own meaning tells."""
    status = meaning.status.value
    yield f"status {status.value}"
    yield f"ahead {int(meaning.chances.get('ahead', 0.0) * 5)}"
    yield f"rule {meaning.status.rule}"
    yield f"form {meaning.quantity.form.value}"
    yield f"form {meaning.quantity.form.value}&{status in AHEAD}"
    yield f"kind {meaning.kind.value[0].value}&{status in AHEAD}"
    if meaning.quantity.vague:
        yield "vague"


def _tie_signs(forecast: ForecastClause, meaning: Meaning) -> Iterator[str]:
    """Yield how the figure hangs on the cue."""
    sentence = forecast.clause.read.sentence
    tokens = sentence.parsed.tokens_in(meaning.quantity.start, meaning.quantity.end)
    if not tokens:
        return
    head, ahead = tokens[-1], meaning.status.value in AHEAD
    verb = governing_verb(head)
    yield f"place {place_of(verb, forecast.cues) if verb is not None else 'none'}"
    yield f"verb {verb.tag_ if verb is not None else 'none'}&{ahead}"
    if verb is not None:
        yield from (f"marker {c.lower_}" for c in verb.children if c.dep_ in ("mark", "prep", "cc"))
    if forecast.cue is not None:
        yield from _cue_tie(forecast.cue, forecast.kind, head, verb, ahead=ahead)


def _cue_tie(
    cue: Token, kind: str, head: Token, verb: Token | None, *, ahead: bool
) -> Iterator[str]:
    """Yield whether the figure hangs below the cue, and what lies between the two."""
    top = verb_of(cue)
    content = child(top, "xcomp", "ccomp") or top
    side = "after" if head.i > cue.i else "before"
    path = [head, *ancestors(head)]
    above = [i for i, token in enumerate(path) if token.i in (top.i, cue.i)]
    same = verb is not None and verb.i in (top.i, content.i, cue.i)
    yield f"{side} {kind}"
    yield f"under {bool(above)}&{side}&{ahead}"
    yield f"same verb {same}"
    yield f"same verb {same}&{side}&{ahead}"
    low, high = sorted((head.i, cue.i))
    between = {token.lower_ for token in head.doc[low + 1 : high]}
    yield from (f"{side}, between: {word}" for word in sorted(between & PARTING))
    steps = {token.dep_ for token in path[: above[0]]} if above else set()
    yield from (f"crosses {step}" for step in sorted(steps & CROSSED))


def _near_signs(forecast: ForecastClause, meaning: Meaning) -> Iterator[str]:
    """Yield the word in front of the figure, its time against the clause's, and brackets."""
    word = _word_before(forecast.clause, meaning)
    ahead = meaning.status.value in AHEAD
    yield f"word {word}"
    yield f"word {word}&{ahead}"
    period = meaning.period.value if meaning.period else None
    if period is None:
        yield "no time"
    elif forecast.dated is None:
        yield "time, clause none"
    else:
        order = (period.period_end > forecast.dated.period_end) - (
            period.period_end < forecast.dated.period_end
        )
        yield f"time {('same', 'later', 'earlier')[order]}"
        yield f"time {('same', 'later', 'earlier')[order]}&{ahead}"


def _word_before(clause: Clause, meaning: Meaning) -> str:
    """Return the telling word in front of the figure; "other" for any other."""
    sentence = clause.read.sentence
    text = sentence.text[: meaning.quantity.start - sentence.start].lower()
    words = text.replace("(", " ( ").split()[-3:]
    return next((word for word in reversed(words) if word in BESIDE), "other")
