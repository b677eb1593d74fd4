"""Passages that are no news: who the publisher is, what its lawyers say, how to reach it.

They stay in the text. What an article says about itself and its publisher is told apart from
what it reports by headings ("About Acme"), by how a sentence begins, and by phrases of law.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import re2

from pipeline.grammar.sentences import SentenceSpan
from pipeline.lexicon import read_table
from schemas import PassageKind

_COLUMNS = ("pattern", "kind", "place", "example", "source")

_LONGEST_HEADING = 120
"""Characters of a heading at most, its colon included."""

_LONGEST_SENTENCE = 1200
"""Characters of a sentence of the law at most; where no border was found it may hold news, too."""

_LONGEST_PROMOTION = 400
"""Characters of a sentence at most that promotes something or says whom to ask."""

_REACH = {
    PassageKind.ABOUT: (4, 3500),
    PassageKind.LEGAL: (15, 9000),
    PassageKind.CONTACT: (12, 700),
    PassageKind.PROMOTION: (10, 700),
}
"""Paragraphs and characters that a heading governs at most, where no other heading follows."""

# "About Acme Mills, Inc.:", "ABOUT ACME", "About the Acme Foundation"
_ABOUT = re2.compile(r"(?:About|ABOUT) (?:[Tt]he |THE )?(?P<name>[\p{Lu}\p{N}“\"].{0,90})")

# what goes on to tell who a company is: "Founded in 1990, …", "The company makes …"
_INTRODUCES = re2.compile(
    r"(?:The|Our|We|Founded|Established|Based|Headquartered|Since|Created|Launched|Developed|"
    r"Recognized|With|As|For|Formed|Incorporated|Listed|Diagnosed|In|At|From|By|An?) "
)

_MARKS = "“”\"'’()®™.,:"
"""What may stand beside the words of a name."""

Cue: TypeAlias = tuple["re2.Pattern[str]", PassageKind]


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage: half-open in the cleaned text. `rule` says what it was known by."""

    start: int
    end: int
    kind: PassageKind
    rule: str


@dataclass(frozen=True, slots=True)
class PassageCues:
    """The cues of `passage_cues.csv` by where they stand, each kind's as one pattern."""

    headings: tuple[Cue, ...]
    starts: tuple[Cue, ...]
    phrases: tuple[Cue, ...]

    def heading(self, line: str) -> PassageKind | None:
        """Return the kind of passage that a heading opens; None where it opens none."""
        return next((kind for cue, kind in self.headings if cue.fullmatch(line)), None)

    def sentence(self, sentence: str) -> tuple[PassageKind, str] | None:
        """Return the kind that a sentence is of by itself, and by which cue."""
        for cue, kind in self.starts:
            if len(sentence) <= _longest(kind) and cue.match(sentence):
                return kind, "passage_start"
        for cue, kind in self.phrases:
            if len(sentence) <= _longest(kind) and cue.search(sentence):
                return kind, "passage_phrase"
        return None


def _longest(kind: PassageKind) -> int:
    """Return how long a sentence of a kind is at most."""
    return _LONGEST_SENTENCE if kind is PassageKind.LEGAL else _LONGEST_PROMOTION


@cache
def load_passage_cues() -> PassageCues:
    """Return the cues of `passage_cues.csv`.

    Raises:
        SettingsError: The table is missing or wrong.
    """
    rows = read_table("passage_cues", _COLUMNS)

    def cues(place: str) -> tuple[Cue, ...]:
        by_kind: dict[str, list[str]] = {}
        for row in rows:
            if row["place"] == place:
                by_kind.setdefault(row["kind"], []).append(f"(?:{row['pattern']})")
        return tuple(
            (re2.compile("(?i)(?:" + "|".join(patterns) + ")"), PassageKind(kind))
            for kind, patterns in by_kind.items()
        )

    return PassageCues(cues("heading"), cues("start"), cues("within"))


def find_passages(text: str, sentences: Sequence[SentenceSpan]) -> tuple[FoundPassage, ...]:
    """Return the passages of a cleaned text that are no news, in order and apart.

    Args:
        text: The cleaned text.
        sentences: Its sentences; a passage begins and ends with one.
    """
    found: list[FoundPassage] = []
    for passage in _each(text, sentences):
        last = found[-1] if found else None
        if last and last.kind is passage.kind and not text[last.end : passage.start].strip():
            found[-1] = FoundPassage(last.start, passage.end, last.kind, last.rule)
        else:
            found.append(passage)
    return tuple(found)


def _each(text: str, sentences: Sequence[SentenceSpan]) -> Iterator[FoundPassage]:
    """Yield a passage for each sentence that is part of one."""
    cues = load_passage_cues()
    section: _Section | None = None
    for index, sentence in enumerate(sentences):
        opened = _opened(text, sentences, index, cues) if index else None
        if opened:
            section = _Section(opened, sentence)
        elif section and not section.holds(sentence):
            section = None
        if section:
            yield FoundPassage(sentence.start, sentence.end, section.kind, "passage_heading")
            continue
        said = cues.sentence(text[sentence.start : sentence.end])
        if said:
            yield FoundPassage(sentence.start, sentence.end, *said)


class _Section:
    """What a heading governs: the sentences after it, up to the next heading or its reach."""

    def __init__(self, kind: PassageKind, heading: SentenceSpan) -> None:
        self.kind = kind
        self._heading = heading

    def holds(self, sentence: SentenceSpan) -> bool:
        """Return whether the sentence still belongs to it."""
        paragraphs, characters = _REACH[self.kind]
        near = sentence.paragraph - self._heading.paragraph <= paragraphs
        is_line = self.kind in (PassageKind.CONTACT, PassageKind.PROMOTION)
        within = sentence.end - self._heading.start <= characters
        return near and within and (is_line or not sentence.is_heading)


def _opened(
    text: str, sentences: Sequence[SentenceSpan], index: int, cues: PassageCues
) -> PassageKind | None:
    """Return the kind of passage that this sentence opens as its heading; None for others."""
    sentence = sentences[index]
    if sentence.end - sentence.start > _LONGEST_HEADING:
        return None
    line = text[sentence.start : sentence.end].rstrip(" .:–—_").lstrip("#_ ")
    about = _ABOUT.fullmatch(line)
    if about and index + 1 < len(sentences):
        following = sentences[index + 1]
        introduced = text[following.start : following.end]
        return PassageKind.ABOUT if _introduces(about["name"], introduced) else None
    return cues.heading(line)


def _introduces(name: str, sentence: str) -> bool:
    """Return whether a sentence says who the named one is: it names it, or tells its founding."""
    words = [word.strip("“”\"’'()®™.,:").lower() for word in name.split()]
    said = [word.strip("“”\"’'()®™.,:").lower() for word in sentence[:400].split()]
    capitalised = all(
        word[0].isupper() or len(word) < 4 for word in name.split() if word[0].isalpha()
    )
    if not capitalised:
        return False
    if words[0] in said[:8] or any(pair in pairwise(said[:12]) for pair in pairwise(words)):
        return True
    return bool(_INTRODUCES.match(sentence)) and len(words) <= 6
