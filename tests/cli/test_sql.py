"""`sql`: what may be asked, and how the answer is printed in every format."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Foretell


class TestSql:
    """Questions in SQL, answered in five formats."""

    QUERY = "SELECT quote, value, published_on, company FROM figures ORDER BY value"

    def test_json(self, loaded: Foretell) -> None:
        """Numbers are numbers, days are ISO texts, nothing is null."""
        assert json.loads(loaded("sql", "-f", "json", self.QUERY).stdout) == [
            {"quote": "12%", "value": 12, "published_on": "2024-01-31", "company": None},
            {"quote": "30%", "value": 30, "published_on": "2024-01-31", "company": None},
        ]

    def test_jsonl(self, loaded: Foretell) -> None:
        """One object a line."""
        lines = loaded("sql", "-f", "jsonl", self.QUERY).stdout.splitlines()
        assert [json.loads(line)["quote"] for line in lines] == ["12%", "30%"]

    def test_csv(self, loaded: Foretell) -> None:
        """Columns, then rows; nothing is an empty cell."""
        rows = list(csv.reader(io.StringIO(loaded("sql", "-f", "csv", self.QUERY).stdout)))
        assert rows == [
            ["quote", "value", "published_on", "company"],
            ["12%", "12", "2024-01-31", ""],
            ["30%", "30", "2024-01-31", ""],
        ]

    def test_md(self, loaded: Foretell) -> None:
        """A table of Markdown; a bar in a cell does not break it."""
        result = loaded("sql", "-f", "md", "SELECT 'a|b' AS x, 1234.50 AS y")
        assert result.stdout == "| x | y |\n| --- | --- |\n| a\\|b | 1234.5 |\n"

    @pytest.mark.parametrize(
        ("sql", "in_json", "in_cell"),
        [
            ("12345678901234567890.12", "12345678901234567890.12", "12345678901234567890.12"),
            ("1e10::DECIMAL(38, 4)", "10000000000", "10000000000"),
            ("-0.50", "-0.5", "-0.5"),
            ("0.00", "0", "0"),
            ("1000000::HUGEINT * 1000000000000000000", "1" + 24 * "0", "1" + 24 * "0"),
            ("'nan'::DOUBLE", "null", ""),
            ("'-inf'::DOUBLE", "null", ""),
            ("1.5::DOUBLE", "1.5", "1.5"),
            ("true", "true", "true"),
            ("NULL", "null", ""),
            ("[1.10, NULL]", "[1.1, null]", "[1.1, null]"),
            ("{'a': 1000.10}", '{"a": 1000.1}', '{"a": 1000.1}'),
            ("DATE '2024-01-31'", '"2024-01-31"', "2024-01-31"),
        ],
    )
    def test_programs_get_each_number_as_it_is(
        self, loaded: Foretell, sql: str, in_json: str, in_cell: str
    ) -> None:
        """No digit is lost or parted, and what is no number is nothing."""
        query = f"SELECT {sql} AS x"
        assert loaded("sql", "-f", "jsonl", query).stdout == f'{{"x": {in_json}}}\n'
        assert (
            loaded("sql", "-f", "json", query).stdout == f'[\n  {{\n    "x": {in_json}\n  }}\n]\n'
        )
        assert loaded("sql", "-f", "md", query).stdout.splitlines()[2] == f"| {in_cell} |"
        assert list(csv.reader(io.StringIO(loaded("sql", "-f", "csv", query).stdout))) == [
            ["x"],
            [in_cell] if in_cell else [""],
        ]

    def test_table(self, loaded: Foretell) -> None:
        """No cell is cut where nobody looks at a terminal."""
        long = "x" * 500
        assert long in loaded("sql", f"SELECT '{long}' AS x").stdout

    def test_no_rows(self, loaded: Foretell) -> None:
        """An empty answer is an answer."""
        assert loaded("sql", "-f", "json", "FROM figures WHERE false").stdout == "[]\n"
        assert loaded("sql", "-f", "jsonl", "FROM figures WHERE false").stdout == ""

    def test_from_a_file_and_from_a_pipe(self, loaded: Foretell, workspace: Path) -> None:
        """A long question need not be typed."""
        (workspace / "a.sql").write_text("SELECT 1 AS x")
        expected = '{"x": 1}\n'
        assert loaded("sql", "-f", "jsonl", "--file", "a.sql").stdout == expected
        assert loaded("sql", "-f", "jsonl", "--file", "-", piped="SELECT 1 AS x").stdout == expected

    def test_a_cell_is_no_formula_and_steers_nothing(self, loaded: Foretell) -> None:
        """What an article says is shown to people, and run by nobody."""
        query = "SELECT '=1+1' AS a, -5 AS b, chr(27) || '[31mred' AS c"
        (row,) = csv.DictReader(io.StringIO(loaded("sql", "-f", "csv", query).stdout))
        assert (row["a"], row["b"]) == ("'=1+1", "-5")
        assert "\x1b" not in loaded("sql", query).stdout
