"""What the words around a name say about it: cues that only companies have."""

import re

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords

STAKES = frozenset(
    [
        "shares",
        "share",
        "stake",
        "stock",
        "subsidiary",
        "unit",
        "division",
        "acquisition",
        "takeover",
        "owner",
        "part",
        "spinoff",
        "ownership",
        "merger",
        "bid",
        "competitors",
        "competitor",
        "rivals",
        "rival",
        "customers",
        "customer",
        "affiliate",
    ]
)
"""Nouns that "of" or "in" ties to a company: "a unit of", "shares in"."""

LINKS = frozenset({"of", "in", "at", "with", "for", "by", "from"})
DEEDS = frozenset(
    [
        "owned",
        "acquired",
        "operated",
        "founded",
        "run",
        "bought",
        "developed",
        "made",
        "backed",
        "hired",
    ]
)
MINISTERS = frozenset({"minister", "secretary", "ministry", "department"})
"""Offices that are held for a subject, not for a company: "secretary for Agriculture"."""

REPORTS = frozenset(
    {"report", "survey", "study", "research", "poll", "compiled", "data", "figures"}
)
"""Words that the maker of a report follows: "a survey by", "compiled by"."""

SPEECH = frozenset("said says told tells added adds noted notes argues believes stated".split())
"""Verbs of people, too: "Williams said" names no company by itself."""

LATER_TITLES = frozenset({"officer", "executive", "vice", "head"})
"""Words of an office that another word stands before: "Chief Strategy Officer"."""

FIRMS = frozenset("company firm startup outfit business group retailer maker lab studio".split())
"""What a new name is said to be: "a startup called Belden"."""

BUYING = frozenset("acquire acquired acquires acquiring buy bought buys buying".split())
"""Verbs whose object is mostly a company, where it is a name."""

DEALS = frozenset(
    "agreement agreements partnership partnerships collaboration deal contract alliance pact "
    "merger talks venture".split()
)
"""What one company has with another."""

# "-based " of "Leeds-based Belden", "-maker " of "AI-maker Belden".
COMPOUND_BEFORE = re.compile(r"-(?:maker|owner|owned|based|backed|listed|headquartered) ")

DETERMINERS = frozenset({"a", "an", "the", "one", "which", "whose"})


def cue_score(candidate: Candidate, words: NameWords) -> float:
    """Return how strongly the words around `candidate` speak for a company, 0 to 0.5."""
    line = candidate.line
    return min(
        0.5,
        before_score(line, candidate.first, words) + after_score(line, candidate, words),
    )


def before_score(line: Line, first: int, words: NameWords) -> float:
    """Return the weight of the words before: "analyst at", "chipmaker", "shares of"."""
    if first == 0:
        return 0.0
    before = line.words[first - 1]
    gap = line.gap(first - 1)
    if COMPOUND_BEFORE.fullmatch(gap):
        return 0.3
    if before.key == "at" and _speaks_for_itself(line, first):
        return 0.35
    if before.key in words.makers and before.text[0].islower() and gap in (" ", ", "):
        return 0.35
    if gap != " ":
        return 0.0
    if line.words[first].key not in words.common and _is_object(line, first):
        return 0.3
    return _after_link(line, first, words) if before.key in LINKS | {"to"} else 0.0


def _after_link(line: Line, first: int, words: NameWords) -> float:
    """Return the weight of what a small word ties the name to: "analyst at", "shares of"."""
    before = line.words[first - 1]
    if before.key in ("to", "by", "from") and _is_source(line, first):
        return 0.25
    nouns = {word.key for word in line.words[max(0, first - 4) : first - 1]}
    if nouns & words.titles and before.key in ("at", "of", "with", "for"):
        if before.key == "of" and _is_subject(line, first):
            return 0.0
        return 0.0 if nouns & MINISTERS else 0.4
    if nouns & STAKES and before.key in ("of", "in", "by"):
        return 0.25
    return 0.25 if nouns & DEEDS and before.key == "by" else 0.0


def _is_source(line: Line, first: int) -> bool:
    """Return whether the words before make the name a source: "according to", "a report by"."""
    earlier = [word.key for word in line.words[max(0, first - 5) : first - 1]]
    if line.words[first - 1].key == "to":
        return earlier[-1:] == ["according"]
    return any(key in REPORTS for key in earlier)


def _is_object(line: Line, first: int) -> bool:
    """Return whether "acquired", "an agreement with" or "a startup called" stands before."""
    earlier = [word.key for word in line.words[max(0, first - 6) : first]]
    if earlier[-1] in BUYING:
        return True
    if earlier[-1] == "with":
        return bool(DEALS & set(earlier[-4:-1]))
    named = earlier[-1] in ("called", "named", "dubbed")
    return named and any(key in FIRMS for key in earlier[-5:-1])


def _is_subject(line: Line, first: int) -> bool:
    """Return whether the name is what an office is for: "Head of Community Finance at X"."""
    stop = first
    while (
        stop < len(line.words) and line.words[stop].has_capital and line.gap(stop) in (" ", " & ")
    ):
        stop += 1
    return stop + 1 < len(line.words) and line.words[stop].key == "at"


def _speaks_for_itself(line: Line, first: int) -> bool:
    """Return whether "At NAME, we" stands there: the writer speaks for the company."""
    return any(
        line.words[at].key in ("we", "our", "weve", "were", "well")
        and line.gap(at - 1).startswith(",")
        for at in range(first + 1, min(first + 5, len(line.words)))
    )


def after_score(line: Line, candidate: Candidate, words: NameWords) -> float:
    """Return the weight of the words after: "'s shares", "analyst", "announced", ", a maker of"."""
    stop = candidate.legal_stop
    if stop >= len(line.words):
        return 0.0
    is_wordlike = candidate.known is not None and candidate.known.wordlike
    gap, word = line.gap(stop - 1), line.words[stop]
    if gap.strip() in ("'s", "’s", "'", "’"):
        following = {w.key for w in line.words[stop : stop + 3]}
        return 0.3 if following & (words.nouns | words.titles) else 0.1
    if gap.startswith(",") and word.key in DETERMINERS:
        following = {w.key for w in line.words[stop : stop + 9]}
        return 0.3 if following & words.makers else 0.0
    if gap != " ":
        return 0.0
    if word.key in words.titles - LATER_TITLES or (word.key in words.nouns and word.text.islower()):
        return 0.25
    if line.is_title and candidate.first == 0 and _opens_headline(line, stop, words):
        return 0.35
    if word.key in words.verbs and word.text.islower():
        return 0.05 if word.key in SPEECH and is_wordlike else 0.2
    return 0.15 if _names_unit(line, stop) else 0.0


def _opens_headline(line: Line, at: int, words: NameWords) -> bool:
    """Return whether the headline goes on as one of a company: "Launches", "to Acquire"."""
    key = line.words[at].key
    if key == "to" and at + 1 < len(line.words):
        return line.words[at + 1].key in words.verbs
    return key in words.verbs and key.endswith("s")


def _names_unit(line: Line, at: int) -> bool:
    """Return whether small words up to a unit follow: "market research unit"."""
    for word in line.words[at : at + 4]:
        if not word.text.islower():
            return False
        if word.key in ("unit", "division", "subsidiary", "arm", "affiliate", "business"):
            return True
    return False
