"""One name of an article, with the evidence that it is a company's."""

from dataclasses import dataclass, field

from pipeline.components.companies_candidates import Candidate
from pipeline.components.companies_features import PLAIN
from pipeline.gazetteer import KnownName
from pipeline.identity import Company

SURE = 0.97
"""The chance of a name with a legal form or a ticker."""


@dataclass(slots=True)
class NameEntry:
    """One name of the article: its spellings, the best evidence for it, and its ticker.

    `legal_names` are its places with a legal form, that included; `chance` is how likely it
    is a company, 0 to 1.
    """

    key: str
    spellings: list[str] = field(default_factory=list)
    score: float = 0.0
    rule: str = ""
    has_form: bool = False
    known: KnownName | None = None
    ticker: str | None = None
    legal_names: list[str] = field(default_factory=list)
    is_agency: bool = False
    candidates: list[Candidate] = field(default_factory=list)
    chance: float = SURE

    @property
    def total(self) -> float:
        """The best place's evidence, and a little for each further place with a cue."""
        cued = sum(candidate.rule in ("cue", "coordination") for candidate in self.candidates)
        return self.score + 0.1 * min(2, max(0, cued - 1))

    @property
    def confidence(self) -> float:
        """How sure it is that the name is a company's, 0.5 to 0.97."""
        return min(SURE, max(0.5, self.chance, self.total if self.total >= PLAIN else 0.0))

    @property
    def is_certain(self) -> bool:
        """Whether a legal form or a ticker says that it is a company."""
        return self.score >= SURE

    @property
    def ending(self) -> str:
        """What the name has after its last word: "'s" of "Macy's", "!" of "Yahoo!", or nothing."""
        if self.known is not None:
            return self.known.ending
        return "'s" if self.spellings[0].endswith(("'s", "’s")) else ""

    @property
    def company(self) -> Company | None:
        """The one known company of this name."""
        return self.known.company if self.known else None

    @property
    def spelling(self) -> str:
        """The spelling to show: the first with small letters too, else the first."""
        first = self.spellings[0]
        mixed = [s for s in self.spellings if not s.isupper() and not s.islower()]
        if mixed and (" " in first or len(first) > 5):
            return mixed[0]
        known = self.company.name if self.company else ""
        return known if first.isupper() and known.casefold() == first.casefold() else first
