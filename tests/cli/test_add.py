"""`add` and `extract`: what is found is shown, what is refused is told."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Foretell
from tests.fakes import ARTICLE, FakeProcessor
from warehouse.store import Store


def make(workspace: Path, name: str, content: str | bytes) -> None:
    """Write a file into the workspace."""
    path = workspace / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_add_shows_what_was_found(foretell: Foretell, workspace: Path) -> None:
    """One article is shown in full; what happened is told on stderr."""
    make(workspace, "a.txt", ARTICLE)
    result = foretell("add", "a.txt")
    assert result.exit_code == 0
    for words in ("2 figures", "1 forecast ", "Fathom", "↑ 12%", "period ×2"):
        assert words in result.stdout
    assert "1 loaded, 0 unchanged, 0 rejected of 1" in result.stderr


def test_add_of_the_same_says_so_and_shows_it_again(foretell: Foretell, workspace: Path) -> None:
    """Nothing new is no failure."""
    make(workspace, "a.txt", ARTICLE)
    first = foretell("add", "a.txt")
    second = foretell("add", "a.txt")
    assert second.exit_code == 0
    assert second.stdout == first.stdout
    assert "0 loaded, 1 unchanged" in second.stderr


def test_the_model_is_begun_where_all_is_new(
    foretell: Foretell, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first article is sure to need it; of a later one, the warehouse is asked before."""
    begun: list[str] = []
    monkeypatch.setattr(FakeProcessor, "begin", lambda _: begun.append("begun"))
    for name in ("a.txt", "b.txt"):
        make(workspace, name, f"{name}: {ARTICLE}")
        assert foretell("add", name).exit_code == 0
    assert begun == ["begun"]


def test_add_of_several_lists_them(foretell: Foretell, workspace: Path) -> None:
    """Of several articles each is one row."""
    make(workspace, "in/a.txt", ARTICLE)
    make(workspace, "in/b.txt", f"b: {ARTICLE}")
    result = foretell("add", "in", "-f", "json")
    rows = json.loads(result.stdout)
    assert [(row["source_uri"], row["figures"]) for row in rows] == [
        ("in/a.txt", 2),
        ("in/b.txt", 2),
    ]


def test_what_is_piped_in_can_be_added(foretell: Foretell) -> None:
    """A text need not be a file."""
    result = foretell("add", "-", "-f", "jsonl", piped=ARTICLE)
    assert json.loads(result.stdout)["source_uri"].startswith("stdin:")


def test_dry_run_shows_and_writes_nothing(foretell: Foretell, workspace: Path) -> None:
    """The same is shown, and no warehouse is made."""
    make(workspace, "a.txt", ARTICLE)
    result = foretell("add", "--dry-run", "a.txt")
    assert result.exit_code == 0
    assert "2 figures" in result.stdout
    assert list((workspace / "warehouse").iterdir()) == []


REFUSED = [
    pytest.param("nothing.txt", None, "missing", id="missing path"),
    pytest.param("a.txt", b"", "empty", id="empty file"),
    pytest.param("a.txt", b"%PDF-1.7\n", "binary", id="binary named .txt"),
    pytest.param("a.txt", b"Umsatz \xfcber Plan", "encoding", id="unreadable encoding"),
    pytest.param("a.xyz", b"words", "unknown_format", id="unknown format"),
    pytest.param("b.txt", ARTICLE.encode(), "bad_sidecar", id="broken sidecar"),
]


@pytest.mark.parametrize(("name", "content", "reason"), REFUSED)
@pytest.mark.parametrize("command", ["add", "extract"])
def test_a_bad_input_is_told_and_ends_in_3(
    foretell: Foretell,
    workspace: Path,
    command: str,
    name: str,
    content: bytes | None,
    reason: str,
) -> None:
    """What is wrong, with which input, and what to do; nothing on stdout, no traceback."""
    make(workspace, "b.meta.toml", "titel = 'Pumps'")
    if content is not None:
        make(workspace, name, content)
    result = foretell(command, name)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert f"error: {name}: {reason}: " in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["add", "extract"])
def test_a_bad_input_does_not_hide_the_good_ones(
    foretell: Foretell, workspace: Path, command: str
) -> None:
    """The others are done all the same, and the code is 3."""
    make(workspace, "a.txt", ARTICLE)
    make(workspace, "b.txt", b"")
    result = foretell(command, "b.txt", "a.txt", "-f", "json")
    assert result.exit_code == 3
    assert [row["source_uri"] for row in json.loads(result.stdout)] == ["a.txt"]


def test_a_rejection_is_told_again(foretell: Foretell, workspace: Path) -> None:
    """An input that is still bad is not passed over because it is known."""
    make(workspace, "a.txt", b"")
    foretell("add", "a.txt")
    result = foretell("add", "a.txt")
    assert result.exit_code == 3
    assert "error: a.txt: empty" in result.stderr


def test_many_rejections_are_cut_short(foretell: Foretell, workspace: Path) -> None:
    """A folder full of other files does not flood the terminal."""
    for number in range(30):
        make(workspace, f"in/{number}.csv", "a,b")
    result = foretell("add", "in")
    assert result.stderr.count("error: ") == 20
    assert "and 10 more" in result.stderr


@pytest.mark.parametrize("command", ["add", "extract", "ingest"])
def test_a_folder_without_articles_is_wrong_use(
    foretell: Foretell, workspace: Path, command: str
) -> None:
    """Nothing to read is told at once, and nothing is started."""
    (workspace / "empty").mkdir()
    result = foretell(command, "empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: no article in empty")


def test_a_busy_warehouse_ends_in_4(foretell: Foretell, workspace: Path) -> None:
    """Who writes is told."""
    make(workspace, "a.txt", ARTICLE)
    store = Store(workspace)
    with store.writer(command="ingest", extractor_version="1", model_version="1"):
        result = foretell("add", "a.txt")
    assert result.exit_code == 4
    assert "(ingest, since" in result.stderr


class TestExtract:
    """`extract` prints the records themselves."""

    def test_one_line_an_article_in_order_of_the_files(
        self, foretell: Foretell, workspace: Path
    ) -> None:
        """Each line is the pydantic record, under the name that was given."""
        make(workspace, "a.txt", ARTICLE)
        make(workspace, "b.txt", f"b: {ARTICLE}")
        result = foretell("extract", "b.txt", "./a.txt")
        lines = [json.loads(line) for line in result.stdout.splitlines()]
        assert [line["source_uri"] for line in lines] == ["b.txt", "./a.txt"]
        figure = lines[1]["figures"][0]
        assert ARTICLE[figure["char_start"] : figure["char_end"]] == figure["quote"] == "12%"
        assert result.stderr == ""

    def test_it_writes_nothing(self, foretell: Foretell, workspace: Path) -> None:
        """No warehouse is made."""
        make(workspace, "a.txt", ARTICLE)
        foretell("extract", "a.txt")
        assert list((workspace / "warehouse").iterdir()) == []

    def test_what_is_piped_in(self, foretell: Foretell) -> None:
        """The article is named "-", and its line ends are kept."""
        result = foretell("extract", "-", piped=ARTICLE.replace(". ", ".\r\n").encode())
        line = json.loads(result.stdout)
        assert line["source_uri"] == "-"
        assert line["figures"][1]["char_start"] == ARTICLE.index("30%") + 1

    def test_as_tables(self, foretell: Foretell, workspace: Path) -> None:
        """For reading, the same tables as `add` shows."""
        make(workspace, "a.txt", ARTICLE)
        assert "2 figures" in foretell("extract", "-f", "table", "a.txt").stdout


def test_ingest_refuses_what_is_piped_in(foretell: Foretell) -> None:
    """A flow may run elsewhere and later, so it cannot read it."""
    result = foretell("ingest", "-", piped=ARTICLE)
    assert result.exit_code == 2
    assert "foretell add -" in result.stderr
