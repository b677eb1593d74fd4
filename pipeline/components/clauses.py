"""Walks in the parse: what governs a number, who is the subject, how far a noun phrase goes."""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
PREMODIFIERS = ("compound", "amod", "nmod", "poss", "nummod", "advmod", "quantmod", "punct", "case")
CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis")


def is_verb(token: Token) -> bool:
    """Tell whether the tagger takes the token for a verb or modal."""
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def is_noun(token: Token) -> bool:
    """Tell whether the tagger takes the token for a noun or name."""
    return token.tag_.startswith("NN")


def ancestors(token: Token) -> Iterator[Token]:
    """Yield the token's heads from the nearest to the root."""
    while token.head.i != token.i:
        token = token.head
        yield token


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb at or above the token; None in a phrase without a verb."""
    if is_verb(token):
        return token
    return next((head for head in ancestors(token) if is_verb(head)), None)


def child(token: Token, *deps: str) -> Token | None:
    """Return the token's first child with one of these relations; None without one."""
    return next((c for c in token.children if c.dep_ in deps), None)


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with the verb itself; None without one."""
    return child(verb, *SUBJECTS)


def subject_of(verb: Token) -> Token | None:
    """Return the verb's subject, lent by the clause above where it has none of its own.

    "Sales rose, reaching $5 billion" gives `Sales` for `reaching`; of "the factory built in
    120 days" the clause hangs on a noun, and the noun is its subject.
    """
    for _ in range(6):
        if subject := own_subject(verb):
            return _antecedent(subject, verb)
        if verb.dep_ in ("acl", "relcl") and is_noun(verb.head):
            return verb.head
        if verb.dep_ in CLAUSES and verb.head.i != verb.i:
            lender = verb.head
            if verb.dep_ == "xcomp" and (obj := child(lender, "dobj")):
                return obj
            verb = governing_verb(lender) or lender
            continue
        return None
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """Return the noun that a relative pronoun stands for, else the subject itself."""
    if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" and is_noun(verb.head):
        return verb.head
    return subject


def phrase_start(head: Token) -> Token:
    """Return the first token of the noun phrase's unbroken run of modifiers before `head`."""
    first = head
    for index in range(head.i - 1, -1, -1):
        token = head.doc[index]
        if not _is_hyphenated(token, first) and (
            token.dep_ not in PREMODIFIERS or not _belongs(token, head)
        ):
            break
        first = token
    return first


def _is_hyphenated(token: Token, following: Token) -> bool:
    """Tell whether a hyphen without spaces ties the token to the one behind it."""
    if following.tag_ == "HYPH":
        return not token.whitespace_
    return token.tag_ == "HYPH" and not token.whitespace_


def _belongs(token: Token, head: Token) -> bool:
    """Tell whether `token` hangs below `head` through premodifiers alone."""
    for _ in range(5):
        if token.head.i == head.i:
            return True
        token = token.head
        if token.dep_ not in PREMODIFIERS:
            return False
    return False


def pobj_of(head: Token, *prepositions: str) -> Token | None:
    """Return the object of the head's first such preposition: "of" gives `revenue of *sales*`."""
    for preposition in head.children:
        if preposition.dep_ == "prep" and preposition.lower_ in prepositions:
            obj = child(preposition, "pobj", "pcomp")
            if obj is not None:
                return obj
    return None


def within(token: Token, top: Token) -> bool:
    """Tell whether `token` is `top` or hangs below it."""
    return token.i == top.i or any(head.i == top.i for head in ancestors(token))
