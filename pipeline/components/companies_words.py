"""The words that tell companies from other names: the tables behind `companies`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.grammar.names import split_words
from pipeline.lexicon import read_table

WORD_COLUMNS = ("word", "role", "source")
OTHER_COLUMNS = ("name", "kind", "source")


@dataclass(frozen=True)
class NameWords:
    """Word keys by their role around and inside names.

    `tails` end a company's name ("Group"),
    `firm_tails` end nothing else ("Airlines"), `fillers` may be left out of it ("Holdings"),
    `titles` name a person's office, `nouns` follow a company's name ("shares"), `makers` are
    what a company is called in apposition ("chipmaker"), `verbs` are what companies do,
    `starters` open sentences and seldom belong
    to a name, `openers` never do ("About"),
    `things` follow the name of a product, token, study or place ("token", "trial"),
    `common` are everyday words. `agencies`, `agency_heads` and `others`
    are known names that are no company; `others` maps a key to its kind.
    """

    tails: frozenset[str]
    firm_tails: frozenset[str]
    fillers: frozenset[str]
    titles: frozenset[str]
    nouns: frozenset[str]
    makers: frozenset[str]
    verbs: frozenset[str]
    starters: frozenset[str]
    openers: frozenset[str]
    product_tails: frozenset[str]
    things: frozenset[str]
    agency_heads: frozenset[str]
    common: frozenset[str]
    agencies: Mapping[str, str]
    others: Mapping[str, str]

    @cached_property
    def around(self) -> frozenset[str]:
        """Words with a capital beside a name that are no part of it: "CEO", "Inc.", "shares"."""
        return self.titles | self.nouns | self.starters

    @cached_property
    def generic(self) -> frozenset[str]:
        """Words that make a name only together with others: "Refining", "Group", "Analysts"."""
        own = self.tails | self.fillers | self.titles | self.agency_heads
        return own | {"limited", "liability", "company", "corporation", "incorporated", "the"}

    def is_plain(self, keys: Iterable[str]) -> bool:
        """Return whether all words are everyday ones, as in "Business Formation Services"."""
        return all(self._is_common(key) for key in keys)

    def _is_common(self, key: str) -> bool:
        return key in self.common or key.removesuffix("s") in self.common

    def is_listed(self, key: str, first: str) -> bool:
        """Return whether `key` is listed as no company; `first` is its first word as written."""
        if key in self.others:
            return True
        listed = self.agencies.get(key)
        return listed is not None and (not listed.isupper() or first.isupper())


def joined_key(name: str) -> str:
    """Return the word keys of `name`, divided by spaces."""
    return " ".join(word.key for word in split_words(name))


def load_name_words(workspace: Path | None = None) -> NameWords:
    """Return the words of `company_words.csv` and the names of `not_companies.csv`.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    roles: dict[str, set[str]] = {}
    for row in read_table("company_words", WORD_COLUMNS, workspace=workspace):
        roles.setdefault(row["role"], set()).add(joined_key(row["word"]))
    common = read_table("common_words", ("word", "source"), workspace=workspace)
    known = read_table("not_companies", OTHER_COLUMNS, workspace=workspace)
    agencies = {joined_key(r["name"]): r["name"] for r in known if r["kind"] == "agency"}
    heads = {joined_key(r["name"]) for r in known if r["kind"] == "agency_head"}
    others = {
        joined_key(r["name"]): r["kind"]
        for r in known
        if r["kind"] not in ("agency", "agency_head")
    }

    def role(name: str) -> frozenset[str]:
        return frozenset(roles.get(name, ()))

    return NameWords(
        tails=role("tail") | role("firm_tail"),
        firm_tails=role("firm_tail"),
        fillers=role("filler"),
        titles=role("title"),
        nouns=role("noun"),
        makers=role("maker"),
        verbs=role("verb"),
        starters=role("starter") | role("opener"),
        openers=role("opener"),
        product_tails=role("product_tail"),
        things=role("thing"),
        agency_heads=frozenset(heads),
        common=frozenset(r["word"] for r in common),
        agencies=agencies,
        others=others,
    )
