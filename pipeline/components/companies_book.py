"""What one article says about each name: all its candidates, and whether it is a company."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_entries import NameEntry
from pipeline.components.companies_features import (
    Evidence,
    chance_of,
    is_company,
    name_features,
)
from pipeline.components.companies_forms import TITLE_WORDS
from pipeline.components.companies_frames import STRONG, frames_of
from pipeline.components.companies_page import Line, explained_terms
from pipeline.components.companies_scores import is_numbered, place_score
from pipeline.components.companies_votes import Votes
from pipeline.components.companies_words import NameWords
from pipeline.gazetteer import Gazetteer
from pipeline.grammar.names import Word

IN_DOUBT = 0.6
"""The chance of a name of everyday words, or of a person's, at most."""

FIRM_KINDS = frozenset({"technology", "product", "word", "time"})
"""What letters mean that a legal form makes a firm of: the "LNG" of "LNG Ltd."."""

FIRM_RULES = frozenset({"legal_form", "ticker", "gazetteer", "ampersand"})
"""Rules that find no products."""

LOOSE_HEADS = frozenset({"agency", "academy", "office", "bureau", "group"})
"""Last words of public bodies and of businesses: "Digital Agency", "European Medicines Agency"."""

MUTUALS = frozenset({("credit", "union"), ("building", "society"), ("loan", "association")})
"""Last words of lenders that their customers own; they sound like public bodies."""

PUBLIC_WORDS = frozenset(
    {"national", "federal", "european", "international", "us", "uk", "state", "central", "world"}
)
"""First words that make a public body of such a name."""


class Book:
    """The names of one article, with the verdict on each.

    `products` are names that are none of a company, `terms` acronyms of small words; `symbols`
    maps where a ticker starts to where it ends and to the key of its company's name.
    """

    def __init__(self, lines: Sequence[Line], gazetteer: Gazetteer, words: NameWords) -> None:
        """Start an empty book for the article's lines."""
        self.entries: dict[str, NameEntry] = {}
        self.terms = explained_terms(lines)
        self.products: set[str] = set(self.terms)
        self.symbols: dict[int, tuple[int, str]] = {}
        self.votes = Votes(lines, gazetteer)
        self._gazetteer = gazetteer
        self._words = words

    def enter(self, candidate: Candidate) -> None:
        """Add one candidate's evidence to its name."""
        key = candidate.key
        if self._is_other(candidate, key):
            return
        if _is_trademark(candidate) and self._gazetteer.named(candidate.surface) is None:
            self.products.add(key)
        if candidate.known is not None and candidate.known.wordlike and is_numbered(candidate):
            self.products.add(key)
        if self._is_product(candidate):
            if not candidate.line.is_title:
                self.products.add(key)
            return
        entry = self.entries.setdefault(key, NameEntry(key))
        entry.spellings.append(candidate.surface)
        entry.known = entry.known or candidate.known or self._gazetteer.named(candidate.surface)
        if candidate.ticker is not None:
            entry.ticker = entry.ticker or candidate.ticker.symbol
            self.symbols[candidate.ticker.start] = (candidate.ticker.end, key)
        if candidate.legal_stop > candidate.stop:
            entry.has_form = True
            entry.legal_names.append(candidate.legal_surface)
        if entry.known is None and (not entry.has_form or key in self._words.agencies):
            entry.is_agency = entry.is_agency or self._is_agency(key, candidate.surface)
        score = place_score(candidate, self.votes, self._words)
        if score > entry.score or not entry.rule:
            entry.score, entry.rule = score, candidate.rule
        entry.candidates.append(candidate)

    def accepted(self, weights: Mapping[str, float]) -> list[NameEntry]:
        """Return the names taken for companies or agencies, in order of first evidence.

        Args:
            weights: What each feature of a name counts for; see `companies_features`.
        """
        for entry in self.entries.values():
            if not entry.is_certain and not entry.is_agency:
                entry.chance = chance_of(self.features(entry), weights)
        return [
            entry
            for entry in self.entries.values()
            if (entry.is_certain or entry.is_agency or self._is_company(entry))
            and (entry.has_form or entry.is_certain or entry.key not in self.products)
        ]

    def _is_company(self, entry: NameEntry) -> bool:
        """Return whether score and chance make a company of the name."""
        framed = any(self._is_framed(candidate) for candidate in entry.candidates)
        plain = not framed and entry.known is None and self._words.is_plain(entry.key.split())
        part = " " not in entry.key and self.votes.is_person_part(entry.key)
        if plain or part:
            entry.chance = min(entry.chance, IN_DOUBT)
        return is_company(entry.total, entry.chance, doubtful=plain or part)

    def _is_framed(self, candidate: Candidate) -> bool:
        """Return whether the place is one of companies, whatever the words of the name."""
        if candidate.line.is_title:
            return candidate.rule == "subject"
        line, words = candidate.line, self._words
        return not frames_of(line, candidate.first, candidate.legal_stop, words).isdisjoint(STRONG)

    def features(self, entry: NameEntry) -> dict[str, float]:
        """Return what speaks for and against one of the book's names."""
        evidence = Evidence(
            entry.key, entry.spellings[0], entry.known, entry.total, entry.candidates
        )
        return name_features(evidence, self.votes, self._words)

    def _is_other(self, candidate: Candidate, key: str) -> bool:
        """Return whether the name is listed as something else: an index, a technology, a place."""
        if all(word in self._words.generic for word in key.split()):
            return candidate.known is None
        if candidate.rule in ("legal_form", "ticker") and (" " in key or self._is_firm(candidate)):
            return False
        return key in self._words.others or (
            " " not in key and key in self._words.starters and candidate.rule == "model"
        )

    def _is_firm(self, candidate: Candidate) -> bool:
        """Return whether a form makes a firm of letters that mean something else: "LNG Ltd."."""
        last = candidate.line.words[candidate.legal_stop - 1].key
        is_other = self._words.others.get(candidate.key) in FIRM_KINDS
        return candidate.rule == "legal_form" and last not in TITLE_WORDS and is_other

    def _is_product(self, candidate: Candidate) -> bool:
        """Return whether a company's product was taken for a name: "Meta Brain"."""
        if candidate.rule in FIRM_RULES or self._gazetteer.named(candidate.surface):
            return False
        words = candidate.line.words[candidate.first : candidate.stop]
        hit = self._gazetteer.longest(words, 0)
        if hit is None or hit[0] == len(words) or candidate.legal_stop > candidate.stop:
            return False
        rest = {word.key for word in words[hit[0] :]}
        if rest & (self._words.tails | self._words.fillers | self._words.agency_heads):
            return False
        return not self._is_venture(" ".join(word.key for word in words[hit[0] :]), words[hit[0] :])

    def _is_venture(self, rest: str, words: Sequence[Word]) -> bool:
        """Return whether a company or a place follows: "Sony Ericsson", "Goldman India Arm"."""
        hit = self._gazetteer.longest(words, 0)
        is_company = hit is not None and hit[0] == len(words) and not hit[1].wordlike
        places = (rest, words[0].key)
        return is_company or any(self._words.others.get(one) == "place" for one in places)

    def _is_agency(self, key: str, surface: str) -> bool:
        """Return whether the name is a government body, university or association."""
        listed = self._words.agencies.get(key)
        if listed is not None:
            return not listed.isupper() or surface.isupper()
        keys = key.split()
        if keys[0] in ("us", "uk", "eu") and len(keys) > 1:
            return self._is_agency(" ".join(keys[1:]), surface.split(" ", 1)[-1])
        heads = self._words.agency_heads
        if _head_of(keys) in heads:
            return True
        if keys[-1] in self._words.tails or tuple(keys[-2:]) in MUTUALS:
            return False
        if len(keys) < 2 or keys[-1] not in heads:
            return False
        return keys[-1] not in LOOSE_HEADS or keys[0] in PUBLIC_WORDS


def _is_trademark(candidate: Candidate) -> bool:
    """Return whether the sign of a product follows: "DARZALEX®"."""
    after = candidate.line.gap_text(candidate.stop)[:1]
    return after in ("®", "™") and candidate.rule in ("model", "cue", "coordination")


def _head_of(keys: list[str]) -> str:
    """Return the word before "of", "for" or "on": "university" in "university of bath"."""
    return next((a for a, b in pairwise(keys) if b in ("of", "for", "on")), "")
