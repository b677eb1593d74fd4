"""Whom a headline is about, where the article names it again: "Code Mills Opens in Leeds"."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.components.companies_candidates import Candidate, is_no_start, starts_name
from pipeline.components.companies_frames import is_subject
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords

LONGEST = 5
"""The most words of such a name."""

SCORE = 0.8
"""How far that speaks for a company."""

AGAIN = 2
"""How often the article must name it below, once at least within a sentence, or once more."""

HEADLINES = 3
"""Among how many of the first lines headlines are looked for."""


def subject_candidates(lines: Sequence[Line], words: NameWords) -> Iterator[Candidate]:
    """Yield the subjects of the article's headlines that it names again in its sentences.

    Args:
        lines: The article's lines.
        words: The words that tell names apart.
    """
    for at, line in enumerate(lines[:HEADLINES]):
        headed = at == 0 or line.is_title or line.parsed.is_heading
        if not headed or not line.words or is_no_start(line, 0, words):
            continue
        for stop in range(min(LONGEST, len(line.words) - 1), 0, -1):
            if not _is_run(line, 0, stop) or not is_subject(line, stop):
                continue
            if not line.is_full_person(0, stop) and _is_named_again(line, stop, lines):
                yield Candidate(line, 0, stop, stop, "subject", SCORE)
            break


def _is_run(line: Line, first: int, stop: int) -> bool:
    """Return whether the words are all capitalised and nothing stands between them."""
    together = all(line.gap(at) in (" ", " & ") for at in range(first, stop - 1))
    return together and all(starts_name(line, at) for at in range(first, stop))


def _is_named_again(line: Line, stop: int, lines: Sequence[Line]) -> bool:
    """Return whether the article's sentences have the words, with capitals, as a whole name."""
    keys = [word.key for word in line.words[:stop]]
    places: Counter[bool] = Counter()
    for other in lines:
        if other.is_title or other.parsed.is_heading:
            continue
        for at in range(len(other.words) - stop + 1):
            if other.words[at].key != keys[0]:
                continue
            if [word.key for word in other.words[at : at + stop]] == keys:
                whole = _is_run(other, at, at + stop) and _is_alone(other, at, at + stop)
                places[at > 0] += whole
    return places.total() >= AGAIN + (not places[True])


def _is_alone(line: Line, first: int, stop: int) -> bool:
    """Return whether no capital follows or stands before: not in "the Code Mills Cup"."""
    after = stop < len(line.words) and line.gap(stop - 1) == " " and line.words[stop].has_capital
    before = first > 0 and line.gap(first - 1) == " " and line.words[first - 1].key == "the"
    return not after and not before
