"""What a bare number counts: "119 containers", "three local news networks", "12 in production"."""

from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, is_noun, phrase_start
from pipeline.components.marked import MarkedSentence
from pipeline.grammar.quantities import Form, FoundQuantity

COUNTED = (Form.BARE, Form.COUNT)
MAX_GAP = 6
IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "aircraft": "aircraft",
    "series": "series",
    "species": "species",
    "staff": "staff",
    "personnel": "personnel",
    "lives": "life",
    "feet": "foot",
    "premises": "premises",
    "headquarters": "headquarters",
    "sales": "sale",
}


def singular(noun: str) -> str:
    """Return the singular of an English noun by spelling rules; names keep their spelling."""
    lower = noun.lower()
    if lower in IRREGULAR:
        return IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return noun[:-3] + "y"
    if lower.endswith(("ches", "shes", "sses", "xes", "zes")):
        return noun[:-2]
    if noun[-2:-1].isupper() and noun.endswith("s"):  # "GPUs", "SKUs"
        return noun[:-1]
    if len(lower) > 1 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def count_things(sentence: MarkedSentence, quantity: FoundQuantity) -> FoundQuantity:
    """Return the quantity with the thing it counts, and the span grown over a noun right behind.

    Money, percentages and measures come back unchanged, as does a number that counts nothing.
    """
    if quantity.form not in COUNTED or quantity.item is not None:
        return quantity
    tokens = sentence.parsed.tokens_in(quantity.start, quantity.end)
    noun = _counted_noun(tokens)
    if noun is None or _is_inside_word(sentence, quantity):
        return quantity
    first = noun.doc[phrase_start(noun).i]
    words = [t for t in noun.doc[first.i : noun.i + 1] if t.i > tokens[-1].i]
    words = [
        t
        for t in words
        if t.dep_ in ("compound", "nmod") or t.i == noun.i or t.tag_.startswith("NN")
    ]
    item = " ".join([*(t.text for t in words[:-1]), singular(noun.text)])
    end = quantity.end
    if noun.i - tokens[-1].i == 1:
        end = sentence.parsed.span_of(noun)[1]
    return replace(quantity, end=end, item=item)


def _counted_noun(tokens: list[Token]) -> Token | None:
    """Return the noun that the number modifies; None where it stands alone."""
    if not tokens:
        return None
    own = {t.i for t in tokens}
    last = tokens[-1]
    for head in ancestors(last):
        if head.i in own:
            continue
        if is_noun(head) and head.i > last.i and head.i - last.i <= MAX_GAP:
            return (
                head
                if last.dep_ in ("nummod", "compound", "nmod", "amod", "quantmod", "det")
                else None
            )
        return None
    return None


def _is_inside_word(sentence: MarkedSentence, quantity: FoundQuantity) -> bool:
    """Tell whether the number's token goes on after it, as in "1_000 units" or "97,6 milióna"."""
    last = sentence.parsed.tokens_in(quantity.start, quantity.end)[-1]
    end = sentence.parsed.span_of(last)[1]
    rest = sentence.text[quantity.end - sentence.start : end - sentence.start]
    return any(character.isalnum() for character in rest)
