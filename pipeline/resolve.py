"""From any spelling of a company to the company: one identity, or none when two fit."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.gazetteer import Company, Gazetteer, load_gazetteer


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a name is: its id across articles, and the companies that it could mean.

    `company_id` is None where two known companies fit; for a name that nobody has listed it is
    the id that every article gives to that name, and `candidates` is empty.
    """

    company_id: str | None
    name: str
    ticker: str | None
    candidates: tuple[Company, ...]


class Resolver:
    """Resolves names, aliases and tickers, with or without legal form, to companies."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the known companies."""
        self._gazetteer = gazetteer

    def resolve(self, name: str) -> Identity:
        """Return who `name` is: "GM", "General Motors Co." and "General Motors" are one.

        A name is looked up before a ticker, so "BA" is the airline that is called so.
        """
        known = self._gazetteer.named(name)
        if known is None and (listed := self._gazetteer.with_ticker(name)):
            return _identity(listed)
        if known is not None and known.company:
            return _identity(known.company)
        candidates = known.companies if known else ()
        bare = self._gazetteer.forms.strip(name)
        return Identity(self._gazetteer.company_id(name), bare, None, candidates)

    def same(self, one: str, other: str) -> bool:
        """Return whether two names certainly mean one company."""
        left, right = self.resolve(one).company_id, self.resolve(other).company_id
        return left is not None and left == right


def _identity(company: Company) -> Identity:
    """Return the identity of one known company."""
    return Identity(company.company_id, company.name, company.ticker, (company,))


def load_resolver(workspace: Path | None = None) -> Resolver:
    """Return a resolver with the repository's tables, and the workspace's where it has its own.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    return Resolver(load_gazetteer(workspace))
