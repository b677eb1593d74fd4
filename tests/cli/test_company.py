"""`foretell company`: decisions are entered, contradicted, undone, and seen at once."""

import json
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.settings import Settings
from tests.cli.conftest import Foretell
from tests.fakes import FakeProcessor
from warehouse.store import Store

ARTICLES = {
    "kilns.txt": "Sales of kilns rose 12%. Quarl Ltd expects that they will grow by 30%.\n",
    "ovens.txt": "Sales of ovens rose 5%. Velora Ltd said so.\n",
}


@pytest.fixture
def two(foretell: Foretell, workspace: Path) -> Foretell:
    """Return the command in a workspace whose articles name Quarl and Velora."""
    for name, text in ARTICLES.items():
        (workspace / "seeds" / "articles" / name).write_text(text)
    ingest([], Settings(home=workspace), FakeProcessor(), command="add")
    return foretell


def companies(workspace: Path) -> list[tuple[str, int]]:
    """Return the companies of the published warehouse with their mentions."""
    with Store(workspace).reader() as reader:
        return reader.sql("SELECT name, mentions FROM companies ORDER BY name").rows


def test_merge_and_undo(two: Foretell, workspace: Path) -> None:
    """Two companies are one at once, also after the next run, until the merge is undone."""
    result = two("company", "merge", "Quarl", "velora", "--by", "ann", "--why", "one owner")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "it tells 1 mention in 1 article" in result.stderr
    assert companies(workspace) == [("Quarl", 2)]
    ingest([], Settings(home=workspace), FakeProcessor("1+test"), command="add")
    assert companies(workspace) == [("Quarl", 2)]
    (row,) = json.loads(two("company", "decisions", "-f", "json").stdout)
    assert (row["decided_by"], row["why"], row["other"]) == ("ann", "one owner", "Velora")
    assert two("company", "undo", row["decision"]).exit_code == 0
    assert companies(workspace) == [("Quarl", 1), ("Velora", 1)]


def test_split_in_one_article(two: Foretell, workspace: Path) -> None:
    """The mentions of one article become another company's."""
    assert (
        two("company", "split", "Quarl", "--as", "Quarl Ovens", "--article", "kilns").exit_code == 0
    )
    assert companies(workspace) == [("Quarl Ovens", 1), ("Velora", 1)]


def test_split_by_spelling(two: Foretell, workspace: Path) -> None:
    """The mentions under a spelling become another company's; other spellings stay."""
    assert two("company", "split", "Quarl", "--as", "Velora", "--name", "quarl ltd").exit_code == 0
    assert companies(workspace) == [("Velora", 2)]


def test_alias(two: Foretell, workspace: Path) -> None:
    """A name stands for another company, and the command says what to run."""
    result = two("company", "alias", "Velora", "Quarl")
    assert "searched for the name by the next `foretell ingest`" in result.stderr
    assert companies(workspace) == [("Velora", 2)]


def test_show(two: Foretell) -> None:
    """What is known of a company, its roles and the decisions on it."""
    two("company", "merge", "Quarl", "Velora")
    shown = {
        r["field"]: r["value"]
        for r in json.loads(two("company", "show", "quarl ltd", "-f", "json").stdout)
    }
    assert shown["name"] == "Quarl"
    assert (shown["mentions"], shown["articles"], shown["resolutions"]) == (2, 2, "decision, name")
    assert {"Velora", "Quarl Ltd", "Velora Ltd"} <= set(shown["aliases"].split("; "))
    assert any(field.startswith("merge_") for field in shown)


WRONG = [
    (("merge", "Quarl", "Quarl"), "is that company already"),
    (("merge", "Quarl", "Vellora"), "nearest: Velora"),
    (("show", "No Such Firm of Ours"), "there is no company"),
    (("show", "EQT"), "names several companies"),
    (("split", "Quarl", "--as", "Velora"), "say which mentions"),
    (("split", "Quarl", "--as", "Velora", "--article", "none"), "there is no article"),
    (("undo", "merge_0123456789abcdef"), "cannot be read"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_what_cannot_be_decided(
    two: Foretell, workspace: Path, words: tuple[str, ...], said: str
) -> None:
    """A wrong decision is told in one line, and nothing is written."""
    result = two("company", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (workspace / "seeds" / "lexicon").exists()


def test_contradiction(two: Foretell) -> None:
    """What was decided the other way is told with who decided it."""
    two("company", "merge", "Quarl", "Velora", "--by", "ann")
    result = two("company", "split", "Quarl", "--as", "Velora", "--name", "Velora")
    assert result.exit_code == 2
    assert "were merged" in result.stderr
    assert "by ann" in result.stderr


def test_a_row_taken_out_by_hand(two: Foretell, workspace: Path) -> None:
    """`apply` lets the warehouse go by the table as it is."""
    two("company", "merge", "Quarl", "Velora")
    path = workspace / "seeds" / "lexicon" / "company_decisions.csv"
    path.write_text(path.read_text().splitlines()[0] + "\n")
    assert "the warehouse goes by it" in two("company", "apply").stderr
    assert companies(workspace) == [("Quarl", 1), ("Velora", 1)]


def test_without_a_warehouse(foretell: Foretell) -> None:
    """A decision on known companies waits for the first run."""
    result = foretell("company", "alias", "Nvidia", "Jensen's Firm")
    assert result.exit_code == 0
    assert "it counts from the first `foretell ingest` on" in result.stderr
