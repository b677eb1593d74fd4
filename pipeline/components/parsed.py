"""A sentence with its parse; what every component and extractor reads.

The parser is given each quantity in one plain form ("£9.3M" and "Rs 5 lakh crore" both as
"$5 million"), because it was trained on newspaper prose and misreads the rest. So a token's
own characters need not be the text's: where it stands is asked of `span_of`, never of
`token.idx`.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import itemgetter

from spacy.tokens import Doc, Token

LOW, HIGH = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """One sentence of the cleaned text and the spaCy Doc made of it alone.

    `start` and `end` are positions in the cleaned text. `borders` holds each token's
    half-open position in the cleaned text, neither starts nor ends ever falling; the tokens of
    one quantity share a position.
    The Doc has tags, dependencies and the model's entities, no lemmas.
    """

    start: int
    end: int
    paragraph: int
    is_heading: bool
    doc: Doc
    borders: tuple[tuple[int, int], ...]

    @classmethod
    def of_doc(
        cls, doc: Doc, start: int, *, paragraph: int = 0, is_heading: bool = False
    ) -> "ParsedSentence":
        """Return the sentence of a Doc that holds the text's own characters from `start` on."""
        borders = tuple((start + t.idx, start + t.idx + len(t)) for t in doc)
        return cls(start, start + len(doc.text), paragraph, is_heading, doc, borders)

    def span_of(self, token: Token) -> tuple[int, int]:
        """Return the token's half-open position in the cleaned text."""
        return self.borders[token.i]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """Return the tokens that share a character with `[start, end)` of the cleaned text."""
        first = bisect_right(self.borders, start, key=HIGH)
        last = bisect_left(self.borders, end, key=LOW)
        return [self.doc[index] for index in range(first, last)]
