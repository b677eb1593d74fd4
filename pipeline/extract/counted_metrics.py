"""Counts as metrics: "people thrown into poverty", "searchers who find what they look for"."""

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.components.clauses import is_noun, is_verb, pobj_of
from pipeline.components.phrases import phrase_of, predicate_of, with_clause, with_complement
from pipeline.extract.frames import Frame
from pipeline.grammar.quantities import Form
from pipeline.ranking import Candidate
from schemas import Kind

EMPTY_ITEMS = ("unit", "item", "piece")
"""Counting words that do not say what is counted."""
PARTS = (Form.PERCENT, Form.FRACTION, Form.BARE, Form.COUNT)
GROUPS = ("of", "in", "among")


def things_counted(frame: Frame) -> Iterator[Candidate[str]]:
    """Yield the thing counted as the text writes it, bare and with what is said of it."""
    item = frame.quantity.item
    if not item:
        return
    noun = frame.tokens[-1] if is_noun(frame.tokens[-1]) else frame.governor
    name = _as_written(frame, noun, item)
    tails = _tails(noun, name, frame) if noun is not None and is_noun(noun) else {}
    features = {
        "item": 1.0,
        f"item&{frame.quantity.form.value}": 1.0,
        f"item&{frame.relation}": 1.0,
    }
    features |= {f"item, though {kind}": 1.0 for kind in tails}
    if item not in EMPTY_ITEMS:
        yield Candidate(name, features, "things counted", name)
    for kind, phrase in tails.items():
        longer = {f"item and {kind}": 1.0, "item and more": 1.0}
        longer[f"item and {kind}&{frame.relation}"] = 1.0
        longer[f"item and {min(len(phrase.split()), 8)} words"] = 1.0
        yield Candidate(phrase, longer, "things counted", phrase)


def _as_written(frame: Frame, noun: Token | None, item: str) -> str:
    """Return the counted thing in the text's own number: "people", not "person"."""
    if noun is None or not is_noun(noun):
        return item
    words = item.split()
    start, end = frame.sentence.parsed.span_of(noun)
    first = frame.sentence.start
    quantity = frame.quantity
    if noun in frame.tokens:
        start, end = max(start, quantity.number_end), min(end, quantity.end)
    written = frame.sentence.text[start - first : end - first].split()
    return " ".join([*words[:-1], written[-1]]) if written else item


def _tails(noun: Token, name: str, frame: Frame) -> dict[str, str]:
    """Return the phrases that say more of the thing, by the kind of addition."""
    found: dict[str, str] = {}
    if longer := with_complement(noun, name, frame.sentence):
        found["complement"] = longer
    if longer := with_clause(noun, frame.sentence, skip=frame.tokens[:-1]):
        found.setdefault("clause", longer)
    said = predicate_of(noun, frame.sentence)
    if said:
        found["predicate"] = f"{name} {said}"
    return {kind: phrase for kind, phrase in found.items() if phrase != name}


def described_people(frame: Frame, kind: Kind) -> Iterator[Candidate[str]]:
    """Yield "searchers usually find what they look for" for "87% of searchers usually find …".

    A part of a group is measured by what is said of it, with the group or alone.
    """
    if frame.quantity.form not in PARTS or kind is Kind.CHANGE:
        return
    said = _said_of(frame)
    if said is None:
        return
    group = pobj_of(frame.head, *GROUPS)
    form = frame.quantity.form.value
    base = {"described": 1.0, f"described&{form}": 1.0, f"described&{kind.value}": 1.0}
    yield Candidate(said, {**base, "described alone": 1.0}, "what is said of the part", said)
    if group is not None and is_noun(group):
        who = phrase_of(group, frame.sentence, skip=frame.tokens, complements=())
        if who is not None:
            phrase = f"{who} {said}"
            features = {**base, "described group": 1.0, f"described group&{form}": 1.0}
            yield Candidate(phrase, features, "what is said of the group", phrase)


def _said_of(frame: Frame) -> str | None:
    """Return the words of the clause that the number is the subject of."""
    top = frame.head
    while top.head.i != top.i and not is_verb(top.head):
        top = top.head
    if top.dep_ not in ("nsubj", "nsubjpass") and top.head.i < frame.tokens[0].i:
        return None
    return predicate_of(top, frame.sentence)
