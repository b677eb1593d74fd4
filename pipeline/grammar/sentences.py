"""Sentences of a cleaned text: borders at stops and line ends, in linear time, without a model.

A stop is a border unless the word before it is an abbreviation or what follows goes on in
lower case. Lines end sentences, except where a text was wrapped at a fixed width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.grammar.datelines import find_dateline
from pipeline.grammar.sentence_stops import find_stops

LONGEST_SENTENCE = 2000
"""Characters; a longer one is cut, because what reads sentences may cost more than linearly."""

_LONGEST_HEADING = 120
"""Characters of a heading at most."""

_HEADING_WORDS = 12
"""Words of a heading at most, unless most of them are capitalised."""

_WRAPPED = range(50, 91)
"""Length of a full line in a text that was wrapped at a fixed width, in characters."""

# "to the end of the quarter." and its closing quotes and brackets
_ENDED = re.compile(r"[.!?…:;][\"”’')\]]{0,4}$")

# "- first", "• second", "* third", "(a) fourth", "5. fifth"
_BULLET = re.compile(r"[-–—•*·▪●◦‣>|]|\(?[0-9a-zA-Z]{1,2}[.)]\s")

# the best places to cut, best first: "…; and", "…: the", "…, which", "… and"
_CUTS = (re.compile(r"[;:]\s"), re.compile(r",\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """One sentence: half-open in the cleaned text, without the white space around it.

    `paragraph` counts the lines of the text from 0 (wrapped lines together are one, empty
    ones none). `is_heading` is true for a short line of its own without a final stop.
    """

    start: int
    end: int
    paragraph: int
    is_heading: bool


def split_sentences(text: str) -> tuple[SentenceSpan, ...]:
    """Return the sentences of `text` in order; together they hold all but white space."""
    sentences: list[SentenceSpan] = []
    for paragraph, (start, end) in enumerate(_find_paragraphs(text)):
        spans = list(_split_paragraph(text, start, end))
        is_heading = len(spans) == 1 and _is_heading(text[start:end])
        sentences += (SentenceSpan(low, high, paragraph, is_heading) for low, high in spans)
    return tuple(sentences)


def _split_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph, its dateline apart, over-long ones in pieces."""
    story = find_dateline(text, start, end)
    dateline = (story,) if story > start else ()
    for stop in (*dateline, *find_stops(text, story, end), end):
        span = _strip(text, start, stop)
        if span:
            yield from _cut(text, *span)
        start = stop


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span without the white space at its ends; None where nothing is left."""
    stripped = text[start:end].strip()
    if not stripped:
        return None
    start += text[start:end].index(stripped[0])
    return start, start + len(stripped)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span in pieces of at most LONGEST_SENTENCE characters."""
    while end - start > LONGEST_SENTENCE:
        middle = _place_of_cut(text, start, start + LONGEST_SENTENCE)
        piece = _strip(text, start, middle)
        if piece:
            yield piece
        start = middle
    rest = _strip(text, start, end)
    if rest:
        yield rest


def _place_of_cut(text: str, start: int, limit: int) -> int:
    """Return where to cut between the middle of the span and its limit."""
    window_start = (start + limit) // 2
    for pattern in _CUTS:
        places = [match.end() for match in pattern.finditer(text, window_start, limit)]
        if places:
            return places[-1]
    return limit


def _find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield each line that is not empty, lines that were wrapped together as one."""
    block: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        span = _strip(text, start, start + len(line))
        start += len(line) + 1
        if block and (span is None or not _goes_on(text, block, span)):
            yield block[0][0], block[-1][1]
            block = []
        if span is not None:
            block.append(span)
    if block:
        yield block[0][0], block[-1][1]


def _goes_on(text: str, block: list[tuple[int, int]], line: tuple[int, int]) -> bool:
    """Return whether `line` continues the wrapped line before it.

    The line before is as long as a full one and stops in mid-sentence, and this one starts in
    lower case. Once two lines are joined so, the block is wrapped and any full line goes on.
    """
    start, end = block[-1]
    if end - start not in _WRAPPED or _BULLET.match(text, line[0], line[1]):
        return False
    if len(block) > 1:
        return True
    return text[line[0]].islower() and not _ENDED.search(text, max(start, end - 6), end)


def _is_heading(line: str) -> bool:
    """Return whether a one-sentence line reads as a heading: short, no stop, no bullet."""
    return (
        len(line) <= _LONGEST_HEADING
        and not _ENDED.search(line)
        and not line.endswith(",")
        and not _BULLET.match(line)
        and not line[0].islower()
        and "://" not in line
        and any(character.isalpha() for character in line)
        and (len(line.split()) <= _HEADING_WORDS or _is_title_case(line))
    )


def _is_title_case(line: str) -> bool:
    """Return whether most words of four letters or more are capitalised."""
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 3 >= len(words) * 2
