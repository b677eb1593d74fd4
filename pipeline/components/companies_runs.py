"""Names that no table and no model knows, told by the words around them: "provider Velora"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.components.companies_candidates import Candidate, is_no_start, starts_name
from pipeline.components.companies_cues import cue_score
from pipeline.components.companies_frames import HEADS, PERSONAL, frames_of
from pipeline.components.companies_model import CODE
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords

# "A, B", "A and B", "A, and B": what stands between the members of a list.
LISTED = re.compile(r"(?:,|,? and|,? or|/|,? &) ?$")

KNOWN_ALONE = 0.8
"""The score from which a candidate is a company for what stands beside it."""

COMPANY_CUE = 0.25
"""The least cue that makes a name of an unknown run of capitals."""


def run_candidates(line: Line, known: Sequence[Candidate], words: NameWords) -> Iterator[Candidate]:
    """Yield the runs of capitalised words that cues, or companies on both sides, speak for.

    Args:
        line: The sentence; of a headline, where all words have capitals, only its subject.
        known: What other rules already found in it.
        words: The words that tell names apart.
    """
    if line.is_title:
        yield from _subject_of_headline(line, known, words)
        return
    taken = {at for c in known for at in range(c.first, c.legal_stop)}
    runs = [run for run in _runs(line, words) if not taken & set(range(*run))]
    sides = sorted((c.first, c.legal_stop) for c in known if c.score >= KNOWN_ALONE)
    for one in known:
        listed = one.rule == "gazetteer" and _between(line, one.first, one.legal_stop, sides)
        if listed and one.score < KNOWN_ALONE:
            yield replace(one, rule="coordination", score=0.75)
    for first, stop in runs:
        is_firm = stop - first > 1 and line.words[stop - 1].key in words.firm_tails
        if not is_firm and _is_person(line, first, stop, words):
            continue
        probe = Candidate(line, first, stop, stop, "cue", 0.2)
        if cue_score(probe, words) >= COMPANY_CUE or frames_of(line, first, stop, words):
            yield probe
        elif _has_ampersand(line, first, stop, words):
            yield Candidate(line, first, stop, stop, "ampersand", 0.55)
        elif is_firm:
            yield Candidate(line, first, stop, stop, "last_word", 0.3)
        elif _between(line, first, stop, sides):
            yield Candidate(line, first, stop, stop, "coordination", 0.75)


def _subject_of_headline(
    line: Line, known: Sequence[Candidate], words: NameWords
) -> Iterator[Candidate]:
    """Yield the capitals before the verb of a headline: "Belden Kiln Launches Two Ovens"."""
    if not line.words or is_no_start(line, 0, words) or any(c.first == 0 for c in known):
        return
    for stop in range(1, min(5, len(line.words))):
        probe = Candidate(line, 0, stop, stop, "headline", 0.2)
        is_subject = cue_score(probe, words) >= COMPANY_CUE or frames_of(line, 0, stop, words)
        if is_subject and not words.is_plain(probe.key.split()):
            if not line.is_full_person(0, stop):
                yield probe
            return
        if line.gap(stop - 1) not in (" ", " & ") or not starts_name(line, stop):
            return


def _runs(line: Line, words: NameWords) -> Iterator[tuple[int, int]]:
    """Yield the runs of words with capitals that no mark divides, sentence starters left out."""
    at = 0
    while at < len(line.words):
        if not starts_name(line, at) or is_no_start(line, at, words):
            at += 1
            continue
        stop = at + 1
        while stop < len(line.words) and line.gap(stop - 1) in (" ", " & "):
            word = line.words[stop]
            if not starts_name(line, stop) or CODE.fullmatch(word.text) or word.key in HEADS:
                break
            stop += 1
        if stop - at <= 4 and line.tag(at).startswith("NNP"):
            yield at, stop
        at = stop


def _has_ampersand(line: Line, first: int, stop: int, words: NameWords) -> bool:
    """Return whether two names are tied by "&": "Scottish & Newcastle", not "Food & Drink"."""
    tied = any(line.gap(at) == " & " for at in range(first, stop - 1))
    return tied and any(word.key not in words.common for word in line.words[first:stop])


def _is_person(line: Line, first: int, stop: int, words: NameWords) -> bool:
    """Return whether a full name of a person stands there, and no "chipmaker" before."""
    if not line.is_full_person(first, stop):
        return False
    before = line.words[first - 1].key if first else ""
    return before not in words.makers or before in PERSONAL


def _between(line: Line, first: int, stop: int, sides: list[tuple[int, int]]) -> bool:
    """Return whether the run stands in a list with two companies right beside it."""
    before = [side for side in sides if side[1] <= first][-2:]
    after = [side for side in sides if side[0] >= stop][:2]
    spots = [*before, (first, stop), *after]
    listed = [_are_listed(line, left, right) for left, right in pairwise(spots)]
    at = len(before)
    left_two = at == 2 and all(listed[:2])
    right_two = len(after) == 2 and all(listed[at:])
    return left_two or right_two or bool(before and after and all(listed[at - 1 : at + 1]))


def _are_listed(line: Line, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Return whether nothing but a comma or "and" stands between two spans of words."""
    between = line.text[line.words[left[1] - 1].end : line.words[right[0]].start]
    return LISTED.fullmatch(between.lstrip(".")) is not None
