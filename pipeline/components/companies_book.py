"""What one article says about each name: all its candidates, and whether it is a company."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_cues import cue_score
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Company, Gazetteer, KnownName
from pipeline.grammar.names import split_words

ACCEPTED = 0.5
"""The score from which a name is taken for a company."""

LABEL_KEYS = frozenset(
    {"PERSON", "GPE", "LOC", "NORP", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"}
)


@dataclass(slots=True)
class NameEntry:
    """One name of the article: its spellings, the best evidence for it, and its ticker."""

    key: str
    spellings: list[str] = field(default_factory=list)
    score: float = 0.0
    rule: str = ""
    has_form: bool = False
    known: KnownName | None = None
    ticker: str | None = None
    is_agency: bool = False

    @property
    def company(self) -> Company | None:
        """The one known company of this name."""
        return self.known.company if self.known else None


class Votes:
    """How often the model gave each label to each name of the article."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Count the entities of the lines by name key."""
        self._counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for line in lines:
            for entity in line.entities:
                keys = [w.key for w in line.words if entity.start <= w.start < entity.end]
                while keys and keys[0] in ("the", "a"):
                    del keys[0]
                self._counts[" ".join(keys)][entity.label] += 1

    def organisation(self, key: str) -> int:
        """Return how often `key` was taken for an organisation."""
        return self._counts[key]["ORG"] if key in self._counts else 0

    def other(self, key: str) -> int:
        """Return how often `key` was taken for a person, place, product or the like."""
        counts = self._counts.get(key)
        return sum(counts[label] for label in LABEL_KEYS if label in counts) if counts else 0


class Book:
    """The names of one article, with the verdict on each."""

    def __init__(self, lines: Sequence[Line], gazetteer: Gazetteer, words: NameWords) -> None:
        """Start an empty book for the article's lines."""
        self.entries: dict[str, NameEntry] = {}
        self.votes = Votes(lines)
        self._gazetteer = gazetteer
        self._words = words

    def enter(self, candidate: Candidate) -> None:
        """Add one candidate's evidence to its name."""
        key = candidate.key
        if self._is_other(candidate, key):
            return
        entry = self.entries.setdefault(key, NameEntry(key))
        entry.spellings.append(candidate.surface)
        entry.known = entry.known or candidate.known or self._gazetteer.named(candidate.surface)
        entry.ticker = entry.ticker or candidate.ticker
        entry.has_form = entry.has_form or candidate.legal_stop > candidate.stop
        entry.is_agency = entry.is_agency or self._is_agency(key, candidate.surface)
        score = self._score(candidate, key)
        if score > entry.score:
            entry.score, entry.rule = score, candidate.rule

    def accepted(self) -> list[NameEntry]:
        """Return the names taken for companies or agencies, in order of first evidence."""
        return [e for e in self.entries.values() if e.score >= ACCEPTED or e.is_agency]

    def _is_other(self, candidate: Candidate, key: str) -> bool:
        """Return whether the name is listed as something else: an index, a technology, a place."""
        if candidate.rule in ("legal_form", "ticker") and " " in key:
            return False
        return key in self._words.others or (
            " " not in key and key in self._words.starters and candidate.rule == "model"
        )

    def _is_agency(self, key: str, surface: str) -> bool:
        """Return whether the name is a government body, university or association."""
        listed = self._words.agencies.get(key)
        if listed is not None:
            return not listed.isupper() or surface.isupper()
        keys = key.split()
        heads = self._words.agency_heads
        if keys[-1] in self._words.tails:
            return False
        return len(keys) > 1 and (keys[-1] in heads or keys[0] in heads or _head_of(keys) in heads)

    def _score(self, candidate: Candidate, key: str) -> float:
        """Return the evidence of one place: the rule's own, the cues around, the model's votes."""
        score = candidate.score
        if score >= 0.9:
            return score
        score += cue_score(candidate, self._words)
        organisations, others = self.votes.organisation(key), self.votes.other(key)
        if candidate.rule != "model" and organisations:
            score += 0.3
        score += min(0.15, 0.05 * max(0, organisations - 1)) - min(0.3, 0.1 * others)
        return min(0.95, score + self._shape(key, candidate))

    def _shape(self, key: str, candidate: Candidate) -> float:
        """Return what the form of the name adds: its last word, its length, its capitals."""
        keys = key.split()
        if keys[-1] in self._words.product_tails:
            return -0.4
        if len(keys) > 1 and keys[-1] in self._words.tails:
            return 0.3
        surface = candidate.surface
        if len(keys) == 1 and surface.isupper() and len(surface) <= 5 and candidate.known is None:
            return -0.15
        return 0.05 if len(keys) == 1 else 0.0


def _head_of(keys: list[str]) -> str:
    """Return the word before the first "of": "university" of "university of michigan"."""
    return keys[keys.index("of") - 1] if "of" in keys[1:] else ""


def spelling(entry: NameEntry) -> str:
    """Return the spelling to show: the first that is not all capitals, else the first."""
    mixed = [s for s in entry.spellings if not s.isupper() and not s.islower()]
    words = len(split_words(entry.spellings[0]))
    if mixed and (words > 1 or len(entry.spellings[0]) > 5):
        return mixed[0]
    return entry.spellings[0]
