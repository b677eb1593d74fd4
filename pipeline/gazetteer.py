"""The companies that are known by name: one identity across articles.

The table is `seeds/lexicon/companies.csv`, compiled by `pipeline.build.companies`; short and
former names are in `company_aliases.csv`. A workspace's own tables add to both, and what a
researcher decided about a name wins over them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.decisions import load_decisions
from pipeline.grammar.names import LegalForms, Word, split_words, word_key
from pipeline.identity import Company, Identity, choose, company_id_of, identity_key
from pipeline.lexicon import read_table
from schemas import CompanyDecision, DecisionKind, Resolution, SettingsError

COMPANY_COLUMNS = (
    "company_id",
    "name",
    "legal_name",
    "ticker",
    "exchange",
    "country",
    "kind",
    "parent",
    "wordlike",
    "source",
)
ALIAS_COLUMNS = ("alias", "company_id", "wordlike", "source")
FORM_COLUMNS = ("form", "full_stop", "country", "source")


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the table: the companies that have it, and whether it is a word or person too.

    `ending` is what follows its last word in writing: "'s" of "Lowe's" (which must stand
    there), "!" of "Yahoo!" (which may), or nothing.
    """

    companies: tuple[Company, ...]
    wordlike: bool
    ending: str = ""

    @property
    def company(self) -> Company | None:
        """The company, where exactly one has the name."""
        return self.companies[0] if len(self.companies) == 1 else None


class Gazetteer:
    """Known companies, looked up by name key, by the words of a text, and by ticker."""

    def __init__(
        self,
        companies: Iterable[tuple[Company, bool]],
        aliases: Iterable[tuple[str, str, bool]],
        forms: LegalForms,
    ) -> None:
        """Index the companies (each with "its name is a word too") and their aliases.

        Raises:
            SettingsError: An alias is of a company that is not in the table.
        """
        self.forms = forms
        self._names: dict[str, KnownName] = {}
        self._spelled: dict[str, KnownName] = {}
        self._longest: dict[str, int] = {}
        self._tickers: dict[str, Company] = {}
        self._by_id: dict[str, Company] = {}
        for company, wordlike in companies:
            self._by_id[company.company_id] = company
            self._add(company.name, company, wordlike)
            if company.ticker:
                self._tickers.setdefault(company.ticker, company)
        for alias, company_id, wordlike in aliases:
            if company_id not in self._by_id:
                raise SettingsError(f"company_aliases: {alias!r} is of the unknown {company_id!r}")
            self._add(alias, self._by_id[company_id], wordlike)

    def _add(self, name: str, company: Company, wordlike: bool) -> None:
        """Index one name of `company`; a second company under the same key makes it ambiguous."""
        if " & " in name:
            self._add(name.replace(" & ", " and "), company, wordlike)
        keys = _keys(name)
        joined = " ".join(keys)
        self._names[joined] = _with(self._names.get(joined), name, company, wordlike)
        self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))
        spelled = identity_key(name, self.forms)
        self._spelled[spelled] = _with(self._spelled.get(spelled), name, company, wordlike)

    def decide(self, decision: CompanyDecision) -> None:
        """Let the name of an alias decision stand for its company alone, whoever had it before.

        A company that no table has is then known by its name, too.
        """
        company = self._by_id.get(decision.company_id)
        if company is None:
            company = Company(decision.company_id, decision.company, None, "", None)
            self._by_id[company.company_id] = company
            self._add(company.name, company, wordlike=decision.wordlike)
        name = decision.name or ""
        self._names.pop(" ".join(_keys(name)), None)
        self._spelled.pop(identity_key(name, self.forms), None)
        self._add(name, company, decision.wordlike)

    def longest(self, words: Sequence[Word], at: int) -> tuple[int, KnownName] | None:
        """Return the longest known name that starts at `words[at]` and how many words it takes."""
        for length in range(min(self._longest.get(words[at].key, 0), len(words) - at), 0, -1):
            known = self._names.get(" ".join(word.key for word in words[at : at + length]))
            if known:
                return length, known
        return None

    def named(self, name: str) -> KnownName | None:
        """Return what is known under `name`, with or without its legal form; None for nothing."""
        for form in (name, self.forms.strip(name)):
            keys = _keys(form)
            for joined in (" ".join(keys), " ".join(keys[1:]) if keys[:1] == ("the",) else ""):
                if joined in self._names:
                    return self._names[joined]
        return None

    def with_ticker(self, symbol: str) -> Company | None:
        """Return the company listed under `symbol`, None where it is unknown."""
        return self._tickers.get(symbol)

    def identify(
        self, name: str, ticker: str | None = None, legal_names: Sequence[str] = ()
    ) -> Identity:
        """Return which company `name` stands for: one of the table, else one of its own.

        A name that differs in spaces, hyphens or "Holdings" alone is the same one.

        Args:
            name: The name without legal form.
            ticker: The ticker that the article gives it, without exchange.
            legal_names: How the article writes it with its legal form.
        """
        known = self.named(name) or self._spelled.get(identity_key(name, self.forms))
        if known is None:
            listed = self._tickers.get(ticker) if ticker else None
            if listed is not None and _share_a_word(name, listed.name):
                return Identity(listed.company_id, Resolution.TICKER)
            return Identity(company_id_of(name, self.forms), Resolution.NAME)
        return choose(known.companies, ticker, legal_names)


def _with(known: KnownName | None, name: str, company: Company, wordlike: bool) -> KnownName:
    """Return what is known under a name with one more company that has it."""
    companies = (*known.companies, company) if known else (company,)
    unique = tuple({one.company_id: one for one in companies}.values())
    return KnownName(unique, wordlike or bool(known and known.wordlike), _ending(name, known))


def _share_a_word(one: str, other: str) -> bool:
    """Return whether two names begin with the same word: "Belden Mining", "Belden"."""
    return _keys(one)[0] == _keys(other)[0] and len(_keys(one)[0]) > 2


@lru_cache(maxsize=4096)
def _keys(name: str) -> tuple[str, ...]:
    """Return the word keys of a name; "McDonald's" keeps its s as the text's words do not."""
    return tuple(word.key for word in split_words(name)) or (word_key(name),)


def _ending(name: str, known: KnownName | None) -> str:
    """Return the mark that ends `name`; none where the same key is also written without."""
    mark = "'s" if name.endswith(("'s", "’s")) else "!" if name.endswith("!") else ""
    if known is None:
        return mark
    if "!" in (mark, known.ending):
        return "!"
    return mark if mark == known.ending else ""


def load_legal_forms(workspace: Path | None = None) -> LegalForms:
    """Return the legal forms of `seeds/lexicon/legal_forms.csv`."""
    rows = read_table("legal_forms", FORM_COLUMNS, workspace=workspace)
    return LegalForms((row["form"], row["full_stop"] == "yes") for row in rows)


def load_gazetteer(workspace: Path | None = None) -> Gazetteer:
    """Return the known companies of the repository, and of `workspace` where it has its own.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    companies = read_table("companies", COMPANY_COLUMNS, workspace=workspace)
    aliases = read_table("company_aliases", ALIAS_COLUMNS, workspace=workspace)
    gazetteer = Gazetteer(
        (
            (
                Company(
                    row["company_id"],
                    row["name"],
                    row["ticker"] or None,
                    row["kind"],
                    row["parent"] or None,
                    row["legal_name"] or None,
                ),
                row["wordlike"] == "yes",
            )
            for row in companies
        ),
        ((row["alias"], row["company_id"], row["wordlike"] == "yes") for row in aliases),
        load_legal_forms(workspace),
    )
    for decision in load_decisions(workspace):
        if decision.kind is DecisionKind.ALIAS and decision.article_id is None:
            gazetteer.decide(decision)
    return gazetteer
