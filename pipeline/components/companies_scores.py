"""How far one place speaks for a company: its rule, the words around, the model's labels."""

import re

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_cues import cue_score
from pipeline.components.companies_frames import STRONG, frames_of
from pipeline.components.companies_page import Line
from pipeline.components.companies_votes import Votes
from pipeline.components.companies_words import NameWords

SURE = 0.9
"""From this score on, a rule needs no second opinion."""

# "KilnDrone", "OvenBlocks": a capital inside, and small letters.
CAMEL = re.compile(r"[a-z][A-Z]")

# "THIO-101", "MajesTEC-3": a study or a substance, not a firm.
NUMBERED = re.compile(r"[A-Za-z]{2,20}-\d{1,5}[A-Za-z]?$")

TOLD = frozenset({"company_list", "subject"})
"""Rules that go by the place, whatever the name's last word."""

FRAMED = 0.6
"""What a frame adds that hardly anything but a company stands in."""

HEADED = 0.3
"""What it adds to be what a headline is about."""

OFFERS = frozenset({"services", "solutions", "markets", "products", "payments", "investments"})
"""Last words of firms that are also what firms offer: "Core Services"."""

# " 11 " of "Apollo 11 landed", not the " 11%" of "Target 11%".
NUMBERED_NAME = re.compile(r" \d{1,2} (?!percent|per|pct|million|billion|trillion)")

# " 11" of "Apollo 11", " 360" of "Xbox 360".
NUMBER_AFTER = re.compile(r" \d")


def is_numbered(candidate: Candidate) -> bool:
    """Return whether the name has a number of its own: the "Apollo" of "Apollo 11 landed"."""
    return NUMBERED_NAME.match(candidate.line.gap_text(candidate.stop)) is not None


def place_score(candidate: Candidate, votes: Votes, words: NameWords) -> float:
    """Return the evidence of one place for a company, at most 0.97."""
    if candidate.score >= SURE:
        return candidate.score
    key = candidate.key
    score = (
        candidate.score + cue_score(candidate, words) + _label_score(candidate, key, votes, words)
    )
    frames = frames_of(candidate.line, candidate.first, candidate.legal_stop, words)
    framed = not frames.isdisjoint(STRONG)
    score += _shape_score(candidate, key, words, framed=framed)
    score += FRAMED if framed else HEADED if "headline" in frames else 0.0
    if candidate.line.is_title and candidate.rule in ("model", "gazetteer"):
        score -= 0.1 + 0.1 * (candidate.stop - candidate.first > 3)
    return min(0.95, score)


def _label_score(candidate: Candidate, key: str, votes: Votes, words: NameWords) -> float:
    """Return what the model's labels of the same name add or take, over the whole article."""
    organisations, others = votes.organisation(key), votes.other(key)
    score = 0.0
    if candidate.rule != "model" and organisations:
        score += 0.2 if candidate.known else 0.3
    score += min(0.15, 0.05 * max(0, organisations - 1))
    people = votes.person(key)
    doubt = 0.0 if key.split()[-1] in words.firm_tails else 0.04
    score -= min(0.3, 0.1 * (others - people) + doubt * people)
    if " " not in key and votes.is_person_part(key):
        score -= 0.4
    return score


def _shape_score(candidate: Candidate, key: str, words: NameWords, *, framed: bool) -> float:
    """Return what the form of the name adds or takes: last word, capitals, a number after it."""
    keys = key.split()
    if keys[-1] in words.product_tails and candidate.rule not in TOLD:
        return -0.4
    score = 0.3 if len(keys) > 1 and keys[-1] in words.tails else 0.0
    if candidate.known is not None and key in words.starters:
        score -= 0.5
    if candidate.known is None and len(keys) == 1:
        score -= 0.4 if key in words.generic else 0.2 if key in words.common else 0.0
    if len(keys) > 2 and keys[-2] == "of" and keys[-3] in words.tails:
        score += 0.2
    if candidate.known is None:
        score -= 0.0 if framed or candidate.rule in TOLD else thing_score(candidate, keys, words)
    elif candidate.known.wordlike and stands_out(candidate, words):
        score += 0.25
    surface = candidate.surface
    if len(keys) == 1 and CAMEL.search(surface) and surface[0].isupper():
        score += 0.15
    if len(keys) == 1 and surface.isupper() and len(surface) <= 5 and candidate.known is None:
        score -= 0.15
    if candidate.known is not None and NUMBER_AFTER.match(candidate.line.gap_text(candidate.stop)):
        score -= 0.4
    return score


def thing_score(candidate: Candidate, keys: list[str], words: NameWords) -> float:
    """Return what speaks for another thing: "THIO-101", "Sola token", "Core Services"."""
    line, stop = candidate.line, candidate.legal_stop
    score = 0.5 if NUMBERED.fullmatch(candidate.surface) else 0.0
    if stop < len(line.words) and line.gap(stop - 1) == " " and line.words[stop].text.islower():
        score += 0.3 if line.words[stop].key in words.things else 0.0
    if len(keys) == 1 or candidate.rule == "company_list" or not words.is_plain(keys):
        return score
    says_nothing = keys[-1] in OFFERS or keys[-1] not in words.tails
    return score + (0.25 if says_nothing else 0.0)


def stands_out(candidate: Candidate, words: NameWords) -> bool:
    """Return whether an everyday word has a capital in the middle of a sentence: "at Target"."""
    line, first = candidate.line, candidate.first
    if first == 0 or line.is_title or line.parsed.is_heading or candidate.key not in words.common:
        return False
    if line.words[first - 1].key in ("the", "a", "an", "this"):
        return False
    before = line.words[first - 1]
    return line.gap(first - 1) == " " and before.text.islower() and not _joins_name(line, candidate)


def _joins_name(line: Line, candidate: Candidate) -> bool:
    """Return whether another word with a capital follows right away: "the Gap Year"."""
    stop = candidate.legal_stop
    return stop < len(line.words) and line.gap(stop - 1) == " " and line.words[stop].has_capital
