"""Singulars of English nouns."""

from pathlib import Path

import pytest

from pipeline.grammar.plurals import PLURAL_COLUMNS, load_plurals
from pipeline.lexicon import read_table

ROWS = [
    ("servers", "server"),
    ("factories", "factory"),
    ("companies", "company"),
    ("movies", "movie"),
    ("calories", "calorie"),
    ("ties", "tie"),
    ("skies", "sky"),
    ("boxes", "box"),
    ("classes", "class"),
    ("branches", "branch"),
    ("headaches", "headache"),
    ("tranches", "tranche"),
    ("prizes", "prize"),
    ("sizes", "size"),
    ("quizzes", "quiz"),
    ("houses", "house"),
    ("licenses", "license"),
    ("viruses", "virus"),
    ("buses", "bus"),
    ("crises", "crisis"),
    ("shoes", "shoe"),
    ("heroes", "hero"),
    ("shelves", "shelf"),
    ("valves", "valve"),
    ("lives", "life"),
    ("people", "person"),
    ("Women", "woman"),
    ("GPUs", "GPU"),
    ("CEOs", "CEO"),
    ("menus", "menu"),
    ("criteria", "criterion"),
]

NO_PLURALS = ["aircraft", "premises", "bus", "business", "analysis", "series", "staff", "s", ""]


@pytest.mark.parametrize(("plural", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_singular(plural: str, expected: str) -> None:
    """Nouns lose the ending of their plural, by rule or by the list."""
    assert load_plurals().singular(plural) == expected


@pytest.mark.parametrize("noun", NO_PLURALS)
def test_what_is_no_plural_stays(noun: str) -> None:
    """Words that only look like a plural, and those without one, come back as they are."""
    assert load_plurals().singular(noun) == noun


def test_each_row_is_needed() -> None:
    """No row says what the rules of spelling say without it."""
    rows = read_table("plurals", PLURAL_COLUMNS)
    bare = type(load_plurals())({})
    assert [row["plural"] for row in rows if bare.singular(row["plural"]) == row["singular"]] == []


def test_workspace_adds_a_plural(tmp_path: Path) -> None:
    """A researcher's own row is read beside the repository's."""
    folder = tmp_path / "seeds" / "lexicon"
    folder.mkdir(parents=True)
    (folder / "plurals.csv").write_text("plural,singular,source\nbrethren,brother,own\n")
    plurals = load_plurals(tmp_path)
    assert (plurals.singular("brethren"), plurals.singular("women")) == ("brother", "woman")
