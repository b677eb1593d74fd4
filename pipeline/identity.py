"""Which company a name stands for, and how that was told: keys, ids, and registered names."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.grammar.names import LegalForms, split_words
from schemas import Resolution, stable_id

CORPORATE_WORDS = MappingProxyType(
    {"corporation": "corp", "incorporated": "inc", "company": "co", "limited": "ltd"}
)
"""Legal forms written out, and the short form that a registered name may have instead."""

HOLDING_WORDS = frozenset({"holding", "holdings", "group"})
"""Last words without which two words or more are still the name of the same company."""


@dataclass(frozen=True, slots=True)
class Company:
    """A known company. `ticker` and `parent` (a company_id) are None where there is none.

    `legal_name` is its registered name, None where that is not known or no other.
    """

    company_id: str
    name: str
    ticker: str | None
    kind: str
    parent: str | None
    legal_name: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Which company a name stands for, and how that was told.

    `company_id` is None where several fit, or it is in doubt whether the name is a company's;
    `candidates` are then the ids that it could have.
    """

    company_id: str | None
    resolution: Resolution
    candidates: tuple[str, ...] = ()

    def doubted(self) -> "Identity":
        """Return the identity without its id, which becomes a candidate."""
        held = (self.company_id,) if self.company_id else self.candidates
        return Identity(None, Resolution.DOUBTFUL, held)


def choose(fitting: Sequence[Company], ticker: str | None, legal_names: Sequence[str]) -> Identity:
    """Return which of the companies of one name is meant.

    The ticker decides, then the registered name; with neither, several fit.

    Args:
        fitting: The known companies of that name, at least one.
        ticker: The ticker that the article gives the name, without exchange.
        legal_names: How the article writes the name with a legal form.
    """
    if len(fitting) == 1:
        return Identity(fitting[0].company_id, Resolution.REGISTER)
    by_ticker = [one for one in fitting if ticker and one.ticker == ticker]
    if len(by_ticker) == 1:
        return Identity(by_ticker[0].company_id, Resolution.TICKER)
    written = {legal_key(legal) for legal in legal_names}
    by_form = [one for one in fitting if one.legal_name and legal_key(one.legal_name) in written]
    if len(by_form) == 1 and len(written) == 1:
        return Identity(by_form[0].company_id, Resolution.LEGAL_NAME)
    return Identity(None, Resolution.AMBIGUOUS, tuple(sorted(one.company_id for one in fitting)))


def company_id_of(name: str, forms: LegalForms) -> str:
    """Return the id of a company that no table has: the same for every spelling of its name."""
    return stable_id("co", identity_key(name, forms))


def identity_key(name: str, forms: LegalForms) -> str:
    """Return what the spellings of one name share: "openai" of "Open AI, Inc."."""
    keys = forms.key(name).split()
    while len(keys) > 2 and keys[-1] in HOLDING_WORDS:
        del keys[-1]
    return "".join(keys)


def legal_key(name: str) -> tuple[str, ...]:
    """Return the words of a registered name, its legal form in the short spelling."""
    keys = [CORPORATE_WORDS.get(word.key, word.key) for word in split_words(name)]
    return tuple(key for key in keys if key not in ("the", "and", "&"))
