"""A sentence with its parse; what every component and extractor reads."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence of the cleaned text and the spaCy Doc made of it alone.

    `start` and `end` are positions in the cleaned text; token positions (`token.idx`) are
    relative to `start`. The Doc has tags, dependencies and the model's entities, no lemmas.
    """

    start: int
    end: int
    paragraph: int
    is_heading: bool
    doc: Doc

    @property
    def text(self) -> str:
        """The sentence's characters."""
        return self.doc.text

    def token_at(self, position: int) -> Token | None:
        """Return the token that covers `position` of the cleaned text; None between tokens."""
        offset = position - self.start
        for token in self.doc:
            if token.idx <= offset < token.idx + len(token):
                return token
            if token.idx > offset:
                return None
        return None

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens that share a character with `[start, end)` of the cleaned text."""
        low, high = start - self.start, end - self.start
        return [t for t in self.doc if t.idx < high and t.idx + len(t) > low]

    def span_of(self, token: Token) -> tuple[int, int]:
        """Return the token's half-open position in the cleaned text."""
        return self.start + token.idx, self.start + token.idx + len(token)
