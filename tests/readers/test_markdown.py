"""Markdown's marks and tables: out of the running text, while the raw text is the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offsets import apply_edits
from pipeline.readers.markdown import read_markdown
from pipeline.readers.markdown_marks import find_marks
from tests.readers.reading_sources import grids

FRONT = '---\ntitle: "Pumps sell well"\nauthor: A. Writer\n---\n'

TABLE = """Sales by firm:

| Firm | 2023 | **2024** |
| :--- | ---: | ---: |
| Alder | 1,200 | 1,350 |
| Birch | 900 |

Demand is strong.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("## Results ##\n\nSales", "Results\n\nSales", id="heading"),
        pytest.param("rose **5%** and __6%__", "rose 5% and 6%", id="strong"),
        pytest.param("rose *5%* and _6%_.", "rose 5% and 6%.", id="emphasis"),
        pytest.param("[the report](https://example.org/5) says", "the report says", id="link"),
        pytest.param("a ![chart](c.png)b", "a b", id="picture"),
        pytest.param("> quoted\n> on", "quoted\non", id="quotation"),
        pytest.param("a\n\n* * *\n\nb", "a\n\n\n\nb", id="rule"),
        pytest.param("`5%`", "5%", id="code"),
        pytest.param("```\nx\n```", "\nx\n", id="fence"),
        pytest.param("a<!-- note -->b", "ab", id="comment"),
        pytest.param("5 * 3 * 2 = 30", "5 * 3 * 2 = 30", id="a product"),
        pytest.param("snake_case_name", "snake_case_name", id="a name"),
        pytest.param("#1 in pumps", "#1 in pumps", id="a number sign"),
        pytest.param("* first\n* second", "* first\n* second", id="a list"),
        pytest.param("[1] and (2)", "[1] and (2)", id="brackets"),
        pytest.param("-5% to -3%", "-5% to -3%", id="minus"),
    ],
)
def test_marks_are_taken_away_and_nothing_else(text: str, expected: str) -> None:
    """What is left reads as plain text; signs with another meaning stay."""
    assert apply_edits(text, find_marks(text, []))[0] == expected


@given(st.text(alphabet="*_#>[]()`!- \nab5%|<", max_size=80))
def test_marks_never_overlap(text: str) -> None:
    """Whatever stands there, the edits can be made."""
    edits = find_marks(text, [])
    ends = [0, *(edit.char_end for edit in edits)]
    assert all(end <= edit.char_start for end, edit in zip(ends, edits, strict=False))
    assert len(apply_edits(text, edits)[0]) == len(text) - sum(
        edit.char_end - edit.char_start for edit in edits
    )


def test_front_matter_is_told_and_taken_out() -> None:
    """Its values say what a sidecar would, and are no part of the running text."""
    read = read_markdown(f"{FRONT}# Pumps\n\nSales rose 5%.\n".encode())
    told = {origin.field: origin.told_by for origin in read.origins}
    assert apply_edits(read.raw_text, read.edits)[0] == "Pumps\n\nSales rose 5%.\n"
    assert (read.metadata.title, read.metadata.author) == ("Pumps sell well", "A. Writer")
    assert told == {"title": "front matter", "author": "front matter"}


def test_the_first_heading_is_told_as_such() -> None:
    """Without front matter the headline is the title."""
    read = read_markdown(b"# Pumps\n\nSales rose 5%.\n")
    assert [(origin.field, origin.told_by) for origin in read.origins] == [
        ("title", "first heading")
    ]


def test_a_table_is_read_by_its_cells() -> None:
    """Each cell where it stands in the file, without its marks."""
    read = read_markdown(TABLE.encode())
    (table,) = read.tables
    assert grids(read) == [
        [["Firm", "2023", "2024"], ["Alder", "1,200", "1,350"], ["Birch", "900", ""]]
    ]
    region = read.raw_text[table.char_start : table.char_end]
    assert region.startswith("| Firm")
    assert region.endswith("900 |")


@pytest.mark.parametrize(
    "text",
    ["a | b\nc | d\n", "Words\n---\nmore\n", "| a |\n", "a\n--|--\n"],
    ids=["no dashes", "a heading", "one line", "no bars above"],
)
def test_what_is_no_table(text: str) -> None:
    """Bars alone make no table."""
    assert read_markdown(text.encode()).tables == ()
