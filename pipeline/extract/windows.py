"""Windows of an article: runs of sentences that are read at once, and where words stand in them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.components.marked import MarkedArticle
from pipeline.components.parsed import ParsedSentence
from pipeline.ranking import Span
from pipeline.wordpieces import Pieces, PieceTable, joined

WIDEST = 50
"""Words of a window, unless one sentence has more: some sixty word pieces."""
LONGEST_PHRASE = 12
"""Pieces of a candidate's own words that are read."""
TRIED = 4
"""Words of a phrase that are looked for one by one where the phrase as a whole is not found."""

# the words Cloud and revenue in "Cloud's revenue", not 's
WORD = re.compile(r"\w[\w&.'-]{2,40}")


def divide(sentences: Sequence[ParsedSentence]) -> list[Sequence[ParsedSentence]]:
    """Return runs of neighbouring sentences of one paragraph, each as wide as is allowed.

    A window depends on its paragraph alone, not on what stands around that, and not on spaces.
    """
    runs: list[list[ParsedSentence]] = []
    width = 0
    for sentence in sentences:
        own = len(sentence.doc.text.split())
        fits = runs and runs[-1][-1].paragraph == sentence.paragraph and width + own <= WIDEST
        if fits:
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
        width = width + own if fits else own
    return list(runs)


def cut_sentence(sentence: ParsedSentence, table: PieceTable) -> Pieces:
    """Return a sentence's pieces, at their positions in the cleaned text.

    They are cut from what the parser read, in which every amount has one plain form, so that
    "$5bn" and "5 billion dollars" are the same pieces; those of an amount share its position.
    """
    pieces = table.cut(sentence.doc.text, 0, len(sentence.doc.text))
    tokens = [token.idx for token in sentence.doc]
    starts, ends = [], []
    for first, last in zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True):
        at = bisect_right(tokens, first) - 1
        start, end = sentence.borders[at]
        if end - start == len(sentence.doc[at]):
            start, end = start + first - tokens[at], start + last - tokens[at]
        starts.append(start)
        ends.append(end)
    return Pieces(pieces.ids, np.array(starts, dtype=np.intp), np.array(ends, dtype=np.intp))


@dataclass(slots=True)
class Windows:
    """The windows of one article, cut into pieces when first asked for.

    Attributes:
        text: The cleaned text that all positions refer to.
        sentences: The sentences of each window, in reading order.
        table: What cuts words into pieces.
    """

    text: str
    sentences: Sequence[Sequence[ParsedSentence]]
    table: PieceTable
    _cut: dict[int, Pieces] = field(default_factory=dict)
    _phrases: dict[str, list[int]] = field(default_factory=dict)

    def place_of(self, position: int) -> int | None:
        """Return which window holds a position of the text; None where none does."""
        place = bisect_right(self.sentences, position, key=lambda run: run[0].start) - 1
        return place if place >= 0 and position < self.sentences[place][-1].end else None

    def pieces(self, place: int) -> Pieces:
        """Return the pieces of a window."""
        if place not in self._cut:
            cut = [cut_sentence(sentence, self.table) for sentence in self.sentences[place]]
            self._cut[place] = joined(cut)
        return self._cut[place]

    def ids_of(self, words: str) -> list[int]:
        """Return the first pieces of a phrase; the same phrases are asked for again and again."""
        if words not in self._phrases:
            self._phrases[words] = self.table.ids_of(words)[:LONGEST_PHRASE]
        return self._phrases[words]

    def nearest(self, words: str, position: int, place: int) -> Span | None:
        """Return where in a window a phrase stands nearest to a position of the text.

        A phrase that was put together from words far apart stands where the first of them does
        that is found; None where none is.
        """
        if not words:
            return None
        found = self._nearest(words, position, place)
        parts = iter(WORD.findall(words)[:TRIED]) if found is None else iter(())
        while found is None and (part := next(parts, None)) is not None:
            found = self._nearest(part, position, place)
        return found

    def _nearest(self, words: str, position: int, place: int) -> Span | None:
        """Return where exactly these words stand nearest, the first of equals."""
        start, end = self.sentences[place][0].start, self.sentences[place][-1].end
        after = self.text.find(words, max(start, min(position, end)), end)
        before = self.text.rfind(words, start, min(position + len(words), end))
        at = [found for found in (before, after) if found >= 0]
        if not at:
            return None
        best = min(at, key=lambda found: abs(found - position))
        return best, best + len(words)


def windows_of(article: MarkedArticle, table: PieceTable) -> Windows:
    """Return the windows of an article, none of them cut yet."""
    parsed = [sentence.parsed for sentence in article.sentences]
    return Windows(article.text, divide(parsed), table)
