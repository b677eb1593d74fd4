"""Sentences glued to one another: a bad scrape drops the full stop, the space, or both.

A glued border and a name with an inner capital ("leapsThis", "DeepSeek") look alike. What
tells them apart: which word stands left and right, and how the article writes them elsewhere.
"""

from collections.abc import Iterator

from pipeline.clean.glue_headings import opens_phrase, separate_after_capitals
from pipeline.clean.glue_stops import separate_after_stop
from pipeline.clean.junctions import Junction, find_junctions
from pipeline.clean.words import Evidence, GlueWords, load_glue_words
from schemas import Edit

GLUE_RULE = "glued_sentence"
"""The rule name of every edit that opens a glued sentence border."""

_STOP = ". "
_LINE = "\n\n"
_ADDRESS_ENDINGS = frozenset(("com", "org", "net", "io", "ai", "co"))


def open_glued_sentences(text: str) -> Iterator[Edit]:
    """Yield an insertion for each glued border: ". ", or " " where the stop is there.

    Without it two sentences count as one and "AIIt" as a word.
    """
    junctions = tuple(find_junctions(text))
    if not junctions:
        return
    words, evidence = load_glue_words(), Evidence.of(text)
    for junction in junctions:
        separator = _separate(junction, words, evidence)
        if separator:
            yield Edit(
                char_start=junction.at,
                char_end=junction.at,
                replacement=separator,
                rule=GLUE_RULE,
            )


def _separate(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing at `junction`; empty where nothing is."""
    if junction.run in words.names or junction.rest[:1] == "(":
        return ""
    if junction.end:
        return separate_after_stop(junction, words, evidence)
    if junction.left in words.furniture or junction.right in words.furniture:
        return _LINE
    if junction.left[:1].isdigit():
        return _after_number(junction, words)
    if junction.left[:1].islower():
        return _after_word(junction, words, evidence)
    return separate_after_capitals(junction, words, evidence)


def _after_number(junction: Junction, words: GlueWords) -> str:
    """Return what is missing after a number: "in 2024|In addition", not "7|PressRelease"."""
    opens = junction.right in words.openers or opens_phrase(junction, words)
    bare = junction.before in ("", " ", "\n", "$", "€", "£", "(")
    return _STOP if opens and bare and junction.is_spaced and len(junction.right) > 1 else ""


def _after_word(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after a word in lower case: "servers|Gartner", not "key|Code"."""
    left, right = junction.left, junction.right
    if junction.before == "." and left in _ADDRESS_ENDINGS:
        return _STOP if words.is_common(right) and junction.is_spaced else ""
    if len(left) < 2 or junction.before.isalnum() or junction.before in (".", "&"):
        return ""
    if junction.opens_quote:
        return _before_quote(junction, words)
    if left in words.links:
        known = left != "my" and evidence.stands_alone(junction.name)  # "myPlan" is a name
        return " " if right in words.openers or known else ""
    if words.is_opener(right) and not junction.runs_on:
        return _STOP if _ends_before_opener(junction, words) else ""
    return _STOP if _ends_before_name(junction, words, evidence) else ""


def _before_quote(junction: Junction, words: GlueWords) -> str:
    """Return what is missing before an opening quote: "in May|“The mill", "the|“Mill of Mills”"."""
    if junction.left in words.links:
        return " "
    begins = words.is_opener(junction.right) or words.is_common(junction.right)
    return _STOP if begins and junction.next_word[:1].islower() else ""


def _ends_before_opener(junction: Junction, words: GlueWords) -> bool:
    """Return whether a sentence ends before "The", "In" or "A": "leaps|The", not "nano|A"."""
    left, right = junction.left, junction.right
    if right in words.openers:
        return len(left) > 2 or words.is_common(left)
    prose = len(right) > 1 or junction.next_word[:1].islower()
    return len(left) > 2 and words.is_common(left) and junction.is_spaced and prose


def _ends_before_name(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a sentence ends before any other word: "servers|Gartner", "sales|Shares".

    What runs on ("servers|DeepSeek") or is all capitals must be known from elsewhere in the
    article; so must what stands glued like this twice.
    """
    left, right = junction.left, junction.right
    alone, common = evidence.stands_alone(junction.name), words.is_common(left)
    if junction.runs_on or right.isupper():
        proven = alone and common and not evidence.is_repeated(junction.run)
        return proven and len(left) > 3 and len(junction.name) > 2
    if len(left) < 3 or len(right) < 3 or (evidence.is_repeated(junction.run) and not alone):
        return False
    return common or (alone and (len(left) > 3 or evidence.stands_alone(left)))
