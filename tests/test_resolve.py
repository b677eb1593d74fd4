"""From any spelling of a company to one identity."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.gazetteer import (
    ALIAS_COLUMNS,
    COMPANY_COLUMNS,
    Company,
    Gazetteer,
    load_gazetteer,
    load_legal_forms,
)
from pipeline.lexicon import REPOSITORY, read_table
from pipeline.resolve import Resolver, load_resolver
from schemas import SettingsError, stable_id

MILLS = Company("co_mil", "Time Mills", "TML", "listed", None)
TWINS = (
    Company("co_tw1", "Twinner", "TWA", "listed", None),
    Company("co_tw2", "Twinner", "TWB", "listed", None),
)


@pytest.fixture
def gazetteer() -> Gazetteer:
    """Return a table of three companies."""
    companies = [(company, False) for company in (MILLS, *TWINS)]
    return Gazetteer(companies, [("TMI", "co_mil", False)], load_legal_forms())


@pytest.mark.parametrize(
    "name", ["Time Mills", "TIME MILLS INC.", "The Time Mills Company", "TMI", "TML", "time mills"]
)
def test_every_spelling_gives_the_company(gazetteer: Gazetteer, name: str) -> None:
    """Case, legal form, alias and ticker lead to the same company."""
    identity = Resolver(gazetteer).resolve(name)
    assert (identity.company_id, identity.name, identity.ticker) == ("co_mil", "Time Mills", "TML")


def test_two_candidates_give_no_id(gazetteer: Gazetteer) -> None:
    """Where two companies have the name, both are shown and none is chosen."""
    identity = Resolver(gazetteer).resolve("Twinner plc")
    assert identity.company_id is None
    assert identity.candidates == TWINS
    assert gazetteer.company_id("Twinner", "TWB") == "co_tw2"


def test_an_unknown_name_has_the_id_of_its_key(gazetteer: Gazetteer) -> None:
    """A name that nobody has listed is the same company under each of its legal forms."""
    resolver = Resolver(gazetteer)
    assert resolver.resolve("Velora Inc.").company_id == stable_id("co", "velora")
    assert resolver.same("Velora Inc.", "Velora AG")
    assert not resolver.same("Velora", "Velora Kilns")
    assert not resolver.same("Twinner", "Twinner")


def test_an_alias_of_nobody_is_refused() -> None:
    """An alias must be of a company of the table."""
    with pytest.raises(SettingsError, match="co_no"):
        Gazetteer([(MILLS, False)], [("TMI", "co_no", False)], load_legal_forms())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AWS", "Amazon Web Services"),
        ("GM", "General Motors Co."),
        ("TSMC", "Taiwan Semiconductor Manufacturing Company Limited"),
        ("J.P. Morgan", "JPMorgan Chase & Co."),
        ("Procter and Gamble", "P&G"),
        ("Nestlé SA", "NESTLE"),
        ("Dark Side of the Moon", "Moonshot AI"),
    ],
)
def test_names_of_the_table(one: str, other: str) -> None:
    """The repository's own table knows the usual names of well-known companies."""
    assert load_resolver().same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("GM", "GM Financial"), ("Hyundai", "Hyundai Motor"), ("Fox News", "News Corp")],
)
def test_members_of_a_group_stay_apart(one: str, other: str) -> None:
    """A parent and its division are two companies."""
    assert not load_resolver().same(one, other)


def test_a_workspace_adds_and_wins(tmp_path: Path, write: Callable[..., None]) -> None:
    """A workspace's own rows are known beside the repository's."""
    row = ("co_own", "Velora", "", "VLR", "", "GB", "private", "", "no", "own")
    write(tmp_path, "companies", COMPANY_COLUMNS, row)
    write(tmp_path, "company_aliases", ALIAS_COLUMNS, ("Vlo", "co_own", "no", "own"))
    gazetteer = load_gazetteer(tmp_path)
    assert gazetteer.company_id("Vlo") == "co_own"
    assert gazetteer.company_id("AWS") == gazetteer.company_id("Amazon Web Services")


@pytest.fixture
def write() -> Callable[..., None]:
    """Return a function that writes one table of a workspace."""

    def write_table(home: Path, name: str, columns: tuple[str, ...], row: tuple[str, ...]) -> None:
        folder = home / "seeds" / "lexicon"
        folder.mkdir(parents=True, exist_ok=True)
        text = ",".join(columns) + "\n" + ",".join(row) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")

    return write_table


def test_the_table_is_sound() -> None:
    """Ids are unique, parents exist, every row has a source, and the file stays small."""
    rows = read_table("companies", COMPANY_COLUMNS)
    ids = [row["company_id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert {row["parent"] for row in rows} - {""} <= set(ids)
    assert all(row["source"] and row["name"] and row["kind"] for row in rows)
    assert (REPOSITORY / "seeds" / "lexicon" / "companies.csv").stat().st_size < 3_000_000
