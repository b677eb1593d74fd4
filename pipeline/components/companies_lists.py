"""Lists of companies: "startups such as Norvia, Dark Side of the Hill, and Zell"."""

from collections.abc import Iterator

from pipeline.components.companies_candidates import (
    JOINERS,
    Candidate,
    is_no_start,
    starts_name,
    without_form,
)
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer

OPENERS = frozenset({"like", "including", "include", "included", "namely", "especially"})

PEOPLE = frozenset(
    {"investors", "players", "leaders", "partners", "clients", "customers", "rivals"}
)
"""Nouns whose members may be people: "investors including Ann Poe"."""


def listed_candidates(line: Line, gazetteer: Gazetteer, words: NameWords) -> Iterator[Candidate]:
    """Yield the members of lists that a noun for companies introduces."""
    for at, word in enumerate(line.words):
        opens = at == 0 or word.text[0].islower()
        if opens and word.key in words.makers and word.key.endswith("s"):
            first = _list_start(line, at)
            if first is not None:
                people = word.key in PEOPLE
                for member in _members(line, first, gazetteer, words):
                    if not (people and line.is_full_person(member.first, member.stop)):
                        yield member


def _list_start(line: Line, at: int) -> int | None:
    """Return the first word of the list after the noun `words[at]`: "such as", "like", ":"."""
    ahead = [word.key for word in line.words[at + 1 : at + 3]]
    if ahead == ["such", "as"]:
        return at + 3
    if ahead[:1] and ahead[0] in OPENERS:
        return at + 2
    return None


def _members(line: Line, first: int, gazetteer: Gazetteer, words: NameWords) -> Iterator[Candidate]:
    """Yield list members from `words[first]` on, until something is no name."""
    at = first
    while at < len(line.words) and starts_name(line, at):
        stop = at + 1
        while stop < len(line.words) and _goes_on(line, stop):
            stop += 1
        if stop - at > 6:
            return
        end, legal_stop = without_form(line, at, stop, gazetteer, words)
        is_adjective = stop < len(line.words) and line.words[stop].key in words.makers
        if not is_adjective and not is_no_start(line, at, words):
            yield Candidate(line, at, end, legal_stop, "company_list", 0.8)
        gap = line.gap(stop - 1).strip()
        if gap not in (",", "", "&") or stop >= len(line.words):
            return
        at = stop + (line.words[stop].key in ("and", "or"))
        if at == stop and gap == "":
            return


def _goes_on(line: Line, stop: int) -> bool:
    """Return whether `words[stop]` continues the member before it."""
    if line.gap(stop - 1) != " ":
        return False
    if starts_name(line, stop):
        return True
    small = line.words[stop].key in JOINERS - {"and", "for"}
    return small and any(
        starts_name(line, i) for i in range(stop + 1, min(stop + 3, len(line.words)))
    )
