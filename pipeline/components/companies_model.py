"""Organisations that the model found, cut to the words of a name."""

import re
from collections.abc import Iterator

from pipeline.components.companies_candidates import (
    Candidate,
    is_no_start,
    starts_name,
    without_form,
)
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer

# "AAI.N", "0700.HK": a ticker of the Reuters wire.
CODE = re.compile(r"[A-Z0-9]{1,6}\.[A-Z]{1,2}")

VERBS = frozenset({"is", "are", "was", "were", "has", "have", "will", "updates", "announces"})
"""Words that end a name in a headline: "Belden Is Back"."""


def model_candidates(line: Line, gazetteer: Gazetteer, words: NameWords) -> Iterator[Candidate]:
    """Yield the organisations that the model found, trimmed to the words of a name."""
    for entity in line.entities:
        if entity.label != "ORG":
            continue
        inside = [
            i for i, w in enumerate(line.words) if w.start < entity.end and entity.start < w.end
        ]
        if inside:
            for first, stop in _members(line, inside[0], inside[-1] + 1, gazetteer, words):
                yield from _trimmed(line, first, stop, gazetteer, words)


def _members(
    line: Line, first: int, stop: int, gazetteer: Gazetteer, names: NameWords
) -> Iterator[tuple[int, int]]:
    """Yield the names of "Dell, Samsung and Acer"; "Rowe, Lane & Poe, LLP" is one name."""
    is_firm = any(line.gap(at) == " & " for at in range(first, stop - 1))
    for at in range(first + 1, 0 if is_firm else stop):
        listed = line.gap(at - 1).strip() == "," and not gazetteer.forms.match(line.words, at)
        if listed or line.gap(at - 1) == "  ":
            yield from _parts(line, first, at, gazetteer, names)
            first = at
    yield from _parts(line, first, stop, gazetteer, names)


def _parts(
    line: Line, first: int, stop: int, gazetteer: Gazetteer, names: NameWords
) -> list[tuple[int, int]]:
    """Return the two names of "AA and Saga"; a name with "and" inside stays whole."""
    joins = [at for at in range(first + 1, stop - 1) if line.words[at].key == "and"]
    text, words = line.text, line.words
    if len(joins) != 1 or gazetteer.named(text[words[first].start : words[stop - 1].end]):
        return [(first, stop)]
    (at,) = joins
    known = gazetteer.named(text[words[first].start : words[at - 1].end])
    one_each = stop - first == 3 and words[first].has_capital
    if known or one_each or words[first].key not in names.common:
        return [(first, at), (at + 1, stop)]
    return [(first, stop)]


def _trimmed(
    line: Line, first: int, stop: int, gazetteer: Gazetteer, words: NameWords
) -> Iterator[Candidate]:
    """Yield the name between two words without leading small words and trailing forms."""
    while first < stop and is_no_start(line, first, words):
        first += 1
    while stop > first and _is_no_end(line, stop - 1):
        stop -= 1
    stop = next((at for at in range(first + 1, stop) if line.words[at].key in VERBS), stop)
    first = _after_body(line, first, stop, gazetteer, words)
    stop, legal_stop = without_form(line, first, stop, gazetteer, words)
    if first >= stop or gazetteer.forms.match(line.words, first) >= stop - first:
        return
    first = _known_tail(line, first, stop, gazetteer)
    if _is_whole(line, first, stop):
        yield Candidate(line, first, stop, legal_stop, "model", 0.42)


def _after_body(line: Line, first: int, stop: int, gazetteer: Gazetteer, words: NameWords) -> int:
    """Return where the company starts in "Supervisory Board of Belden AG"; else `first`."""
    for at in range(first + 1, stop - 1):
        if line.words[at].key == "of" and line.words[at - 1].key not in words.tails:
            has_form = any(gazetteer.forms.match(line.words, i) for i in range(at + 2, stop))
            return at + 1 if has_form else first
    return first


def _known_tail(line: Line, first: int, stop: int, gazetteer: Gazetteer) -> int:
    """Return where a known name starts that ends the span: "Barclays" of "Arrangers Barclays"."""
    if gazetteer.longest(line.words, first):
        return first
    for at in range(first + 1, stop):
        hit = gazetteer.longest(line.words, at)
        if hit and at + hit[0] == stop and not hit[1].wordlike:
            return at
    return first


def _is_no_end(line: Line, last: int) -> bool:
    """Return whether a name cannot end with `words[last]`: a small word, or a code like "AAI.N"."""
    return not starts_name(line, last) or CODE.fullmatch(line.words[last].text) is not None


def _is_whole(line: Line, first: int, stop: int) -> bool:
    """Return whether no bracket, colon, dash, quote or possessive stands inside the name."""
    return all(
        line.gap(at).strip() in ("", "&", "-", ",", ".", "!", "/") for at in range(first, stop - 1)
    )
