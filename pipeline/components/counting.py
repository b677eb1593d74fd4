"""What a bare number counts: "119 containers", "three local news networks", "12 in production"."""

from dataclasses import replace

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, is_noun, phrase_start
from pipeline.components.marked import MarkedSentence
from pipeline.grammar.plurals import load_plurals
from pipeline.grammar.quantities import Form, FoundQuantity

COUNTED = (Form.BARE, Form.COUNT)
MAX_GAP = 6


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
        if t.dep_ in ("compound", "nmod") or t.i == noun.i or t.tag_.startswith(("NN", "HYPH"))
    ]
    last = _last_of_word(noun)
    before = "".join(t.text_with_ws for t in [*words[:-1], *noun.doc[noun.i : last.i]])
    item = before.lstrip("- ") + load_plurals().singular(last.text)
    end = quantity.end
    if noun.i - tokens[-1].i == 1:
        end = sentence.parsed.span_of(last)[1]
    return replace(quantity, end=end, item=item)


def _last_of_word(noun: Token) -> Token:
    """Return the last token of the hyphenated word that the noun begins: "e" of "e-bikes"."""
    joins = noun.doc[noun.i + 1 : noun.i + 3]
    is_joined = len(joins) == 2 and joins[0].text == "-" and joins[1].is_alpha
    apart = noun.whitespace_ or joins[0].whitespace_ if is_joined else True
    return noun if apart else joins[1]


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
