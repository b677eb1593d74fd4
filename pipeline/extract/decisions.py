"""A decided value together with what decided it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.tokens import Token

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Decision(Generic[T]):
    """A value, the rule that chose it, the words it went by, and how sure the rule is.

    `weight` is the share of cases in which the rule was seen to be right, 0 to 1.
    """

    value: T
    rule: str
    words: tuple[Token, ...] | str = ()
    weight: float = 0.9

    @property
    def quoted(self) -> str:
        """The words, as one string in reading order."""
        if isinstance(self.words, str):
            return self.words
        return join_words(self.words)


def join_words(tokens: Iterable[Token]) -> str:
    """Return the tokens' words in reading order, divided by spaces."""
    return " ".join(t.text for t in sorted(tokens, key=lambda t: t.i))
