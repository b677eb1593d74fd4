"""The documents say what is true: SQL runs, commands exist, links lead somewhere."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.app import EXIT_CODES, app
from pipeline.process import load_processor
from pipeline.settings import CODE, Settings
from schemas import RejectionReason
from warehouse.reader import Reader
from warehouse.store import Store

ROOT = CODE.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]

SQL = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)


READING = ("show", "explain", "sql", "ask", "describe", "extract", "forecasts")
"""Commands whose examples can be run: they write nothing and end by themselves."""


def commands() -> Iterator[str]:
    """Yield the name of every command, and of every group of commands."""
    for each in app.registered_commands:
        if each.callback:
            yield each.name or each.callback.__name__.replace("_", "-")
    for group in app.registered_groups:
        if group.typer_instance:
            yield str(group.typer_instance.info.name)


def examples() -> Iterator[str]:
    """Yield the command line of every example of a command that reads."""
    for each in app.registered_commands:
        if each.callback and each.callback.__name__ in READING:
            for line in (each.epilog or "").partition("Examples:")[2].strip().splitlines():
                yield line.strip().partition("  ")[0]


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace whose warehouse holds the repository's own articles."""
    from pipeline.ingest import ingest

    settings = Settings(home=tmp_path_factory.mktemp("seed"))
    articles = str(ROOT / "seeds" / "articles")
    ingest([articles], settings, load_processor(settings), command="add")
    return settings.home


@pytest.fixture(scope="session")
def seed_warehouse(seed_home: Path) -> Iterator[Reader]:
    """Return a reader of that warehouse."""
    with Store(seed_home).reader() as reader:
        yield reader


@pytest.mark.model
@pytest.mark.parametrize("line", list(examples()))
def test_every_example_of_the_help_has_an_answer(
    seed_home: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever copies a line from --help meets no error."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "question.sql").write_text("FROM figures")
    (tmp_path / "articles").mkdir()
    for path in (tmp_path / "article.txt", tmp_path / "articles" / "a.txt"):
        path.write_text("Sales of servers rose by 12% to $3.5 billion in 2023, IDC said.\n")
    words, _, piped = line.partition(" > ")[0].partition(" < ")
    result = CliRunner().invoke(
        app,
        ["--home", str(seed_home), *shlex.split(words)[1:]],
        input=(tmp_path / piped).read_text() if piped else None,
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.strip()


@pytest.mark.model
@pytest.mark.parametrize("query", SQL, ids=range(len(SQL)))
def test_the_sql_of_the_readme_has_an_answer(seed_warehouse: Reader, query: str) -> None:
    """Each query of the tour runs on the seed article and finds something."""
    assert seed_warehouse.sql(query).rows


@pytest.mark.model
def test_every_quote_stands_in_its_text(seed_warehouse: Reader) -> None:
    """The README promises that the count of wrong quotes is 0."""
    (query,) = (query for query in SQL if "AS wrong" in query)
    assert seed_warehouse.sql(query).rows == [(0,)]


@pytest.mark.model
def test_the_records_that_the_readme_names_are_there(seed_warehouse: Reader) -> None:
    """Whoever copies `foretell explain …` gets an answer."""
    named = re.findall(r"foretell explain (\w+:\d+)", README)
    assert [type(seed_warehouse.record(each).record).__name__ for each in named] == ["Figure"]


def test_every_command_is_in_the_readme() -> None:
    """What the command can do stands in the table, and nothing else."""
    listed = set(re.findall(r"^\| `foretell ([\w-]+)", README, re.MULTILINE))
    assert listed == set(commands())


def test_every_word_after_foretell_is_a_command() -> None:
    """No page names a command that is not there."""
    known = set(commands())
    for page in PAGES:
        named = re.findall(r"(?:^\$ |`)foretell ([a-z][a-z-]*)", page.read_text(), re.MULTILINE)
        assert set(named) <= known, page


def test_the_exit_codes_of_the_readme_are_those_of_the_help() -> None:
    """One meaning for each code, in the same words."""
    told = dict(re.findall(r"(?:^| )(\d+)  (\S+(?: \S+)*)", EXIT_CODES, re.MULTILINE))
    assert dict(re.findall(r"^\| (\d+) \| (.+) \|$", README, re.MULTILINE)) == told
    assert len(told) == 7


def test_every_reason_of_a_rejection_is_explained() -> None:
    """A person who meets a reason finds it in the README."""
    table = README.partition("## Bad input")[2].partition("## Where")[0]
    assert {reason for reason in RejectionReason if reason not in table} == set()


def test_every_setting_is_in_the_readme() -> None:
    """What may be set is listed."""
    line = README.partition("Settings come from")[2].partition("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", line)) - {"foretell"} == set(Settings.model_fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_leads_somewhere(page: Path) -> None:
    """No page points to a file that is not there."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_make_has_the_two_commands() -> None:
    """`make run` and `make test` are there."""
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(r"^run:.*\n\t.*ingest\n\t.*show --summary$", makefile, re.MULTILINE)
    assert re.search(r"^test:.*\n\t.*pytest\b.*$", makefile, re.MULTILINE)
