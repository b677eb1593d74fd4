"""Borders after a capitalised word: the end of a heading, a name, an acronym.

Here most junctions are names ("YouTube", "JPMorgan"); so more has to speak for a border.
"""

from pipeline.clean.junctions import Junction
from pipeline.clean.words import Evidence, GlueWords

_STOP = ". "


def separate_after_capitals(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after a word that starts with a capital, or has only capitals."""
    if junction.left in words.headings and len(junction.right) > 1:
        return _STOP
    if len(junction.right) < 2 or not junction.is_spaced or evidence.is_repeated(junction.run):
        return ""
    if junction.left.isupper():
        return _STOP if _ends_in_acronym(junction, words, evidence) else ""
    return _STOP if _ends_in_name(junction, words, evidence) else ""


def _ends_in_acronym(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether capitals end a sentence: "AI|It not only", not "ND|As are", "JP|Morgan".

    A heading in capitals does so, too: "WHAT TO EXPECT|Northwind grows".
    """
    left, right = junction.left, junction.right
    known = left in words.acronyms or evidence.stands_alone(left)
    if right in words.openers:
        return len(left) > 1 and (known or len(right) > 2)
    if opens_phrase(junction, words):
        return known and len(left) > 1
    return len(left) > 4 and len(right) > 2 and junction.line.isupper() and words.is_common(left)


def _ends_in_name(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a capitalised word ends a sentence: "China|Furthermore", not "You|Tube".

    A heading glued to its paragraph ends so, also with its last word said twice
    ("About Acme|Acme is").
    """
    left, right = junction.left, junction.right
    if len(left) < 3 or (junction.before.isalpha() and len(right) < 3):
        return False  # "iFix|It"
    if right in words.openers or opens_phrase(junction, words):
        return True
    return (left == right and len(left) > 3) or _ends_heading(junction, words, evidence)


def _ends_heading(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a heading runs into its paragraph: "Staking With Solana|Investors are".

    The line so far is a title, prose follows, and the right side is a word that the article
    also has alone, or a form that no name is made with.
    """
    left, right = junction.left, junction.right
    if not (words.is_common(left) and junction.next_word[:1].islower() and len(right) > 3):
        return False
    inflected = words.is_common(right) and right.endswith(("s", "ed", "ing", "ly"))
    proven = inflected and len(right) > 5
    return _is_title(junction.line, words) and (proven or evidence.stands_alone(right))


def _is_title(line: str, words: GlueWords) -> bool:
    """Return whether `line` has three words or more, all but the small ones capitalised."""
    parts = line.split()
    return len(parts) > 2 and all(not part[0].islower() or part in words.small for part in parts)


def opens_phrase(junction: Junction, words: GlueWords) -> bool:
    """Return whether a short opener goes on as a sentence does: "In the", "One of"."""
    follows = junction.next_word.strip(",")
    prose = follows in words.determiners or follows[:1].isdigit()
    return junction.right in words.weak_openers and not junction.rest and prose
