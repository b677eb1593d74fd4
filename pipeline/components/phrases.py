"""Noun phrases as readers quote them: without determiner, number, time, or the company's name."""

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.components.clauses import child, is_noun, phrase_start
from pipeline.components.marked import MarkedSentence

MAX_TOKENS = 9
COMPLEMENTS = ("of", "in", "for", "on", "per", "from", "with", "to", "against", "among")
QUOTES = ("``", "''", "-LRB-", "-RRB-")
CLAUSES = ("acl", "relcl")
CLAUSE_TOKENS = 7
PREDICATE_TOKENS = 9
COPULAS = frozenset("be is are was were been being 's 're".split())
DROPPED_FIRST = frozenset(
    "a an the its their his her our my your this that these those some any each every both all "
    "total overall current new robust strong significant substantial record whopping staggering "
    "remarkable about around nearly almost approximately more less than least most up down "
    "another additional further of own".split()
)


def phrase_of(
    head: Token,
    sentence: MarkedSentence,
    *,
    skip: Sequence[Token] = (),
    complements: Sequence[str] = COMPLEMENTS,
) -> str | None:
    """Return the noun phrase around `head` as the text writes it; None where nothing is left.

    Left out are determiners, quantities, times and company names at its start; complements
    with the given prepositions stay where they name things ("demand for AI servers").
    """
    tokens = [t for t in _premodified(head) if t not in skip]
    tokens += _complement(head, sentence, skip, complements)
    tokens = [t for t in tokens if not _is_marked(t, sentence)]
    tokens = _trim([t for t in tokens if t.tag_ not in QUOTES])
    if not any(is_noun(t) or t.tag_.startswith(("JJ", "VBG", "VBN", "FW")) for t in tokens):
        return None
    return _spell(tokens, sentence)


def with_complement(noun: Token, words: str, sentence: MarkedSentence) -> str | None:
    """Return `words` and the noun's "of", "in" or "for" complement; None where it has none."""
    tail = _complement(noun, sentence, (), COMPLEMENTS) or _clause(noun)
    tail = [t for t in tail if not _is_marked(t, sentence)]
    spelled = _spell(_trim_end(tail), sentence)
    return f"{words} {spelled}" if spelled else None


def with_clause(head: Token, sentence: MarkedSentence, *, skip: Sequence[Token] = ()) -> str | None:
    """Return the phrase with what is said of it: "people living in poverty".

    The participle or relative clause behind the noun, else the verb that it is the subject
    of, with that verb's object; None where there is neither.
    """
    tail = _clause(head) or _predicate(head)
    tail = [t for t in tail if t not in skip and not _is_marked(t, sentence)]
    if not tail:
        return None
    before = [t for t in _premodified(head)[:-1] if t not in skip and not _is_marked(t, sentence)]
    return _spell(_trim([*before, head, *tail]), sentence)


def predicate_of(noun: Token, sentence: MarkedSentence) -> str | None:
    """Return what the clause says of its subject: "be thrown into poverty"; None for no subject.

    Auxiliaries, times, quantities and company names are left out.
    """
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.i < noun.i:
        return None
    words = [t for t in _in_order(verb) if t.i >= verb.i and t.tag_ not in (",", ".")]
    words = [t for t in words[:PREDICATE_TOKENS] if not _is_marked(t, sentence)]
    if verb.lower_ in COPULAS:
        words = [t for t in words if t.i != verb.i]
    return _spell(_trim_end(words), sentence)


def _clause(noun: Token) -> list[Token]:
    """Return the first words of the participle or relative clause behind the noun."""
    for clause in noun.rights:
        if clause.dep_ in CLAUSES:
            words = [t for t in _in_order(clause) if t.i > noun.i and t.tag_ != ","]
            return words[:CLAUSE_TOKENS]
    return []


def _predicate(noun: Token) -> list[Token]:
    """Return the verb whose subject the noun is, and the words right behind it."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.i < noun.i:
        return []
    words = [t for t in _in_order(verb) if t.i >= verb.i and t.tag_ not in (",", ".")]
    return words[: CLAUSE_TOKENS - 1]


def _in_order(top: Token) -> list[Token]:
    """Return the tokens below `top` as the text has them; crossing arcs come out of order."""
    return sorted(top.subtree, key=lambda token: token.i)


def _premodified(head: Token) -> list[Token]:
    """Return the head with its run of modifiers in front."""
    return [head.doc[i] for i in range(phrase_start(head).i, head.i + 1)]


def _complement(
    head: Token, sentence: MarkedSentence, skip: Sequence[Token], prepositions: Sequence[str]
) -> list[Token]:
    """Return "of sales in Europe"-like complements, one of each level, a few words at most."""
    for preposition in head.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in prepositions:
            if preposition.dep_ in ("prep", "acl", "relcl", "appos", "cc", "punct"):
                break
            continue
        obj = child(preposition, "pobj")
        if obj is None or not is_noun(obj) or obj in skip or _is_marked(obj, sentence):
            break
        inner = _premodified(obj)
        if any(t in skip for t in inner):
            break
        return [preposition, *inner, *_complement(obj, sentence, skip, prepositions)][:MAX_TOKENS]
    return []


def _is_marked(token: Token, sentence: MarkedSentence) -> bool:
    """Tell whether the token is part of a quantity, a time, or a company's name."""
    start, end = sentence.parsed.span_of(token)
    return any(
        one.start < end and start < one.end
        for found in (sentence.quantities, sentence.periods, sentence.bases, sentence.companies)
        for one in found
    )


def _trim(tokens: list[Token]) -> list[Token]:
    """Drop determiners and dangling words at both ends."""
    while tokens and (
        tokens[0].lower_ in DROPPED_FIRST
        or tokens[0].tag_
        in ("POS", "DT", "PRP$", ",", ":", "-LRB-", "-RRB-", "''", "``", "HYPH", "IN", "CC")
    ):
        tokens = tokens[1:]
    return _trim_end(tokens)


def _trim_end(tokens: list[Token]) -> list[Token]:
    """Drop dangling words at the end."""
    while tokens and tokens[-1].tag_ in ("POS", "IN", "CC", ",", ":", "-LRB-", "HYPH", "DT", "TO"):
        tokens = tokens[:-1]
    return tokens


def _spell(tokens: Sequence[Token], sentence: MarkedSentence) -> str | None:
    """Return the tokens as written, with the gaps that were left out closed to one space."""
    pieces: list[str] = []
    last_end: int | None = None
    for token in tokens:
        start, end = sentence.parsed.span_of(token)
        if last_end is not None and start > last_end:
            pieces.append(" ")
        pieces.append(sentence.text[start - sentence.start : end - sentence.start])
        last_end = end
    spelled = " ".join("".join(pieces).split())
    return spelled or None
