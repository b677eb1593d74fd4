"""Cues: the words that decide what a number means, looked up in `seeds/lexicon/cues.csv`."""

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

    def __init__(self, cues: Mapping[str, tuple[Cue, ...]]) -> None:
        self._cues = cues

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
        SettingsError: The table is missing or names an unknown cue.
    """
    found: dict[str, tuple[Cue, ...]] = {}
    for row in read_table("cues", COLUMNS, workspace=workspace):
        try:
            direction = Direction(row["direction"]) if row["direction"] else None
            cue = Cue(row["base"], CueKind(row["cue"]), direction)
        except ValueError as error:
            raise SettingsError(f"seeds/lexicon/cues.csv: row {row['base']!r}: {error}") from error
        for form in row["forms"].split():
            found[form] = (*found.get(form, ()), cue)
    return CueTable(found)
