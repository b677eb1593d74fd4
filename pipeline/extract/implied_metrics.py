"""Measures that a verb implies without a noun: "fell 3%" of a share, "valued at $5 billion"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from pipeline.components.clauses import is_noun, pobj_of
from pipeline.components.cues import CueKind, CueTable, WordClass
from pipeline.components.phrases import phrase_of
from pipeline.extract.company_ties import subject_kind
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form
from pipeline.lexicon import read_table
from pipeline.ranking import Candidate
from schemas import Kind

OBJECTS = ("in", "on", "for", "of")
LEVELS = 2
SHARES = ("share price", "shares")
PRICES = (*SHARES, "price")
GROWTH = ("growth", "economic growth")


@dataclass(frozen=True, slots=True)
class VerbMetric:
    """A noun for what a verb measures: "invest" measures an investment."""

    base: str
    noun: str


def load_verb_metrics(workspace: Path | None = None) -> dict[str, tuple[VerbMetric, ...]]:
    """Return, by the forms of a verb, the nouns for what it measures."""
    found: dict[str, tuple[VerbMetric, ...]] = {}
    rows = read_table("verb_metrics", ("base", "forms", "metric", "source"), workspace=workspace)
    for row in rows:
        for form in row["forms"].split():
            found[form] = (*found.get(form, ()), VerbMetric(row["base"], row["metric"]))
    return found


def verb_nouns(
    frame: Frame, kind: Kind, verbs: Mapping[str, tuple[VerbMetric, ...]]
) -> Iterator[Candidate[str]]:
    """Yield "investment in AI servers" for "invest … in AI servers", and the bare noun."""
    verb = frame.verb
    for level in range(LEVELS):
        if verb is None:
            return
        for known in verbs.get(verb.lower_, ()):
            yield from _of_verb(known, verb, level, frame, kind)
        verb = verb.head if verb.head.i != verb.i else None


def _of_verb(
    known: VerbMetric, verb: Token, level: int, frame: Frame, kind: Kind
) -> Iterator[Candidate[str]]:
    """Yield one verb's noun, bare and with the verb's objects."""
    form = frame.quantity.form
    base = {f"verb noun {level}": 1.0, f"verb noun&{kind.value}": 1.0}
    base |= {f"verb {known.noun}": 1.0, f"verb noun&{form.value}": 1.0}
    base[f"verb {known.base} {known.noun}&{form.value}&{level}"] = 1.0
    yield Candidate(known.noun, {**base, "verb noun alone": 1.0}, "verb", verb.text)
    if form is Form.DURATION:
        yield Candidate(f"{known.noun} time", {"verb time": 1.0}, "verb", verb.text)
    yield from _with_objects(known.noun, verb, frame, base)


def _with_objects(
    noun: str, verb: Token, frame: Frame, base: Mapping[str, float]
) -> Iterator[Candidate[str]]:
    """Yield the verb's noun with what it is in, on, for or of."""
    for preposition in OBJECTS:
        obj = pobj_of(verb, preposition) or pobj_of(frame.head, preposition)
        if obj is None or not is_noun(obj) or obj in frame.tokens:
            continue
        phrase = phrase_of(obj, frame.sentence, skip=frame.tokens)
        if phrase is not None:
            features = {**base, f"verb noun {preposition}": 1.0}
            words = f"{verb.text} {phrase}"
            yield Candidate(
                f"{noun} {preposition} {phrase}", features, "verb and its object", words
            )


def implied_metrics(frame: Frame, kind: Kind, cues: CueTable) -> Iterator[Candidate[str]]:
    """Yield what readers understand where no noun says it: a price, shares, a stake, growth."""
    trading = any(cues.in_class(t.lower_, WordClass.TRADING) for t in frame.head.doc)
    setting = _setting(frame, kind, cues, trading)
    subject = frame.subject
    for name in (*PRICES, "stake", *GROWTH):
        if _may_be(name, frame, kind, trading):
            features = {f"implied {name}": 1.0}
            features |= {f"implied {name}&{word}": 1.0 for word in setting}
            yield Candidate(
                name, features, "implied by the verb", frame.verb.text if frame.verb else ""
            )
    if subject is None or not is_noun(subject) or _subject_kind(frame) in ("company", "place"):
        return
    phrase = phrase_of(subject, frame.sentence, skip=frame.tokens, complements=())
    if phrase is None:
        return
    for name in ("price", "sales", "growth", "size"):
        if name == "price" and frame.quantity.form not in (Form.MONEY, Form.PERCENT):
            continue
        if not phrase.lower().endswith(name):
            features = {f"subject and {name}": 1.0}
            features |= {f"subject and {name}&{word}": 1.0 for word in setting}
            yield Candidate(f"{phrase} {name}", features, f"the subject's {name}", phrase)


def _may_be(name: str, frame: Frame, kind: Kind, trading: bool) -> bool:
    """Tell whether a number of this form can be the implied measure at all."""
    form = frame.quantity.form
    if name in SHARES and not (trading or frame.sentence.companies):
        return False
    if name == "stake":
        return form in (Form.PERCENT, Form.FRACTION) and kind is not Kind.CHANGE
    if name in GROWTH:
        return form in (Form.PERCENT, Form.POINTS)
    return form is Form.MONEY or (form is Form.PERCENT and kind is Kind.CHANGE)


def _setting(frame: Frame, kind: Kind, cues: CueTable, trading: bool) -> tuple[str, ...]:
    """Return words on verb, subject and sentence that tell what goes without saying."""
    verb = frame.verb.lower_ if frame.verb is not None else "no"
    form = frame.quantity.form.value
    per_share = "/" in frame.quantity.unit
    words = [
        f"verb {verb}&{form}",
        f"{kind.value}&{form}",
        f"{'trading' if trading else 'no trading'}&{kind.value}&{form}",
        f"subject {_subject_kind(frame)}&{kind.value}&{form}",
        f"relation {frame.relation}&{form}",
    ]
    if per_share:
        words.append("rate")
    if frame.verb is not None and cues.of(frame.verb, CueKind.CHANGE_VERB):
        words.append(f"change verb&subject {_subject_kind(frame)}&{form}")
    return tuple(words)


def _subject_kind(frame: Frame) -> str:
    """Return what the clause's subject is, any pronoun as "pronoun"."""
    return subject_kind(frame).partition(" ")[0]
