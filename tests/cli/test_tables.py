"""Rows in a terminal: a table where it fits, else a record below the other, nothing cut off."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from pipeline.cli.output import PRINTERS, Format, shown
from pipeline.cli.tables import Cell, laid_out

NAMES = ("who", "amount", "told_on", "words", "path")
ROWS = (
    ("Borealis Quill", Decimal("332900000000"), date(2025, 3, 1), "two words", "mail/a.txt"),
    (
        None,
        Decimal("0.5"),
        date(2025, 3, 2),
        "shipments of kilns grow again as soon as brickworks order more of them",
        "reports/2025/a-folder-with-a-long-name/and-a-file-with-a-longer-one.txt",
    ),
)


def lines(width: int) -> list[str]:
    """Return the lines of the rows in a terminal of so many characters."""
    out = StringIO()
    terminal = Console(file=out, width=width, highlight=False)
    cells = [[Cell.of(value, shown(value)) for value in row] for row in ROWS]
    for part in laid_out(NAMES, cells, width):
        terminal.print(part)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
def test_nothing_is_cut_off(width: int) -> None:
    """In a terminal of any width every character of every value is there, and no line is longer."""
    found = lines(width)
    assert max(map(len, found)) <= width
    assert "…" not in "".join(found)
    letters = sorted("".join(shown(value) for row in ROWS for value in row).replace(" ", ""))
    for letter in set(letters):
        assert "".join(found).count(letter) >= letters.count(letter)


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_a_number_and_a_day_stay_whole(width: int) -> None:
    """A number or a day stands on one line, however many lines a text beside it takes."""
    assert any("332,900,000,000" in line and "2025-03-01" in line for line in lines(width)) or (
        {"amount   332,900,000,000", "told_on  2025-03-01"} <= set(map(str.rstrip, lines(width)))
    )


def test_rows_without_room_are_records() -> None:
    """Where a table would be too narrow, each row is told a value a line, under its number."""
    assert [line.rstrip() for line in lines(60)][:6] == [
        "── 1 of 2 ──",
        "who      Borealis Quill",
        "amount   332,900,000,000",
        "told_on  2025-03-01",
        "words    two words",
        "path     mail/a.txt",
    ]


def test_rows_with_room_are_a_table() -> None:
    """Where everything fits, a row is a line, with numbers at the right."""
    assert "│ 332,900,000,000 │ 2025-03-01" in lines(200)[3]
    assert "│             0.5 │ 2025-03-02" in lines(200)[4]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (2028, "2028"),
        (-9999, "-9999"),
        (10_000, "10,000"),
        (Decimal("6000.50"), "6,000.5"),
        (True, "true"),
        (None, ""),
        ([2028, "a"], "2028, a"),
    ],
)
def test_a_year_has_no_comma(value: object, told: str) -> None:
    """Thousands are parted where a whole number cannot be a year, and in every amount."""
    assert shown(value) == told


class Terminal(StringIO):
    """A stream that is a terminal, or says that it is none."""

    def __init__(self, *, is_one: bool) -> None:
        super().__init__()
        self.is_one = is_one

    def isatty(self) -> bool:
        """Tell which of the two."""
        return self.is_one


@pytest.mark.parametrize(("is_one", "said"), [(True, "no rows\n"), (False, "")])
def test_an_empty_answer_is_told_to_a_person(
    capsys: pytest.CaptureFixture[str], is_one: bool, said: str
) -> None:
    """Beside a table without rows a terminal says so; a pipe gets the table alone."""
    PRINTERS[Format.TABLE](["who"], [], Terminal(is_one=is_one))
    assert capsys.readouterr().err == said
