"""How a number hangs in its sentence: what it is attached to, and the clause around it."""

from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.components.clauses import ancestors, governing_verb, subject_of
from pipeline.components.marked import MarkedSentence
from pipeline.grammar.quantities import FoundQuantity

LOOSE = ("punct", "cc", "mark")


@dataclass(frozen=True, slots=True)
class Frame:
    """One quantity in its sentence.

    `head` is the quantity's own top token. `relation` is the preposition between it and
    `governor` ("rose *to* $5 million"), else the parser's relation. `governor` is the word it
    hangs on; None where it is the sentence's root. `verb` is the clause's verb, `subject`
    the noun that the clause is about; each None where there is none.
    """

    sentence: MarkedSentence
    quantity: FoundQuantity
    tokens: tuple[Token, ...]
    head: Token
    relation: str
    governor: Token | None
    verb: Token | None
    subject: Token | None

    @property
    def before(self) -> Token | None:
        """The token in front of the quantity."""
        first = self.tokens[0].i
        return self.head.doc[first - 1] if first else None

    @property
    def after(self) -> Token | None:
        """The token behind the quantity."""
        last = self.tokens[-1].i
        return self.head.doc[last + 1] if last + 1 < len(self.head.doc) else None


def build_frame(sentence: MarkedSentence, quantity: FoundQuantity) -> Frame | None:
    """Return the quantity's frame; None where no token lies under it."""
    tokens = tuple(sentence.parsed.tokens_in(quantity.start, quantity.end))
    if not tokens:
        return None
    head = _top(tokens)
    relation, governor = _attachment(head, tokens, sentence)
    verb = governing_verb(head)
    subject = subject_of(verb) if verb is not None else None
    if subject is not None and subject in tokens:
        subject = None
    return Frame(sentence, quantity, tokens, head, relation, governor, verb, subject)


def _top(tokens: tuple[Token, ...]) -> Token:
    """Return the token of the quantity that hangs on a word outside it, the last if several."""
    own = {token.i for token in tokens}
    tops = [t for t in tokens if t.head.i not in own or t.head.i == t.i]
    tops = [t for t in tops if t.dep_ not in LOOSE] or tops
    return tops[-1]


def _attachment(
    head: Token, tokens: tuple[Token, ...], sentence: MarkedSentence
) -> tuple[str, Token | None]:
    """Return the relation and the word that the quantity hangs on."""
    own = {token.i for token in tokens}
    relation = head.dep_
    for above in ancestors(head):
        if above.i in own:
            continue
        if _is_comparison(above, sentence):
            relation = above.dep_
            continue
        if above.dep_ == "prep" or above.tag_ in ("IN", "TO"):
            if relation in ("pobj", "pcomp", "nummod", "dep", "npadvmod", "appos", "punct"):
                relation = above.lower_
            continue
        return relation, above
    return relation, None


def _is_comparison(token: Token, sentence: MarkedSentence) -> bool:
    """Tell whether the token is the first "year" of "year over year" or its like.

    The parser hangs the number of "rose 5% year over year" on it.
    """
    if token.i + 1 == len(token.doc) or token.nbor().lower_ not in ("over", "on"):
        return False
    start, end = sentence.parsed.span_of(token)
    return any(basis.start < end and start < basis.end for basis in sentence.bases)
