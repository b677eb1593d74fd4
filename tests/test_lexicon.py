"""Tables of words: read, checked, and added to by the workspace."""

from pathlib import Path

import pytest

from pipeline.lexicon import REPOSITORY, read_table
from schemas import SettingsError

COLUMNS = ("word", "class", "source")
TABLE = "word_classes"


@pytest.fixture
def table(workspace: Path) -> Path:
    """Return the place of the workspace's own table, not yet written."""
    folder = workspace / "seeds" / "lexicon"
    folder.mkdir()
    return folder / f"{TABLE}.csv"


def test_repository_table() -> None:
    """Rows come as mappings from the columns, and every row has its source."""
    rows = read_table(TABLE, COLUMNS)
    assert len(rows) > 50
    assert all(tuple(row) == COLUMNS and row["word"] and row["source"] for row in rows)


def test_comments_are_no_rows() -> None:
    """Lines that start with # are for the reader."""
    assert not any(row["word"].startswith("#") for row in read_table(TABLE, COLUMNS))


def test_missing_table_is_named() -> None:
    """The message says which file cannot be read."""
    with pytest.raises(SettingsError, match=r"no_such_table\.csv: cannot read"):
        read_table("no_such_table", COLUMNS)


def test_workspace_rows_win(table: Path, workspace: Path) -> None:
    """The workspace's row stands for the repository's of the same key; others are added."""
    known = read_table(TABLE, COLUMNS)[0]["word"]
    table.write_text(f"word,class,source\n{known},empty,mine\nzebra,empty,mine\n", encoding="utf-8")
    rows = read_table(TABLE, COLUMNS, workspace=workspace)
    assert [row["source"] for row in rows if row["word"] == known] == ["mine"]
    assert [row["class"] for row in rows if row["word"] == "zebra"] == ["empty"]
    others = [row for row in read_table(TABLE, COLUMNS) if row["word"] != known]
    assert len(rows) == len(others) + 2


def test_workspace_without_a_table_changes_nothing(workspace: Path) -> None:
    """No table of one's own means the repository's."""
    assert read_table(TABLE, COLUMNS, workspace=workspace) == read_table(TABLE, COLUMNS)


def test_repository_as_workspace_is_read_once() -> None:
    """The repository's rows are not doubled where it is the workspace itself."""
    assert read_table(TABLE, COLUMNS, workspace=REPOSITORY) == read_table(TABLE, COLUMNS)


HEADER = "# a comment\nword,class,source\n"
BROKEN = [
    ("wrong columns", "word,source\nzebra,mine\n", "expected columns"),
    ("empty file", "", "expected columns"),
    ("other order", "class,word,source\n", "expected columns"),
    ("too many cells", f"{HEADER}zebra,empty,mine,more\n", "line 3 has not 3 cells"),
    ("too few cells", f"{HEADER}zebra,empty,mine\nlion,empty\n", "line 4 has not 3 cells"),
    ("open quote", f'{HEADER}zebra,"empty,mine\n', "cannot be read as CSV"),
    ("stray quote", f'{HEADER}zebra,"emp"ty,mine\n', "line 3 cannot be read as CSV"),
]


@pytest.mark.parametrize(
    ("content", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken_tables_are_refused(table: Path, workspace: Path, content: str, said: str) -> None:
    """The message names the file, and the line as an editor counts it."""
    table.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"{TABLE}\.csv: .*{said}"):
        read_table(TABLE, COLUMNS, workspace=workspace)


def test_other_encoding_is_refused(table: Path, workspace: Path) -> None:
    """A table that is not in UTF-8 says so and how to save it."""
    table.write_bytes("word,class,source\ncafé,empty,mine\n".encode("cp1252"))
    with pytest.raises(SettingsError, match=r"not in UTF-8.*save it as CSV UTF-8"):
        read_table(TABLE, COLUMNS, workspace=workspace)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfword,class,source\r\nzebra,empty,mine\r\n",
        b"word,class,source\n\nzebra,empty,mine",
        b'word,class,source\n"zebra","empty","mine"\n',
    ],
    ids=["as spreadsheets save it", "blank line, no last line end", "quoted"],
)
def test_spelling_of_the_file_does_not_matter(table: Path, workspace: Path, content: bytes) -> None:
    """Byte order mark, line ends and quotes are no part of the cells."""
    table.write_bytes(content)
    rows = read_table(TABLE, COLUMNS, workspace=workspace)
    assert rows[-1] == {"word": "zebra", "class": "empty", "source": "mine"}
