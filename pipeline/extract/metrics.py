"""What a figure measures: the noun phrases around a number, with what speaks for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from pipeline.components.clauses import (
    governing_verb,
    is_noun,
    pobj_of,
)
from pipeline.components.cues import CueKind, CueTable, WordClass
from pipeline.components.marked import Placed
from pipeline.components.phrases import phrase_of, with_clause, with_complement
from pipeline.extract.alignment import aligned_metrics, label_before
from pipeline.extract.frames import Frame
from pipeline.extract.ties import Ties
from pipeline.lexicon import read_table
from pipeline.ranking import Candidate
from schemas import Kind

WINDOW = 40


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
        proposals = (
            *_aligned(frame),
            *self._nouns(frame, kind),
            *self._verb_nouns(frame, kind),
            *_repeated(frame, kind, before, passage),
        )
        for candidate in proposals:
            key = (candidate.value or "").lower()
            known = found.get(key)
            features = {**(known.features if known else {}), **candidate.features}
            rule = known.rule if known else candidate.rule
            found[key] = Candidate(candidate.value, features, rule, candidate.words)
        return list(found.values())

    def _nouns(self, frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
        """Yield the noun phrases near the number, long and short."""
        ties = Ties(frame)
        doc = frame.head.doc
        low, high = max(0, frame.tokens[0].i - WINDOW), min(len(doc), frame.tokens[-1].i + WINDOW)
        for token in doc[low:high]:
            if not is_noun(token) or token in frame.tokens or self._is_named(token, frame):
                continue
            if token.dep_ in ("compound", "nmod") and token.head.i > token.i and not ties.of(token):
                continue
            tie = ties.of(token)
            features = self._features(token, frame, kind, tie) | _place(token, frame)
            rule = tie[0] if tie else "noun of the sentence"
            for shape, phrase in _shapes(token, frame):
                if not self._is_hollow(token, phrase):
                    extra = {f"shape {shape}": 1.0} | {f"shape {shape}&{t}": 1.0 for t in tie[:1]}
                    extra[f"shape {shape}&{kind.value}"] = 1.0
                    extra[f"shape {shape}&{frame.quantity.form.value}"] = 1.0
                    yield Candidate(phrase, {**features, **_length(phrase), **extra}, rule, phrase)

    def _is_hollow(self, noun: Token, phrase: str) -> bool:
        """Tell whether a phrase says nothing of what is measured: "a rise", "the rate"."""
        if len(phrase.split()) > 1:
            return False
        hollow = (
            CueKind.CHANGE_NOUN,
            CueKind.FORECAST_NOUN,
            CueKind.ESTIMATE_NOUN,
            CueKind.TARGET_NOUN,
        )
        return (
            self.cues.in_class(noun.lower_, WordClass.EMPTY)
            or self.cues.of(noun, *hollow) is not None
        )

    def _is_named(self, token: Token, frame: Frame) -> bool:
        """Tell whether the token is part of a company's, person's or time's name."""
        start, end = frame.sentence.parsed.span_of(token)
        if token.ent_type_ in ("GPE", "PERSON"):
            return True
        sentence = frame.sentence
        marks: tuple[Placed, ...] = (*sentence.companies, *sentence.people, *sentence.periods)
        return any(mark.start < end and start < mark.end for mark in marks)

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
            "empty noun": self.cues.in_class(noun.lower_, WordClass.EMPTY),
            "own noun": self.cues.in_class(noun.lower_, WordClass.OWN),
            "agent noun": self.cues.in_class(noun.lower_, WordClass.AGENT),
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
        word_class = self.cues.metric_class(noun.lower_)
        features |= {f"class {word_class}": 1.0, f"class {word_class}&{form}": 1.0}
        return features

    def _verb_nouns(self, frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
        """Yield "investment in AI servers" for "invest … in AI servers", and the bare noun."""
        verb, level = frame.verb, 0
        while verb is not None and level < 2:
            noun = self.verbs.get(verb.lower_)
            if noun is not None:
                base = {
                    f"verb noun {level}": 1.0,
                    f"verb noun&{kind.value}": 1.0,
                    f"verb {noun}": 1.0,
                }
                base[f"verb noun&{frame.quantity.form.value}"] = 1.0
                yield Candidate(noun, {**base, "verb noun alone": 1.0}, "verb", verb.text)
                for preposition in ("in", "on", "for", "of"):
                    obj = pobj_of(verb, preposition) or pobj_of(frame.head, preposition)
                    if obj is not None and is_noun(obj) and obj not in frame.tokens:
                        phrase = phrase_of(obj, frame.sentence, skip=frame.tokens)
                        if phrase is not None:
                            whole = f"{noun} {preposition} {phrase}"
                            features = {**base, f"verb noun {preposition}": 1.0}
                            yield Candidate(
                                whole, features, "verb and its object", f"{verb.text} {phrase}"
                            )
            verb, level = (verb.head if verb.head.i != verb.i else None), level + 1


def _aligned(frame: Frame) -> Iterator[Candidate[str]]:
    """Yield the noun that answers the number in a list of nouns before a list of numbers."""
    phrase = aligned_metrics(frame.sentence).get(frame.quantity.start)
    if phrase is not None:
        said = any(t.lower_ == "respectively" for t in frame.head.doc)
        yield Candidate(
            phrase,
            {"aligned": 1.0, "aligned respectively": float(said)},
            "answers in a list",
            phrase,
        )
    label = label_before(frame.sentence, frame.quantity)
    if label is not None:
        yield Candidate(label, {"label": 1.0}, "label before the number", label)


def _place(noun: Token, frame: Frame) -> dict[str, float]:
    """Return whether the noun is in the number's clause, and what stands between the two."""
    position = frame.sentence.parsed.span_of(noun)[0]
    quantity = frame.quantity
    low, high = min(position, quantity.start), max(position, quantity.start)
    between = sum(low < q.start < high for q in frame.sentence.quantities)
    verb = governing_verb(noun)
    flags = {
        "same clause": verb is not None and frame.verb is not None and verb.i == frame.verb.i,
        "another's noun": _is_anothers(noun, frame),
        "first noun": position - frame.sentence.start < 4,
    }
    features = {f"at {name}": 1.0 for name, holds in flags.items() if holds}
    features[f"numbers between {min(between, 3)}"] = 1.0
    return features


def _is_anothers(noun: Token, frame: Frame) -> bool:
    """Tell whether another number of the sentence hangs on the noun."""
    numbers = [t for t in noun.subtree if t.tag_ == "CD" and t not in frame.tokens]
    return any(t.head.i == noun.i or t.head.head.i == noun.i for t in numbers)


def _shapes(noun: Token, frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the noun's phrase in its forms, each once: whole, with "of", bare, with its clause."""
    seen: set[str] = set()
    sentence, skip = frame.sentence, frame.tokens
    for shape, phrase in (
        ("whole", phrase_of(noun, sentence, skip=skip)),
        ("of", phrase_of(noun, sentence, skip=skip, complements=("of",))),
        ("bare", phrase_of(noun, sentence, skip=skip, complements=())),
        ("clause", with_clause(noun, sentence, skip=skip)),
    ):
        if phrase is not None and phrase not in seen:
            seen.add(phrase)
            yield shape, phrase


def _length(phrase: str) -> dict[str, float]:
    """Return how long a phrase is."""
    return {f"words {min(len(phrase.split()), 7)}": 1.0}


def _repeated(
    frame: Frame, kind: Kind, before: list[str | None], passage: str | None
) -> Iterator[Candidate[str]]:
    """Yield what was measured just before, the thing counted, and that nothing is named."""
    last = next((m for m in reversed(before) if m), None)
    relation = (
        frame.relation
        if frame.relation in ("from", "to", "by", "appos", "conj", "dep")
        else "other"
    )
    form = frame.quantity.form.value
    if last:
        features = {
            "repeat": 1.0,
            f"repeat&{relation}": 1.0,
            f"repeat&{kind.value}": 1.0,
            f"repeat&{form}": 1.0,
        }
        yield Candidate(last, features, "repeats the metric before")
    if passage:
        features = {"carried": 1.0, f"carried&{kind.value}": 1.0, f"carried&{relation}": 1.0}
        yield Candidate(passage, features, "carried over from the passage")
    if frame.quantity.item:
        item = frame.quantity.item
        yield Candidate(item, {"item": 1.0, f"item&{form}": 1.0}, "things counted")
        noun = frame.tokens[-1] if is_noun(frame.tokens[-1]) else frame.governor
        if noun is None or not is_noun(noun):
            return
        if longer := with_complement(noun, item, frame.sentence):
            yield Candidate(longer, {"item and more": 1.0}, "things counted")
        if longer := with_clause(noun, frame.sentence):
            yield Candidate(longer, {"item and clause": 1.0}, "things counted")


def load_metric_finder(cues: CueTable, workspace: Path | None = None) -> MetricFinder:
    """Return the finder with the verbs' nouns of `seeds/lexicon/verb_metrics.csv`."""
    rows = read_table("verb_metrics", ("base", "forms", "metric", "source"), workspace=workspace)
    return MetricFinder(
        cues, {form: row["metric"] for row in rows for form in row["forms"].split()}
    )
