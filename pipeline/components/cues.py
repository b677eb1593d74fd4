"""Cues: the words that decide what a number means, from `seeds/lexicon`.

`cues.csv` holds words by what they do in a sentence ("rose", "expects"), `word_classes.csv`
nouns by what they name ("revenue" is a company's figure, "inflation" a market's).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from spacy.tokens import Token

from pipeline.lexicon import read_table
from schemas import Direction, SettingsError

COLUMNS = ("base", "forms", "cue", "direction", "source")


class CueKind(StrEnum):
    """What a cue word does; the closed set of the table's column `cue`."""

    CHANGE_VERB = "change_verb"
    LIFT_VERB = "lift_verb"
    CHANGE_NOUN = "change_noun"
    CHANGE_ADVERB = "change_adverb"
    SHARE_NOUN = "share_noun"
    SHARE_VERB = "share_verb"
    FORECAST_VERB = "forecast_verb"
    FORECAST_VERB_WEAK = "forecast_verb_weak"
    FORECAST_ADJECTIVE = "forecast_adjective"
    FORECAST_NOUN = "forecast_noun"
    MODAL_WILL = "modal_will"
    MODAL_MAY = "modal_may"
    TARGET_VERB = "target_verb"
    TARGET_NOUN = "target_noun"
    ESTIMATE_VERB = "estimate_verb"
    ESTIMATE_NOUN = "estimate_noun"
    SAY_VERB = "say_verb"
    SOURCE_NOUN = "source_noun"
    SOURCE_PRONOUN = "source_pronoun"
    REACH_VERB = "reach_verb"
    DROP_VERB = "drop_verb"
    DENY_VERB = "deny_verb"


class WordClass(StrEnum):
    """What a word names or does; the closed set of `word_classes.csv`."""

    COMPANY = "company"
    STOCK = "stock"
    DEAL = "deal"
    TRADING = "trading"
    MARKET = "market"
    OWN = "own"
    AGENT = "agent"
    EMPTY = "empty"
    SEVERAL = "several"
    PERSON = "person"
    LEVEL = "level"


METRIC_CLASSES = (WordClass.MARKET, WordClass.STOCK, WordClass.COMPANY, WordClass.DEAL)
NOUN_KINDS = frozenset(kind for kind in CueKind if kind.value.endswith(("_noun", "_pronoun")))
VERB_KINDS = frozenset(kind for kind in CueKind if "_verb" in kind.value)


@dataclass(frozen=True, slots=True)
class Cue:
    """One row of the table: a word in all its forms, and what it says."""

    base: str
    kind: CueKind
    direction: Direction | None


class CueTable:
    """Looks words up; a word may have several cues, which the part of speech tells apart."""

    def __init__(
        self, cues: Mapping[str, tuple[Cue, ...]], classes: Mapping[WordClass, frozenset[str]]
    ) -> None:
        """Take the cues by form, and the words of each class, all in lower case."""
        self._cues = cues
        self._classes = classes

    def of(self, token: Token, *kinds: CueKind) -> Cue | None:
        """Return the token's cue of one of `kinds` that fits its part of speech, else None."""
        for cue in self._cues.get(token.lower_, ()):
            if cue.kind in kinds and _fits(token, cue.kind):
                return cue
        return None

    def word(self, text: str, *kinds: CueKind) -> Cue | None:
        """Return the cue of a bare word, whatever its part of speech; None for none."""
        for cue in self._cues.get(text.lower(), ()):
            if cue.kind in kinds:
                return cue
        return None

    def first(self, tokens: Iterable[Token], *kinds: CueKind) -> tuple[Token, Cue] | None:
        """Return the first token with a cue of one of `kinds`, and the cue."""
        for token in tokens:
            if cue := self.of(token, *kinds):
                return token, cue
        return None

    def in_class(self, word: str, name: WordClass) -> bool:
        """Tell whether the word, in lower case, is of the class."""
        return word in self._classes[name]

    def metric_class(self, metric: str | None) -> str:
        """Return the class of the phrase's last known noun: market, stock, company, deal, other.

        A missing phrase is of class "none".
        """
        if metric is None:
            return "none"
        for word in reversed(metric.lower().replace("-", " ").split()):
            for name in METRIC_CLASSES:
                if word in self._classes[name]:
                    return name.value
        return "other"


def _fits(token: Token, kind: CueKind) -> bool:
    """Tell whether the tagger's part of speech allows the cue."""
    tag = token.tag_
    if kind in VERB_KINDS:
        return tag.startswith("VB") or (tag in ("NN", "NNS", "NNP", "JJ") and _acts_as_verb(token))
    if kind in NOUN_KINDS:
        return tag.startswith("NN") or (tag == "JJ" and token.dep_ in ("amod", "pobj", "dobj"))
    if kind in (CueKind.MODAL_WILL, CueKind.MODAL_MAY):
        return tag == "MD"
    return True


def _acts_as_verb(token: Token) -> bool:
    """Tell whether a word tagged as a noun is the sentence's verb (as in headlines)."""
    return token.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in token.children)


def load_cues(workspace: Path | None = None) -> CueTable:
    """Return the cue table of the repository, with the workspace's rows added.

    Raises:
        SettingsError: A table is missing or names an unknown cue or class.
    """
    return CueTable(_read_cues(workspace), _read_classes(workspace))


def _read_cues(workspace: Path | None) -> dict[str, tuple[Cue, ...]]:
    """Return the cues by the word forms that carry them."""
    found: dict[str, tuple[Cue, ...]] = {}
    for row in read_table("cues", COLUMNS, workspace=workspace):
        try:
            direction = Direction(row["direction"]) if row["direction"] else None
            cue = Cue(row["base"], CueKind(row["cue"]), direction)
        except ValueError as error:
            raise SettingsError(f"seeds/lexicon/cues.csv: row {row['base']!r}: {error}") from error
        for form in row["forms"].split():
            found[form] = (*found.get(form, ()), cue)
    return found


def _read_classes(workspace: Path | None) -> dict[WordClass, frozenset[str]]:
    """Return the words of every class."""
    words: dict[WordClass, set[str]] = {name: set() for name in WordClass}
    for row in read_table("word_classes", ("word", "class", "source"), workspace=workspace):
        try:
            words[WordClass(row["class"])].add(row["word"])
        except ValueError as error:
            raise SettingsError(
                f"seeds/lexicon/word_classes.csv: {row['word']}: {error}"
            ) from error
    return {name: frozenset(found) for name, found in words.items()}
