"""Borders where the stop, a closing quote or a bracket is there and only the space is missing."""

import re

from pipeline.clean.junctions import Junction
from pipeline.clean.words import Evidence, GlueWords

# "Amazon.Com", "Node.Js": what follows a dot in names
_NAME_ENDING = re.compile(
    r"(?i)(?:com|net|org|io|js|ai|co|tv|md|py|pdf|html?|csv|xlsx?|docx?|txt|jpe?g|png|gif|exe|"
    r"zip|xml|json)"
)

# "Northstore.Store", "Northlaw.Law": newer endings, which are words as well
_NAME_WORD = re.compile(
    r"(?:App|Agency|Art|Bank|Blog|Cash|Club|Digital|Exchange|Finance|Fund|Game|Games|Group|"
    r"Health|Law|Life|Live|Media|Money|Network|News|Online|Pay|Press|Shop|Solutions|Space|"
    r"Store|Studio|Systems|Tech|Trade|Ventures|Video|Work|World)"
)

# "(1)", "a)": what counts a list
_LIST_MARK = re.compile(r"(?:^|\s)\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{1,4})\)$")


def separate_after_stop(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return what is missing after stops, closing quotes, brackets and percent signs."""
    if not _can_begin(junction, evidence):
        return ""
    marks = set(junction.end)
    if marks & set("?!…"):
        return _after_exclamation(junction, words)
    if "." in marks:
        return _after_full_stop(junction, words, evidence)
    return _after_closer(junction, words)


def _can_begin(junction: Junction, evidence: Evidence) -> bool:
    """Return whether the right side looks like the first word of a sentence."""
    right = junction.right
    if not junction.left and (junction.before in ("", " ", "\n") or junction.end == "."):
        return _follows_lone_stop(junction)
    if junction.opens_quote:
        return not _is_initial(junction) or junction.next_word[:1].islower()
    if junction.runs_on:
        known = evidence.is_repeated(junction.name) or len(junction.end) > 1
        return known and not junction.end.endswith(".")
    if right.isupper():
        return _can_begin_with_capitals(junction, evidence)
    if right in ("Yes", "No") and "?" in junction.end:
        return True
    return len(right) > 1 and junction.rest[:1] != "." and not _is_ending(junction)


def _follows_lone_stop(junction: Junction) -> bool:
    """Return whether a stop stands alone before the sentence: "places .|In June", not ".NET"."""
    right, goes_on = junction.right, junction.next_word[:1].islower()
    return junction.end == "." and junction.before == " " and right in ("In", "The") and goes_on


def _is_initial(junction: Junction) -> bool:
    """Return whether one capital stands before the stop: "F.|“Fritz” Lee"."""
    return len(junction.left) == 1 and junction.left.isupper()


def _can_begin_with_capitals(junction: Junction, evidence: Evidence) -> bool:
    """Return whether "A", "UMH" or "U.K." begins a sentence, and is not the "N" of "GS.N"."""
    right, rest, left = junction.right, junction.rest, junction.left
    if re.match(r"\.[A-Z]\.|&[A-Z]", rest):
        return left[:1].islower() or len(left) > 4
    if right in ("A", "I"):
        return junction.is_spaced and junction.next_word[:1].islower()
    if "?" in junction.end and len(right) > 1:
        return junction.is_spaced
    if len(right) == 1 or rest[:1] not in ("", "’", "'", ",", ":"):
        return False
    if ")" in junction.end:
        return evidence.stands_alone(right)
    amount = left[:1].isdigit() and ("," in left or junction.before in ("$", "€", "£"))
    return left[:1].islower() or amount or "%" in junction.end or "”" in junction.end


def _is_ending(junction: Junction) -> bool:
    """Return whether `right` ends an address or a file name, and is not "Net" of "Net income"."""
    if junction.rest[:1] == "-":
        return False  # "Co-authors say"
    if _NAME_WORD.fullmatch(junction.right) and junction.left[:1].isupper():
        return True
    prose = junction.left[:1].islower() and junction.next_word[:1].islower()
    return bool(_NAME_ENDING.fullmatch(junction.right)) and not (prose and junction.is_spaced)


def _after_exclamation(junction: Junction, words: GlueWords) -> str:
    """Return a space after "horizon?" and "years…", none within "Yahoo!Finance"."""
    named = junction.left[:1].isupper() and "!" in junction.end
    return " " if not named or junction.right in words.openers else ""


def _after_full_stop(junction: Junction, words: GlueWords, evidence: Evidence) -> str:
    """Return a space after "served." and "2024.", none within "U.S.Treasury" or "J.P.Morgan"."""
    left, right = junction.left, junction.right
    if junction.opens_quote:
        return " "
    strong = right in words.openers
    if left in words.abbreviations:
        return " " if strong and words.abbreviations[left] == "maybe" else ""
    if junction.before == "." or (left.isupper() and len(left) == 1):
        return " " if strong else ""
    if left[:1].isupper() and len(junction.end) == 1:
        return " " if _is_new_sentence(junction, words, evidence) else ""
    return " "


def _is_new_sentence(junction: Junction, words: GlueWords, evidence: Evidence) -> bool:
    """Return whether a sentence ends in a capitalised word: "Tuesday.|Shares fell"."""
    right = junction.right
    if words.is_opener(right):
        return True
    known = words.is_common(right) or (
        evidence.stands_alone(right) and words.is_common(junction.left)
    )
    whole = junction.rest != "," or right.endswith("ly")
    return known and whole and junction.is_spaced and len(right) > 2


def _after_closer(junction: Junction, words: GlueWords) -> str:
    """Return a stop and a space after "(AI)", "”" and "%" where a sentence begins."""
    strong = junction.right in words.openers
    if "’" in junction.end:
        return ""
    if _LIST_MARK.search(junction.lead):
        return " "
    if ")" in junction.end or "]" in junction.end or "%" in junction.end:
        weak = words.is_opener(junction.right) and junction.is_spaced
        return ". " if strong or weak or len(junction.name) > 2 else ""
    return ". " if strong else ""
