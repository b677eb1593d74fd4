"""Sentences glued to one another: a bad scrape drops the full stop, the space, or both.

A glued border and a name with an inner capital ("leapsThis", "DeepSeek") look alike. What
tells them apart: which word stands left and right, and how the article writes them elsewhere.
"""

from collections.abc import Iterator

from pipeline.clean.glue_stopped import separate_after_stop
from pipeline.clean.junctions import Junction, find_junctions
from pipeline.clean.words import Evidence, GlueWords, load_glue_words
from schemas import Edit

GLUE_RULE = "glued_sentence"
"""The rule name of every edit that opens a glued sentence border."""

_STOP = ". "
_LINE = "\n\n"


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
    if words.furniture & {junction.left, junction.right} and not junction.end:
        return _LINE
    if junction.left[:1].isdigit():
        return _after_number(junction, words)
    if junction.left[:1].islower():
        return _after_word(junction, words, evidence)
    if junction.left.isupper():
        return _after_acronym(junction, words, evidence)
    return _after_title(junction, words, evidence)


def _after_number(junction: Junction, words: GlueWords) -> str:
    """Return what is missing after a number: "in 2024|In addition", not "7|PressRelease"."""
    opens = junction.right in words.openers or _opens_phrase(junction, words)
    bare = junction.before in ("", " ", "\n", "$", "€", "£", "(")
    return _STOP if opens and bare and junction.is_spaced else ""


def _after_word(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after a word in lower case: "servers|Gartner", not "key|Code"."""
    left, right = junction.left, junction.right
    if len(left) < 2 or junction.before.isalnum() or junction.before in tuple(".&"):
        return ""
    if junction.runs_on or (right.isupper() and len(right) > 1):
        return _STOP if _is_known_name(junction, words, evidence) else ""
    if left in words.links:
        return " " if right in words.openers or evidence.stands_alone(right) else ""
    if right in words.openers:
        return _STOP if len(left) > 2 or words.is_common(left) else ""
    if right in words.weak_openers:
        return _STOP if len(left) > 2 and words.is_common(left) and junction.is_spaced else ""
    if len(left) < 3 or len(right) < 3:
        return ""
    alone = evidence.stands_alone(right)
    if evidence.is_repeated(junction.run) and not alone:
        return ""
    return _STOP if words.is_common(left) or alone else ""


def _is_known_name(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a name that the article has elsewhere follows: "servers|DeepSeek"."""
    name = junction.run[len(junction.run) - len(_run_after(junction)) :]
    return (
        len(junction.left) > 3
        and words.is_common(junction.left)
        and evidence.stands_alone(name)
        and not evidence.is_repeated(junction.run)
    )


def _run_after(junction: Junction) -> str:
    """Return the letters of the run that follow the junction."""
    start = junction.run.find(junction.left + junction.right) + len(junction.left)
    return junction.run[start:]


def _after_acronym(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after capitals: "AI|It not only", not "GPU|s" or "JP|Morgan"."""
    left, right = junction.left, junction.right
    known = left in words.acronyms or evidence.stands_alone(left)
    if len(left) < 2 or not junction.is_spaced or evidence.is_repeated(junction.run):
        return ""
    if right in words.openers:
        return _STOP if known or len(right) > 2 else ""
    return _STOP if known and _opens_phrase(junction, words) else ""


def _after_title(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after a capitalised word: "China|Furthermore", not "You|Tube".

    A heading glued to its paragraph ends so, also with its last word said twice
    ("About Acme|Acme is").
    """
    left, right = junction.left, junction.right
    if len(left) < 3 or not junction.is_spaced or evidence.is_repeated(junction.run):
        return ""
    if left == right and len(left) > 3:
        return _STOP
    opens = right in words.openers or _opens_phrase(junction, words)
    return _STOP if opens else ""


def _opens_phrase(junction: Junction, words: GlueWords) -> bool:
    """Return whether a short opener goes on as a sentence does: "In the", "One of"."""
    follows = junction.next_word.strip(",")
    return junction.right in words.weak_openers and (
        follows in words.determiners or follows[:1].isdigit()
    )
