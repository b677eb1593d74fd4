"""The nouns that the parse ties to a number, and the names of the ties.

"Ford's *sales* in *Europe* rose 5%": sales is `subject 0`, Europe is `subject 0's in`.
"""

from collections import defaultdict

from spacy.tokens import Token

from pipeline.components.clauses import (
    ancestors,
    child,
    is_noun,
    is_verb,
    own_subject,
    phrase_start,
    pobj_of,
    subject_of,
)
from pipeline.extract.frames import Frame

INNER = ("compound", "nmod", "amod", "poss")
VERB_PREPOSITIONS = ("in", "of", "on", "for", "to", "by")
LEVELS = 3


class Ties:
    """Collects the ties of one framed quantity; the quantity's own tokens have none."""

    def __init__(self, frame: Frame) -> None:
        """Walk governor, complements, clause and clauses above."""
        self._frame = frame
        self._names: dict[int, list[str]] = defaultdict(list)
        self._tie_governor()
        self._tie_complements()
        self._tie_clauses()
        self._tie_counted()

    def of(self, token: Token) -> list[str]:
        """Return the names of the token's ties, the closest first; empty for none."""
        return self._names.get(token.i, [])

    def _tie(self, token: Token | None, name: str) -> None:
        if token is not None and token not in self._frame.tokens:
            self._names[token.i].append(name)

    def _tie_governor(self) -> None:
        """Tie the noun that the number hangs on: "*revenue* of $5 million"."""
        governor = self._frame.governor
        if governor is not None and is_noun(governor):
            self._tie(governor, f"governor {self._frame.relation}")
            self._tie_inner(governor, "governor")

    def _tie_complements(self) -> None:
        """Tie what hangs on the number: "$5 million in *revenue*"."""
        for preposition in self._frame.head.children:
            if preposition.dep_ == "prep":
                self._tie(child(preposition, "pobj"), f"head {preposition.lower_}")

    def _tie_clauses(self) -> None:
        """Tie objects and subjects of the number's clause and of those above it."""
        verb = self._frame.verb
        for level in range(LEVELS):
            if verb is None:
                return
            subject = own_subject(verb) or (subject_of(verb) if level == 0 else None)
            for name, noun in (("object", child(verb, "dobj")), ("subject", subject)):
                if noun is not None and noun not in self._frame.tokens:
                    self._tie(noun, f"{name} {level}")
                    self._tie_inner(noun, f"{name} {level}")
            if level == 0:
                for preposition in VERB_PREPOSITIONS:
                    self._tie(pobj_of(verb, preposition), f"verb {preposition}")
            verb = next((t for t in ancestors(verb) if is_verb(t)), None)

    def _tie_inner(self, noun: Token, name: str) -> None:
        """Tie what a noun is of, in or for, and the nouns that it is compounded with."""
        for preposition in noun.children:
            if preposition.dep_ == "prep":
                self._tie(child(preposition, "pobj"), f"{name}'s {preposition.lower_}")
        for token in noun.doc[phrase_start(noun).i : noun.i]:
            if is_noun(token) and token.dep_ in INNER and token.head.i == noun.i:
                self._tie(token, f"{name}'s modifier")

    def _tie_counted(self) -> None:
        """Tie the noun right behind a count."""
        quantity, following = self._frame.quantity, self._frame.after
        if quantity.unit == "count" and quantity.item and following is not None:
            if is_noun(following):
                self._tie(following, "right behind")
