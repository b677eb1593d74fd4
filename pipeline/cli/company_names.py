"""Which company a person at the command line means: an id, or a name in whatever spelling."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas import CompanyDecision, Register, UnknownName, UsageError, WarehouseMissing

if TYPE_CHECKING:
    from pipeline.settings import Settings
    from warehouse.reader import Reader

SEEN = 'SELECT company_id, "name" FROM companies'
WRITTEN = "SELECT company_id, company, alias FROM aliases"


@dataclass(frozen=True, slots=True)
class Named:
    """A company by its id and its name across articles."""

    company_id: str
    name: str

    def __str__(self) -> str:
        """Return both, as messages have them."""
        return f"{self.name} ({self.company_id})"


class Directory:
    """Every company of the register, the decisions and the warehouse, by id and by name."""

    def __init__(self, register: Register, reader: "Reader | None") -> None:
        """Take the register, and the published warehouse where there is one."""
        self.register = register
        self._names: dict[str, str] = {}
        self._aliases: dict[str, set[str]] = {}
        if reader is not None:
            for company_id, name in reader.sql(SEEN).rows:
                self._names[company_id] = name
            for company_id, _, alias in reader.sql(WRITTEN).rows:
                self._aliases.setdefault(alias.casefold(), set()).add(company_id)
        for decision in register.decisions:
            self._add_decided(decision)
        for known in register.companies:
            self._names[known.company_id] = known.name
        for alias in register.aliases:
            self._aliases.setdefault(alias.alias.casefold(), set()).add(alias.company_id)

    def _add_decided(self, decision: CompanyDecision) -> None:
        self._names.setdefault(decision.company_id, decision.company)
        if decision.other_id and decision.other:
            self._names.setdefault(decision.other_id, decision.other)
        if decision.name and decision.other_id is None:
            self._aliases.setdefault(decision.name.casefold(), set()).add(decision.company_id)

    def find(self, asked: str) -> Named:
        """Return the company that `asked` names: by id, else by name, else by another name.

        Raises:
            UnknownName: There is none.
            UsageError: Several have the name; the message has their ids.
        """
        if asked in self._names:
            return Named(asked, self._names[asked])
        wanted = " ".join(asked.split()).casefold()
        called = {cid for cid, name in self._names.items() if name.casefold() == wanted}
        found = called or self._aliases.get(wanted, set()) & self._names.keys()
        if len(found) > 1:
            several = "; ".join(sorted(map(self._described, found)))
            raise UsageError(f"{asked!r} names several companies: {several}; give the id")
        if not found:
            from warehouse.names import nearest

            near = nearest(asked, set(self._names.values()))
            raise UnknownName(f"there is no company {asked!r}; {near}")
        (company_id,) = found
        return Named(company_id, self._names[company_id])

    def find_or_name(self, asked: str) -> Named:
        """Return the company that `asked` names; a new one of that name where there is none."""
        from pipeline.gazetteer import load_legal_forms
        from pipeline.identity import company_id_of

        try:
            return self.find(asked)
        except UnknownName:
            name = " ".join(asked.split())
            return Named(company_id_of(name, load_legal_forms()), name)

    def _described(self, company_id: str) -> str:
        """Return what tells a company from another of its name."""
        known = {one.company_id: one for one in self.register.companies}.get(company_id)
        told = [known.legal_name, known.ticker, known.country] if known else []
        return ", ".join([self._names[company_id], *filter(None, told), company_id])


@contextmanager
def published(settings: "Settings") -> Iterator["Reader | None"]:
    """Open the published warehouse for the block; None where nothing was published yet."""
    from warehouse.stores import store_of

    try:
        opened = store_of(settings).reader()
        with opened as reader:
            yield reader
    except WarehouseMissing:
        yield None
