"""What a figure measures: the noun phrases around a number, with what speaks for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from pipeline.components.clauses import (
    ancestors,
    child,
    is_noun,
    is_verb,
    own_subject,
    phrase_start,
    pobj_of,
    subject_of,
)
from pipeline.components.companies import FoundCompany
from pipeline.components.cues import CueKind, CueTable
from pipeline.components.people import FoundPerson
from pipeline.components.phrases import phrase_of, with_complement
from pipeline.extract.frames import Frame
from pipeline.extract.words import OWN_NOUNS, metric_class
from pipeline.lexicon import read_table
from pipeline.ranking import Candidate
from schemas import Kind

WINDOW = 40
EMPTY_NOUNS = frozenset(
    "rate total level record high low pace value range mark year quarter average peak day month "
    "time period result end way number amount sum".split()
)
INNER = ("compound", "nmod", "amod", "poss")


@dataclass(frozen=True, slots=True)
class MetricFinder:
    """Proposes the metrics of a framed quantity; needs the cue table and the verbs' nouns."""

    cues: CueTable
    verbs: Mapping[str, str]

    def candidates(
        self,
        frame: Frame,
        kind: Kind,
        before: list[str | None],
        passage: str | None,
    ) -> list[Candidate[str]]:
        """Return the phrases that may name what is measured, best evidence not yet weighed.

        Args:
            frame: The quantity in its sentence.
            kind: Of the figure.
            before: Metrics of the sentence's earlier figures.
            passage: The last metric of the paragraph.
        """
        found: dict[str, Candidate[str]] = {}
        proposals = (*self._nouns(frame, kind), *self._verb_nouns(frame, kind), *_repeated(frame, kind, before, passage))
        for candidate in proposals:
            key = (candidate.value or "").lower()
            known = found.get(key)
            features = {**(known.features if known else {}), **candidate.features}
            rule = known.rule if known else candidate.rule
            found[key] = Candidate(candidate.value, features, rule, candidate.words)
        return list(found.values())

    def _nouns(self, frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
        """Yield the noun phrases near the number, long and short."""
        ties = _ties(frame)
        doc = frame.head.doc
        low, high = max(0, frame.tokens[0].i - WINDOW), min(len(doc), frame.tokens[-1].i + WINDOW)
        for token in doc[low:high]:
            if not is_noun(token) or token in frame.tokens or self._is_named(token, frame):
                continue
            if token.dep_ in ("compound", "nmod") and token.head.i > token.i and not ties.get(token.i):
                continue
            tie = ties.get(token.i, [])
            features = self._features(token, frame, kind, tie)
            long = phrase_of(token, frame.sentence, skip=frame.tokens)
            short = phrase_of(token, frame.sentence, skip=frame.tokens, complements=False)
            rule = tie[0] if tie else "noun of the sentence"
            if long:
                yield Candidate(long, {**features, **_shape(long)}, rule, long)
            if short and short != long:
                extra = {**features, **_shape(short), "cut short": 1.0}
                extra |= {f"cut short&{t}": 1.0 for t in tie[:1]}
                yield Candidate(short, extra, rule, short)

    def _is_named(self, token: Token, frame: Frame) -> bool:
        """Tell whether the token is part of a company's, person's or time's name."""
        start, end = frame.sentence.parsed.span_of(token)
        named: tuple[FoundCompany | FoundPerson, ...] = (*frame.sentence.companies, *frame.sentence.people)
        times = frame.sentence.periods
        return any(o.start < end and start < o.end for o in named) or any(
            p.start < end and start < p.end for p in times
        )

    def _features(self, noun: Token, frame: Frame, kind: Kind, ties: list[str]) -> dict[str, float]:
        """Return what the parse and the words say of a noun as the metric."""
        form = frame.quantity.form.value
        features = {f"tie {t}": 1.0 for t in ties}
        features |= {f"tie {t}&{form}": 1.0 for t in ties}
        features |= {f"tie {t}&{kind.value}": 1.0 for t in ties}
        gap = noun.i - frame.tokens[-1].i if noun.i > frame.head.i else frame.tokens[0].i - noun.i
        side = "after" if noun.i > frame.head.i else "before"
        features[f"gap {side} {min(gap // 3, 5)}"] = 1.0
        if not ties:
            features["untied"] = 1.0
        flags = {
            "change noun": self.cues.of(noun, CueKind.CHANGE_NOUN) is not None,
            "empty noun": noun.lower_ in EMPTY_NOUNS,
            "own noun": noun.lower_ in OWN_NOUNS,
            "speech noun": self.cues.of(
                noun, CueKind.SOURCE_NOUN, CueKind.FORECAST_NOUN, CueKind.ESTIMATE_NOUN
            )
            is not None,
            "share noun": self.cues.of(noun, CueKind.SHARE_NOUN) is not None,
            "proper noun": noun.tag_ in ("NNP", "NNPS"),
            "in quote of source": noun.ent_type_ in ("PERSON", "DATE", "TIME"),
            "place": noun.ent_type_ in ("GPE", "LOC"),
        }
        for name, holds in flags.items():
            if holds:
                features[name] = 1.0
                features[f"{name}&{kind.value}"] = 1.0
                features |= {f"{name}&{t}": 1.0 for t in ties[:1]}
        features[f"class {metric_class(noun.lower_)}"] = 1.0
        features[f"class {metric_class(noun.lower_)}&{form}"] = 1.0
        return features

    def _verb_nouns(self, frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
        """Yield "investment in AI servers" for "invest … in AI servers", and the bare noun."""
        verb, level = frame.verb, 0
        while verb is not None and level < 2:
            noun = self.verbs.get(verb.lower_)
            if noun is not None:
                base = {f"verb noun {level}": 1.0, f"verb noun&{kind.value}": 1.0, f"verb {noun}": 1.0}
                base[f"verb noun&{frame.quantity.form.value}"] = 1.0
                yield Candidate(noun, {**base, "verb noun alone": 1.0}, "verb", verb.text)
                for preposition in ("in", "on", "for", "of"):
                    obj = pobj_of(verb, preposition) or pobj_of(frame.head, preposition)
                    if obj is not None and is_noun(obj) and obj not in frame.tokens:
                        if phrase := phrase_of(obj, frame.sentence, skip=frame.tokens):
                            whole = f"{noun} {preposition} {phrase}"
                            features = {**base, f"verb noun {preposition}": 1.0}
                            yield Candidate(whole, features, "verb and its object", f"{verb.text} {phrase}")
            verb, level = (verb.head if verb.head.i != verb.i else None), level + 1


def _ties(frame: Frame) -> dict[int, list[str]]:
    """Return, for the nouns that the parse ties to the number, the names of the ties."""
    ties: dict[int, list[str]] = {}

    def tie(token: Token | None, name: str) -> None:
        if token is not None and token not in frame.tokens:
            ties.setdefault(token.i, []).append(name)

    governor = frame.governor
    if governor is not None and is_noun(governor):
        tie(governor, f"governor {frame.relation}")
        _tie_inner(governor, "governor", tie)
    for preposition in frame.head.children:
        if preposition.dep_ == "prep":
            tie(child(preposition, "pobj"), f"head {preposition.lower_}")
    verb, level = frame.verb, 0
    while verb is not None and level < 3:
        obj = child(verb, "dobj")
        tie(obj, f"object {level}")
        if obj is not None and obj not in frame.tokens:
            _tie_inner(obj, f"object {level}", tie)
        subject = own_subject(verb) or (subject_of(verb) if level == 0 else None)
        tie(subject, f"subject {level}")
        if subject is not None and subject not in frame.tokens:
            _tie_inner(subject, f"subject {level}", tie)
        if level == 0:
            for preposition in ("in", "of", "on", "for", "to", "by"):
                tie(pobj_of(verb, preposition), f"verb {preposition}")
        verb = next((t for t in ancestors(verb) if is_verb(t)), None)
        level += 1
    _tie_counted(frame, tie)
    return ties


def _tie_inner(noun: Token, name: str, tie) -> None:  # type: ignore[no-untyped-def]
    """Tie what a noun is of, in or for, and the noun that it is compounded with."""
    for preposition in noun.children:
        if preposition.dep_ == "prep":
            tie(child(preposition, "pobj"), f"{name}'s {preposition.lower_}")
    for token in noun.doc[phrase_start(noun).i : noun.i]:
        if is_noun(token) and token.dep_ in INNER and token.head.i == noun.i:
            tie(token, f"{name}'s modifier")


def _tie_counted(frame: Frame, tie) -> None:  # type: ignore[no-untyped-def]
    """Tie the noun that a count counts, which may stand inside the quantity's own span."""
    if frame.quantity.unit == "count" and frame.quantity.item:
        following = frame.after
        if following is not None and is_noun(following):
            tie(following, "right behind")


def _shape(phrase: str) -> dict[str, float]:
    """Return how long a phrase is."""
    return {f"words {min(len(phrase.split()), 7)}": 1.0}


def _repeated(
    frame: Frame, kind: Kind, before: list[str | None], passage: str | None
) -> Iterator[Candidate[str]]:
    """Yield what was measured just before, the thing counted, and that nothing is named."""
    last = next((m for m in reversed(before) if m), None)
    relation = frame.relation if frame.relation in ("from", "to", "by", "appos", "conj", "dep") else "other"
    form = frame.quantity.form.value
    if last:
        features = {"repeat": 1.0, f"repeat&{relation}": 1.0, f"repeat&{kind.value}": 1.0, f"repeat&{form}": 1.0}
        yield Candidate(last, features, "repeats the metric before")
    if passage:
        features = {"carried": 1.0, f"carried&{kind.value}": 1.0, f"carried&{relation}": 1.0}
        yield Candidate(passage, features, "carried over from the passage")
    if frame.quantity.item:
        item = frame.quantity.item
        yield Candidate(item, {"item": 1.0, f"item&{form}": 1.0}, "things counted")
        noun = frame.tokens[-1] if is_noun(frame.tokens[-1]) else frame.governor
        if noun is not None and is_noun(noun) and (
            longer := with_complement(noun, item, frame.sentence)
        ):
            yield Candidate(longer, {"item and more": 1.0}, "things counted")


def load_metric_finder(cues: CueTable, workspace: Path | None = None) -> MetricFinder:
    """Return the finder with the verbs' nouns of `seeds/lexicon/verb_metrics.csv`."""
    rows = read_table("verb_metrics", ("base", "forms", "metric", "source"), workspace=workspace)
    return MetricFinder(cues, {form: row["metric"] for row in rows for form in row["forms"].split()})
