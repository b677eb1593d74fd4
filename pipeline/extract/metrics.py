"""What a figure measures: a short noun phrase, found where the number hangs in the sentence."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.tokens import Token

from pipeline.components.clauses import (
    ancestors,
    child,
    is_noun,
    is_verb,
    pobj_of,
    subject_of,
)
from pipeline.components.cues import CueKind, CueTable
from pipeline.components.marked import MarkedSentence
from pipeline.components.phrases import phrase_of
from pipeline.extract.decisions import Decision
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form
from pipeline.lexicon import read_table
from schemas import Kind

NAMING = ("of", "at", "for", "worth", "totaling", "totalling", "near")
PRONOUNS = ("PRP", "WDT", "WP", "DT", "EX")
MetricDecision = Decision[str]


class MetricFinder:
    """Finds the metric of a framed quantity; needs the cue table and the verbs' nouns."""

    def __init__(self, cues: CueTable, verbs: Mapping[str, str]) -> None:
        self._cues = cues
        self._verbs = verbs

    def find(self, frame: Frame, kind: Kind, item: str | None) -> MetricDecision | None:
        """Return the metric, the rule and its words; None where the sentence names none."""
        return (
            self._whole(frame, kind)
            or self._counted(frame, item)
            or self._complement(frame)
            or self._named(frame)
            or self._modified(frame)
            or self._clause(frame)
        )

    def _whole(self, frame: Frame, kind: Kind) -> MetricDecision | None:
        """Read "56% of the total AI server market": the whole that a share is a part of."""
        if kind is not Kind.SHARE:
            return None
        if frame.quantity.form is Form.PERCENT and (noun := frame.governor) is not None:
            if is_noun(noun) and frame.relation in ("compound", "nummod", "amod", "nmod", "of"):
                if phrase := self._phrase(noun, frame):
                    return Decision(phrase, "noun that the share modifies", (noun,))
        whole = pobj_of(frame.head, "of")
        if whole is None:
            return None
        phrase = self._phrase(whole, frame)
        return Decision(phrase, "whole of a share", (whole,)) if phrase else None

    def _counted(self, frame: Frame, item: str | None) -> MetricDecision | None:
        """Read a count by the things counted: "7,500 affordable housing units"."""
        if frame.quantity.unit != "count" or item is None:
            return None
        noun = frame.governor if frame.relation in ("nummod", "compound", "nmod") else frame.head
        if noun is None or not is_noun(noun) or noun.lower_ in ("unit", "units"):
            return None
        phrase = self._phrase(noun, frame)
        return Decision(phrase or item, "things counted", (noun,))

    def _complement(self, frame: Frame) -> MetricDecision | None:
        """Read "$1.7 million in revenue", "$2bn of debt", "$31 in cash"."""
        if frame.quantity.form not in (Form.MONEY, Form.BARE, Form.COUNT):
            return None
        obj = pobj_of(frame.head, "in", "of")
        if obj is None or not is_noun(obj):
            return None
        phrase = self._phrase(obj, frame)
        if phrase is None:
            return None
        noun = self._verb_noun(frame)
        if noun and noun[1] not in phrase and frame.relation == "dobj":
            phrase = f"{phrase} {noun[1]}" if noun[1].endswith("ed") else phrase
        return Decision(phrase, "complement of the amount", (obj,))

    def _named(self, frame: Frame) -> MetricDecision | None:
        """Read "revenue of $5 million", "a price target of", "market cap at $2.9 billion"."""
        noun = frame.governor
        if noun is None or not is_noun(noun) or frame.relation not in NAMING:
            return None
        return self._noun(noun, frame, "noun that the amount names")

    def _modified(self, frame: Frame) -> MetricDecision | None:
        """Read "a $35 billion budget", "the $1.5 trillion used-car market", "a 27% increase"."""
        noun = frame.governor
        if noun is None or not is_noun(noun):
            return None
        if frame.relation not in ("compound", "nummod", "nmod", "amod", "quantmod", "appos"):
            return None
        return self._noun(noun, frame, "noun that the amount modifies")

    def _noun(self, noun: Token, frame: Frame, rule: str) -> MetricDecision | None:
        """Return the noun's phrase; of a change noun, what changed."""
        if not self._cues.of(noun, CueKind.CHANGE_NOUN) and not self._is_empty(noun):
            phrase = self._phrase(noun, frame)
            return Decision(phrase, rule, (noun,)) if phrase else None
        obj = pobj_of(noun, "in", "of", "for")
        if obj is not None and is_noun(obj) and obj not in frame.tokens:
            if phrase := self._phrase(obj, frame):
                return Decision(phrase, "what the change noun is about", (obj,))
        modifiers = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "poss")]
        named = [t for t in modifiers if is_noun(t) and t not in frame.tokens]
        if named and (phrase := self._phrase(named[-1], frame)):
            return Decision(phrase, "what the change noun is about", (named[-1],))
        return self._clause(frame)

    def _is_empty(self, noun: Token) -> bool:
        """Tell whether a noun says nothing of its own: "a rate of", "a total of"."""
        return noun.lower_ in ("rate", "total", "level", "record", "high", "low", "pace", "value", "range", "mark", "year", "quarter", "average", "peak")

    def _clause(self, frame: Frame) -> MetricDecision | None:
        """Read the clause: its object where a company acts on one, else its subject."""
        verb = frame.verb
        if verb is None:
            return None
        for _ in range(4):
            if found := self._in_clause(verb, frame):
                return found
            above = next((t for t in ancestors(verb) if is_verb(t)), None)
            if above is None or verb.dep_ not in ("advcl", "conj", "acl", "xcomp", "ccomp"):
                return None
            verb = above
        return None

    def _in_clause(self, verb: Token, frame: Frame) -> MetricDecision | None:
        """Return the metric that one clause names; None where it names none."""
        obj = child(verb, "dobj")
        acting = not self._is_thing(subject_of(verb), frame.sentence)
        if obj is not None and obj not in frame.tokens and is_noun(obj) and acting:
            change = self._cues.of(obj, CueKind.CHANGE_NOUN)
            target = (pobj_of(obj, "in", "of") if change else None) or obj
            if not (change and target is obj):
                if phrase := self._phrase(target, frame):
                    return Decision(phrase, "object of the clause", (target,))
        if noun := self._verb_noun_of(verb, frame):
            if acting:
                return noun
        subject = subject_of(verb)
        if subject is None or not self._is_thing(subject, frame.sentence):
            return None
        phrase = self._phrase(subject, frame)
        return Decision(phrase, "subject of the clause", (subject,)) if phrase else None

    def _verb_noun(self, frame: Frame) -> tuple[Token, str] | None:
        verb = frame.verb
        if verb is None or verb.lower_ not in self._verbs:
            return None
        return verb, self._verbs[verb.lower_]

    def _verb_noun_of(self, verb: Token, frame: Frame) -> MetricDecision | None:
        """Read "plans to invest $72.2 billion in AI servers" as investment in AI servers."""
        noun = self._verbs.get(verb.lower_)
        if noun is None:
            return None
        for preposition in ("in", "on", "for"):
            obj = pobj_of(verb, preposition) or pobj_of(frame.head, preposition)
            if obj is not None and is_noun(obj) and obj not in frame.tokens:
                if phrase := self._phrase(obj, frame):
                    return Decision(f"{noun} {preposition} {phrase}", "verb and its object", (verb, obj))
        return Decision(noun, "verb", (verb,))

    def _is_thing(self, subject: Token | None, sentence: MarkedSentence) -> bool:
        """Tell whether a subject can be a metric: no company, person or pronoun."""
        if subject is None or subject.tag_ in PRONOUNS or not is_noun(subject):
            return False
        if self._cues.of(subject, CueKind.SOURCE_PRONOUN):
            return False
        start, end = sentence.parsed.span_of(subject)
        named = (*sentence.companies, *sentence.people)
        return not any(one.start < end and start < one.end for one in named)

    def _phrase(self, noun: Token, frame: Frame) -> str | None:
        return phrase_of(noun, frame.sentence, skip=frame.tokens)


def load_metric_finder(cues: CueTable, workspace: Path | None = None) -> MetricFinder:
    """Return the finder with the verbs' nouns of `seeds/lexicon/verb_metrics.csv`."""
    rows = read_table("verb_metrics", ("base", "forms", "metric", "source"), workspace=workspace)
    return MetricFinder(cues, {form: row["metric"] for row in rows for form in row["forms"].split()})


def shared_metric(metrics: Sequence[str | None]) -> str | None:
    """Return the last named metric of a passage: what a bare "from $3.0bn" repeats."""
    return next((metric for metric in reversed(metrics) if metric), None)


