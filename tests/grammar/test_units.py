"""The tables of units, currencies, scales and cues: what they hold and how they are extended."""

from pathlib import Path

import pytest

from pipeline.grammar.quantities import load_quantity_grammar
from pipeline.grammar.quantities_cues import load_number_cues
from pipeline.grammar.units import CURRENCY_COLUMNS, UNIT_COLUMNS, load_unit_table
from pipeline.lexicon import read_table
from schemas import SettingsError

UNITS = ",".join(UNIT_COLUMNS)


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """The lexicon folder of an empty workspace."""
    folder = tmp_path / "seeds" / "lexicon"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("table", ["units", "currencies"])
def test_each_form_stands_once(table: str) -> None:
    """A form has one meaning, so no row hides another."""
    columns = {"units": UNIT_COLUMNS, "currencies": CURRENCY_COLUMNS}[table]
    forms = [row["form"] for row in read_table(table, columns)]
    assert len(forms) == len(set(forms))


def test_every_currency_has_a_code() -> None:
    """A currency's unit is a code of three capitals, or the dollar that the article names."""
    units = {row["unit"] for row in read_table("currencies", CURRENCY_COLUMNS)}
    assert all(unit == "$" or (len(unit) == 3 and unit.isupper()) for unit in units)


def test_kinds_are_known() -> None:
    """Every unit's kind is one that the grammar reads."""
    kinds = {row["kind"] for row in read_table("units", UNIT_COLUMNS)}
    known = {"percent", "points", "measure", "duration", "multiple", "count", "per"}
    assert kinds == known


def test_workspace_adds_a_unit(tmp_path: Path, lexicon: Path) -> None:
    """A researcher's own row is read beside the repository's."""
    (lexicon / "units.csv").write_text(f"{UNITS}\nfurlong,furlongs,fur,measure,1,any,own\n")
    found = load_quantity_grammar(tmp_path).scan("8 furlongs and 5 km").quantities
    assert [q.unit for q in found] == ["fur", "km"]


def test_workspace_wins(tmp_path: Path, lexicon: Path) -> None:
    """A researcher's row replaces the repository's row of the same form."""
    (lexicon / "units.csv").write_text(f"{UNITS}\nton,tons,short ton,measure,1,any,own\n")
    (found,) = load_quantity_grammar(tmp_path).scan("8 tons").quantities
    assert found.unit == "short ton"


def test_wrong_columns_are_refused(tmp_path: Path, lexicon: Path) -> None:
    """A table with other columns is named in the error."""
    (lexicon / "units.csv").write_text("form,unit\nkm,km\n")
    with pytest.raises(SettingsError, match=r"units\.csv"):
        load_unit_table(tmp_path)


def test_unknown_role_is_refused(tmp_path: Path, lexicon: Path) -> None:
    """A role that the grammar does not ask for is an error, not a silent nothing."""
    (lexicon / "number_cues.csv").write_text("role,words,example,source\nwrong,a b,x,own\n")
    with pytest.raises(SettingsError, match="wrong"):
        load_number_cues(tmp_path)
