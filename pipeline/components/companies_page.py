"""An article as the company finder reads it: words, parse and the model's entities."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.components.parsed import ParsedSentence
from pipeline.grammar.names import Word, split_words

QUOTES = "\"'“”‘’"
"""What may stand around an acronym in brackets: (“ARC”)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the model: half-open position in the text, and its label."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Line:
    """One sentence with its words; `is_title` where nearly every word has a capital.

    `frames` remembers which frames its runs of words stand in (`companies_frames`).
    """

    text: str
    parsed: ParsedSentence
    words: list[Word]
    entities: list[Entity]
    is_title: bool
    frames: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def gap(self, at: int) -> str:
        """Return the characters between `words[at]` and the next word; "." where none follows."""
        if at + 1 >= len(self.words):
            return "."
        return self.text[self.words[at].end : self.words[at + 1].start]

    def gap_text(self, stop: int) -> str:
        """Return up to ten characters from the end of the word before `words[stop]` on."""
        end = self.words[stop - 1].end
        return self.text[end : min(end + 10, self.parsed.end)]

    def tag(self, at: int) -> str:
        """Return the part-of-speech tag of `words[at]`; "" where no token starts there."""
        start, borders = self.words[at].start, self.parsed.borders
        place = bisect_left(borders, (start, 0))
        if place == len(borders) or borders[place][0] != start:
            return ""
        return str(self.parsed.doc[place].tag_)

    def word_at(self, position: int) -> int | None:
        """Return the index of the word that covers `position`."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        inside = low < len(self.words) and self.words[low].start <= position
        return low if inside else None

    def is_full_person(self, first: int, stop: int) -> bool:
        """Return whether the model sees two words or more of a person's name there."""
        entity = self.entity_over(self.words[first].start, self.words[stop - 1].end)
        if entity is None or entity.label != "PERSON":
            return False
        return " " in self.text[entity.start : entity.end]

    def entity_over(self, start: int, end: int) -> Entity | None:
        """Return the first entity that shares a character with `[start, end)`."""
        return next((e for e in self.entities if e.start < end and start < e.end), None)


def read_page(text: str, sentences: Sequence[ParsedSentence]) -> list[Line]:
    """Return the article's sentences with their words and entities, in reading order."""
    return [_read_line(text, sentence) for sentence in sentences]


def _read_line(text: str, sentence: ParsedSentence) -> Line:
    words = split_words(text, sentence.start, sentence.end)
    borders = sentence.borders
    entities = [
        Entity(borders[e.start][0], borders[e.end - 1][1], e.label_) for e in sentence.doc.ents
    ]
    return Line(text, sentence, words, entities, _is_title(sentence, text, words))


def _is_title(sentence: ParsedSentence, text: str, words: list[Word]) -> bool:
    """Return whether most of the longer words have a capital, as in a headline."""
    if not sentence.is_heading and text[sentence.end - 1] in ".!?":
        return False
    long_words = [word for word in words if len(word.text) > 3 and word.text[0].isalpha()]
    capitals = sum(word.text[0].isupper() for word in long_words)
    return len(long_words) >= 3 and capitals >= 0.7 * len(long_words)


def explained_terms(lines: Sequence[Line]) -> frozenset[str]:
    """Return the acronyms in brackets after the small words they are made of.

    The "TMS" of "transcranial magnetic stimulation (TMS)" is no company.
    """
    found = set()
    for line in lines:
        for at in range(2, len(line.words)):
            word = line.words[at]
            size = len(word.text)
            if not (word.text.isupper() and 2 <= size <= min(6, at)):
                continue
            if line.gap(at - 1).strip(QUOTES + " ") != "(" or line.gap(at).strip(QUOTES)[:1] != ")":
                continue
            run = line.words[at - size : at]
            small = all(one.text.islower() for one in run[1:]) and run[-1].text.islower()
            if small and "".join(one.text[0] for one in run).upper() == word.text:
                found.add(word.key)
    return frozenset(found)
