"""The place that a figure is about: the places a reader may think of, and what speaks for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.clauses import is_noun, within
from pipeline.components.marked import Place
from pipeline.extract.company_ties import place_subject
from pipeline.extract.frames import Frame
from pipeline.ranking import Candidate
from schemas import Kind

MAX_REACH = 12
NEAR = 30
FAR = 90
WORLD = "global"
PREPOSITIONS = frozenset("in of for across throughout from to at within outside by and".split())


@dataclass(frozen=True, slots=True)
class RegionContext:
    """What is known when a figure's place is chosen.

    `before` are the places of the sentence's earlier figures (None where one had none);
    `passage` is the last place of a figure in the paragraph, `usual` the place that the article
    names most often. `metric` is what is measured, `has_company` whether it is a company's.
    """

    before: Sequence[str | None]
    passage: str | None
    usual: str | None
    metric: str | None
    metric_class: str
    has_company: bool
    kind: Kind


def region_candidates(frame: Frame, context: RegionContext) -> list[Candidate[str]]:
    """Return the places that the figure may be about as written, and that none is said."""
    subject = place_subject(frame)
    if subject is not None and not frame.sentence.companies:
        # "Japan imported 24.5 million tonnes" leaves nothing to choose.
        return [Candidate(subject.name, {"subject": 1.0}, "place as the subject", subject.name)]
    setting = [
        f"metric {context.metric_class}",
        f"form {frame.quantity.form.value}",
        "owned" if context.has_company else "unowned",
        f"kind {context.kind.value}",
    ]
    places = frame.sentence.places
    state = "own" if places else "passage" if context.passage else "no"
    features = {"none": 1.0, f"none&{state}": 1.0}
    features |= {f"none&{word}&{state}": 1.0 for word in setting}
    if context.before:
        features["none&none before"] = float(context.before[-1] is None)
    found: dict[str | None, Candidate[str]] = {None: Candidate(None, features, "no place said")}
    for candidate in (*_own(frame, context, setting), *_carried(frame, context, setting)):
        known = found.get(candidate.value)
        if known is not None:
            merged = {**candidate.features, **known.features}
            candidate = Candidate(known.value, merged, known.rule, known.words)
        found[candidate.value] = candidate
    return list(found.values())


def _own(frame: Frame, context: RegionContext, setting: list[str]) -> Iterator[Candidate[str]]:
    """Yield the sentence's places with how each stands to the number."""
    places = frame.sentence.places
    quantity = frame.quantity
    for place in places:
        after = place.start >= quantity.end
        gap = place.start - quantity.end if after else quantity.start - place.end
        size = "world" if place.name == WORLD else "place"
        side = "after" if after else "before"
        reach = "near" if gap < NEAR else "far" if gap > FAR else "middle"
        signs = [f"{reach} {side}", *_ties(place, frame), *_around(place, frame)]
        if len({p.name for p in places}) == 1:
            signs.append("only place")
        if all(_gap(place, frame) <= _gap(other, frame) for other in places):
            signs.append("nearest")
        if context.metric and place.name.lower() in context.metric.lower():
            signs.append("in metric")
        if any(min(place.start, quantity.start) < q.start < max(place.start, quantity.start)
               for q in frame.sentence.quantities):  # fmt: skip
            signs.append("number between")
        features = {"own": 1.0, f"own {size}": 1.0}
        features |= {f"own {sign}": 1.0 for sign in signs}
        features |= {f"own {size} {sign}": 1.0 for sign in signs}
        features |= {f"own&{word}": 1.0 for word in setting}
        rule = signs[2] if len(signs) > 2 else "place in the sentence"
        yield Candidate(place.name, features, rule, place.name)


def _gap(place: Place, frame: Frame) -> int:
    """Return the characters between a place and the number."""
    return max(place.start - frame.quantity.end, frame.quantity.start - place.end)


def _ties(place: Place, frame: Frame) -> Iterator[str]:
    """Yield where in the parse the place hangs: below the subject, the noun, the clause."""
    tokens = frame.sentence.parsed.tokens_in(place.start, place.end)
    if not tokens:
        return
    for name, noun in (("subject", frame.subject), ("governor", frame.governor)):
        if noun is not None and is_noun(noun):
            below = {t.i for t in noun.subtree if t.i < noun.i + MAX_REACH}
            if tokens[0].i in below:
                yield f"under {name}"
                yield f"under {name} after {tokens[0].head.lower_}"
    if within(tokens[-1], frame.head):
        yield "under number"
    if frame.verb is not None:
        yield "same clause" if within(tokens[-1], frame.verb) else "other clause"


def _around(place: Place, frame: Frame) -> Iterator[str]:
    """Yield the words around the place: "in China", "China's", "the US giant"."""
    tokens = frame.sentence.parsed.tokens_in(place.start, place.end)
    if not tokens:
        return
    doc, first, last = tokens[0].doc, tokens[0], tokens[-1]
    before = doc[first.i - 1].lower_ if first.i else "start"
    if before == "the" and first.i > 1:
        before = doc[first.i - 2].lower_
    yield f"after {before if before in PREPOSITIONS or before == 'start' else 'other'}"
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    yield f"then {_sort_of(following)}"
    yield f"dep {last.dep_}"
    if last.head.tag_ in ("NNP", "NNPS") and last.dep_ in ("compound", "nmod", "poss", "amod"):
        yield "in a name"
    if first.i > 1 and doc[first.i - 2].lower_ in ("a.m.", "p.m.", "am", "pm", "gmt"):
        yield "of a time"


def _sort_of(token: Token | None) -> str:
    """Return what follows a place: its possessive, a noun, a mark, the end."""
    if token is None:
        return "end"
    if token.tag_ == "POS":
        return "possessive"
    if token.is_punct:
        return f"mark {token.text[:1]}"
    return "noun" if is_noun(token) else "word"


def _carried(frame: Frame, context: RegionContext, setting: list[str]) -> Iterator[Candidate[str]]:
    """Yield the places that a reader carries over from what came before."""
    last = context.before[-1] if context.before else None
    state = "own" if frame.sentence.places else "no own"
    for name, place in (
        ("figure before", last),
        ("passage", context.passage),
        ("usual", context.usual),
    ):
        if place is not None:
            features = {f"carried {name}": 1.0, f"carried {name}&{state}": 1.0}
            features |= {f"carried {name}&{word}&{state}": 1.0 for word in setting}
            yield Candidate(place, features, f"carried over: {name}")
