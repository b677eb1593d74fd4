"""Borders after a capitalised word: the end of a heading, a name, an acronym.

Here most junctions are names ("YouTube", "JPMorgan"); so more has to speak for a border.
"""

from itertools import pairwise

from pipeline.clean.junctions import Junction
from pipeline.clean.words import Evidence, GlueWords

_STOP = ". "

_FORMS = ("s", "ed", "ing", "ly")
"""Endings of forms that names are seldom made with."""

_MARKS = ".,:;’'"
"""What may stand beside a word in a heading."""

_BEFORE_NAMES = frozenset(("of", "with", "by", "from", "at", "via", "and", "or", "&"))
"""Words before the last one of a title after which a name is likely: "Founder of Deep|Minds"."""

_SHORTEST_RUN = 10
"""Letters of the two words at a junction; shorter ones are names more often ("OakPort")."""

_LONG_TITLE = 5
"""Words of a title that is too long to be part of a name."""

_LEAST_TITLE = 3
"""Words of a title at least; two capitalised words in a row are too often a name."""


def separate_after_capitals(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after a word that starts with a capital, or has only capitals."""
    if junction.left in words.headings and len(junction.right) > 1:
        return _STOP
    if not junction.is_spaced:
        return ""
    if len(junction.right) < 2:
        return _STOP if _opens_with_article(junction, words) else ""
    if evidence.is_repeated(junction.run) and not _is_no_name(junction, words):
        return ""
    if junction.left.isupper():
        return _STOP if _ends_in_acronym(junction, words, evidence) else ""
    return _STOP if _ends_in_name(junction, words, evidence) else ""


def _is_no_name(junction: Junction, words: GlueWords) -> bool:
    """Return whether a border that stands twice is one, as in a heading that is said twice."""
    if junction.right in words.openers and words.is_common(junction.left):
        return is_title(junction.lead.split(), words)
    return _is_named_in(junction.lead, junction)


def _opens_with_article(junction: Junction, words: GlueWords) -> bool:
    """Return whether "A" begins a sentence after a title: "In Green Construction|A new mill"."""
    parts = junction.lead.split()
    known = words.is_common(junction.left) and len(junction.left) > 3
    return (
        junction.right == "A"
        and junction.next_word[:1].islower()
        and known
        and len(parts) >= _LEAST_TITLE
        and is_title(parts, words)
    )


def _ends_in_acronym(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether capitals end a sentence: "AI|It not only", not "ND|As are", "JP|Morgan".

    A heading in capitals does so, too: "WHAT TO EXPECT|Northwind grows".
    """
    left, right = junction.left, junction.right
    known = len(left) > 1 and (left in words.acronyms or evidence.stands_alone(left))
    if right in words.openers:
        return len(left) > 1 and (known or len(right) > 2)
    if opens_phrase(junction, words):
        return known
    if known and _goes_on_as_prose(junction, words, evidence):
        return True
    if not junction.before.isalpha() and _is_named_in(junction.lead, junction):
        return True
    return len(left) > 4 and len(right) > 2 and junction.lead.isupper() and words.is_common(left)


def _goes_on_as_prose(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether prose follows: "CEO|Neither the board", "AI|Shares fell", "AI|Acme has"."""
    right, after = junction.right, junction.next_word
    if len(right) < 4 or junction.rest:
        return False
    if evidence.stands_alone(right) and after in words.verbs:
        return True
    if evidence.stands_alone(right) and junction.left in words.acronyms:
        return words.is_common(right) and after[:1].islower()
    return words.is_common(right) and after in words.determiners


def _ends_in_name(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a capitalised word ends a sentence: "China|Furthermore", not "You|Tube".

    A heading glued to its paragraph ends so, also with a word of it said again
    ("About Acme|Acme is").
    """
    left, right = junction.left, junction.right
    if len(left) < 3 or (junction.before.isalpha() and len(right) < 3):
        return False  # "iFix|It"
    if right in words.openers or opens_phrase(junction, words):
        return True
    if left == right and len(left) > 3:
        return True
    return not junction.before.isalpha() and _ends_heading(junction, words, evidence)


def _ends_heading(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a heading runs into its paragraph: "Staking With Solana|Investors are".

    What leads up to the junction is a title, and prose follows, or a name that the article
    has elsewhere.
    """
    lead = junction.lead
    parts = lead.split()
    if len(junction.right) < 3 or len(parts) < 2 or not is_title(parts, words):
        return False
    if _is_named_in(lead, junction):
        return True
    if parts[0].lower() == "about":
        return _is_participle(junction, words)
    if not words.is_common(junction.left) and not evidence.stands_alone(junction.left.lower()):
        return False
    if len(parts) < _LEAST_TITLE:
        return len(junction.left) > 4 and _is_plural_with_verb(junction, words)
    if parts[-2] in _BEFORE_NAMES or parts[-2].endswith(","):
        return _is_participle(junction, words)
    if len(junction.run) < _SHORTEST_RUN and len(parts) < _LONG_TITLE:
        return junction.next_word in words.determiners
    return _begins_prose(junction, words, evidence) or _begins_with_name(junction, words, evidence)


def _is_named_in(lead: str, junction: Junction) -> bool:
    """Return whether the heading says what follows: "About Acme Mills|Acme Mills makes".

    One word must go on in lower case, two words of the heading need not.
    """
    if not junction.is_spaced or len(junction.right) < 3:
        return False
    said = [word.strip(_MARKS) for word in lead.split()]
    if (junction.right, junction.next_word.strip(_MARKS)) in pairwise(said):
        return True
    return junction.right in said[:-1] and junction.next_word[:1].islower()


def _is_participle(junction: Junction, words: GlueWords) -> bool:
    """Return whether a participle begins the sentence: "About Acme|Founded in 1990"."""
    right, after = junction.right, junction.next_word
    inflected = right.endswith(("ed", "ing")) and words.is_common(right)
    return len(right) > 4 and inflected and after[:1].islower()


def _is_plural_with_verb(junction: Junction, words: GlueWords) -> bool:
    """Return whether people or things begin a sentence: "Every Move|Investors are"."""
    right, after = junction.right, junction.next_word
    plural = right.endswith("s") and len(right) > 5 and words.is_common(right)
    return plural and not junction.rest and after[:1].islower() and after not in words.small


def _begins_prose(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a sentence begins: "Investors are", not "Trails on Their Phones"."""
    right, after = junction.right, junction.next_word
    if not after[:1].islower():
        return False
    if junction.rest:
        return right.endswith("ly") or ("s" in junction.rest and evidence.stands_alone(right))
    if _is_participle(junction, words) or evidence.stands_alone(right):
        return len(right) > 3
    if not words.is_common(right):
        return False
    if after in words.small and after not in words.determiners:
        return len(right) > 5 and right.endswith(_FORMS) and _is_prose(junction.tail[1:])
    long = len(junction.lead.split()) > _LEAST_TITLE or after in words.determiners
    return len(right) > (3 if long else 5) and (long or right.endswith(_FORMS))


def _begins_with_name(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a name of the article begins a sentence: "Holders|Acme Network is"."""
    right, after = junction.right, junction.next_word
    if not _is_prose(junction.tail[1:]):
        return False
    if after[:1] == "(" or "s" in junction.rest:
        return evidence.stands_alone(right)
    if not after[:1].isupper():
        return False
    if junction.tail[1] in words.verbs and len(junction.lead.split()) > _LEAST_TITLE:
        return True
    return evidence.is_pair(right, after) or (right in words.weak_openers and len(right) > 1)


def _is_prose(tail: tuple[str, ...]) -> bool:
    """Return whether one of the next words is in lower case, as in no title."""
    return any(word[:1].islower() and len(word) > 1 for word in tail[:2])


def is_title(parts: list[str], words: GlueWords) -> bool:
    """Return whether all words but the small ones are capitalised."""
    return all(not part[0].islower() or part in words.small for part in parts)


def opens_phrase(junction: Junction, words: GlueWords) -> bool:
    """Return whether a short opener goes on as a sentence does: "In the", "One of"."""
    follows = junction.next_word.strip(",")
    prose = follows in words.determiners or follows[:1].isdigit()
    return junction.right in words.weak_openers and not junction.rest and prose
