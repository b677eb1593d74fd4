"""What a figure measures: the phrases that may name it, with what speaks for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from pipeline.components.clauses import is_noun
from pipeline.components.cues import CueTable
from pipeline.components.marked import MarkedSentence, Placed
from pipeline.components.phrases import phrase_of, with_clause
from pipeline.extract.alignment import aligned_metrics, is_label_line, label_before
from pipeline.extract.counted_metrics import described_people, things_counted
from pipeline.extract.frames import Frame
from pipeline.extract.implied_metrics import (
    VerbMetric,
    implied_metrics,
    load_verb_metrics,
    verb_nouns,
)
from pipeline.extract.metric_features import (
    governor_kind,
    is_hollow,
    noun_features,
    shape_features,
)
from pipeline.extract.ties import Ties
from pipeline.ranking import Candidate
from schemas import Kind

WINDOW = 40
EARLIER = 12
"""Nouns of the sentence before that may still be what is measured."""
CERTAIN = "certain"
LINKS = ("from", "to", "by", "appos", "conj", "dep")


@dataclass(frozen=True, slots=True)
class MetricContext:
    """What was measured before: by the sentence's earlier figures, and last in the paragraph.

    `sentence` is the sentence before in the same paragraph; None at its start.
    """

    before: Sequence[str | None]
    passage: str | None
    sentence: MarkedSentence | None


@dataclass(frozen=True, slots=True)
class MetricFinder:
    """Proposes the metrics of a framed quantity; needs the cue table and the verbs' nouns."""

    cues: CueTable
    verbs: Mapping[str, tuple[VerbMetric, ...]]

    def candidates(self, frame: Frame, kind: Kind, context: MetricContext) -> list[Candidate[str]]:
        """Return the phrases that may name what is measured, each once.

        Two lists with "respectively", and the label of a line, leave nothing to choose.

        Args:
            frame: The quantity in its sentence.
            kind: Of the figure.
            context: What was measured before.
        """
        found: dict[str, Candidate[str]] = {}
        listed = list(_listed(frame))
        if certain := [c for c in listed if c.features.get(CERTAIN)]:
            return certain
        for candidate in (
            *listed,
            *self._nouns(frame, kind),
            *verb_nouns(frame, kind, self.verbs),
            *implied_metrics(frame, kind, self.cues),
            *things_counted(frame),
            *described_people(frame, kind),
            *_repeated(frame, kind, context),
            *self._earlier(frame, context),
        ):
            key = (candidate.value or "").lower()
            known = found.get(key)
            if known is not None:
                features = {**known.features, **candidate.features}
                candidate = Candidate(known.value, features, known.rule, known.words)
            found[key] = candidate
        return list(found.values())

    def _nouns(self, frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
        """Yield the noun phrases near the number, long and short."""
        ties = Ties(frame)
        doc = frame.head.doc
        low, high = max(0, frame.tokens[0].i - WINDOW), min(len(doc), frame.tokens[-1].i + WINDOW)
        for token in doc[low:high]:
            if not is_noun(token) or token in frame.tokens or _is_named(token, frame.sentence):
                continue
            tie = ties.of(token)
            if token.dep_ in ("compound", "nmod") and token.head.i > token.i and not tie:
                continue
            features = noun_features(token, frame, kind, tie, self.cues)
            rule = tie[0] if tie else "noun of the sentence"
            for shape, phrase in _shapes(token, frame):
                if not is_hollow(token, phrase, self.cues):
                    extra = shape_features(shape, phrase, token, frame, kind, tie)
                    yield Candidate(phrase, {**features, **extra}, rule, phrase)

    def _earlier(self, frame: Frame, context: MetricContext) -> Iterator[Candidate[str]]:
        """Yield the known measures that the sentence before named without a number."""
        sentence = context.sentence
        if sentence is None or sentence.quantities:
            return
        nouns = [t for t in sentence.parsed.doc if is_noun(t) and not _is_named(t, sentence)]
        for noun in nouns[-EARLIER:]:
            word_class = self.cues.metric_class(noun.lower_)
            phrase = phrase_of(noun, sentence, complements=("of",))
            if word_class == "other" or phrase is None or is_hollow(noun, phrase, self.cues):
                continue
            features = {"earlier": 1.0, f"earlier {word_class}": 1.0}
            features[f"earlier after {governor_kind(frame, self.cues)}"] = 1.0
            yield Candidate(phrase, features, "named in the sentence before", phrase)


def _is_named(token: Token, sentence: MarkedSentence) -> bool:
    """Tell whether the token is part of a company's, person's, place's or time's name."""
    if token.ent_type_ in ("GPE", "LOC", "PERSON"):
        return True
    start, end = sentence.parsed.span_of(token)
    places = (place for place in sentence.places if place.name != "global")
    marks: tuple[Placed, ...] = (
        *sentence.companies,
        *sentence.people,
        *sentence.periods,
        *places,
    )
    return any(mark.start < end and start < mark.end for mark in marks)


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


def _listed(frame: Frame) -> Iterator[Candidate[str]]:
    """Yield the noun that answers the number in a list, and the label of its line."""
    phrase = aligned_metrics(frame.sentence).get(frame.quantity.start)
    if phrase is not None:
        said = any(t.lower_ == "respectively" for t in frame.head.doc)
        features = {"aligned": 1.0, CERTAIN: float(said)}
        yield Candidate(phrase, features, "answers in a list", phrase)
    label = label_before(frame.sentence, frame.quantity)
    if label is not None:
        certain = is_label_line(frame.sentence, frame.quantity, label)
        features = {"label": 1.0, CERTAIN: float(certain)}
        yield Candidate(label, features, "label before the number", label)


def _repeated(frame: Frame, kind: Kind, context: MetricContext) -> Iterator[Candidate[str]]:
    """Yield what was measured just before, in the sentence and in the passage."""
    relation = frame.relation if frame.relation in LINKS else "other"
    setting = (relation, kind.value, frame.quantity.form.value)
    last = next((m for m in reversed(context.before) if m), None)
    for name, value, rule in (
        ("repeat", last, "repeats the metric before"),
        ("carried", context.passage, "carried over from the passage"),
    ):
        if value:
            features = {name: 1.0} | {f"{name}&{word}": 1.0 for word in setting}
            yield Candidate(value, features, rule)


def load_metric_finder(cues: CueTable, workspace: Path | None = None) -> MetricFinder:
    """Return the finder with the verbs' nouns of `seeds/lexicon/verb_metrics.csv`."""
    return MetricFinder(cues, load_verb_metrics(workspace))
