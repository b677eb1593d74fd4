"""Pages: the article in them, its tables, and what they tell about it."""

from datetime import date

import pytest

from pipeline import media
from pipeline.readers import Guard, read_source
from pipeline.readers.html import declared_encoding, read_page
from schemas import Metadata, RejectionReason
from tests.readers.reading_sources import grids, reason_against, source

FIRST = "Orders for pumps rose by 12% to $3.4bn in the year to June, the maker said on Monday."
SECOND = "Its chief executive expects that demand will stay strong in every region it serves."
THIRD = "Analysts had hoped for more, because prices of copper and steel fell all through spring."

ROWS = """<tr><th></th><th>2023</th><th>2024</th></tr>
<tr><td>Revenue</td><td>3.0</td><td>3.4</td></tr>
<tr><td>Profit</td><td>0.4</td><td>0.5</td></tr>"""


def page(body: str, head: str = "") -> str:
    """Return a page with navigation and a foot around an article."""
    return (
        f"<!doctype html><html lang='en-GB'><head><title>Site | Pumps</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/m'>Markets</a></nav>"
        f"<article><h1>Pumps sell well</h1><p>{FIRST}</p><p>{SECOND}</p>{body}<p>{THIRD}</p>"
        "</article><footer>Copyright 2024. <a href='/c'>Cookies</a></footer></body></html>"
    )


def test_the_article_is_read_without_what_stands_around() -> None:
    """Paragraphs are parted by empty lines; navigation and foot are left out."""
    assert read_page(page("")).raw_text == "\n\n".join(["Pumps sell well", FIRST, SECOND, THIRD])


def test_a_list_is_a_paragraph_an_entry() -> None:
    """Entries do not run into one another."""
    text = read_page(page("<ul><li>Sales up 5%</li><li>Costs down 2%</li></ul>")).raw_text
    assert "\n\nSales up 5%\n\nCosts down 2%\n\n" in text


def test_a_table_stands_where_it_stood_with_its_cells_known() -> None:
    """Caption and rows are lines of the text; every cell is found at its place in the grid."""
    caption = "Results ($bn)"
    article = read_page(page(f"<table><caption>{caption}</caption>{ROWS}</table>"))
    (table,) = article.tables
    region = article.raw_text[table.char_start : table.char_end]
    assert region == "Results ($bn)\n | 2023 | 2024\nRevenue | 3.0 | 3.4\nProfit | 0.4 | 0.5"
    assert article.raw_text.index(SECOND) < table.char_start < article.raw_text.index(THIRD)
    assert table.caption is not None
    assert article.raw_text[slice(*table.caption)] == caption
    assert grids(article) == [
        [["", "2023", "2024"], ["Revenue", "3.0", "3.4"], ["Profit", "0.4", "0.5"]]
    ]
    assert [cell.is_header for cell in table.cells] == [True, True] + [False] * 6


def test_cells_that_span_keep_the_others_in_their_columns() -> None:
    """A header over two columns and a label over two rows fill all their places."""
    rows = """<tr><th rowspan=2>Firm</th><th colspan=2>Sales</th></tr>
    <tr><th>2023</th><th>2024</th></tr>
    <tr><td rowspan=2>Alder</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"""
    assert grids(read_page(page(f"<table>{rows}</table>"))) == [
        [
            ["Firm", "Sales", "Sales"],
            ["Firm", "2023", "2024"],
            ["Alder", "1", "2"],
            ["Alder", "3", "4"],
        ]
    ]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(f"<table><tr><td>{FIRST * 3}</td><td>2</td></tr></table>", id="a layout"),
        pytest.param("<table><tr><td>12</td></tr><tr><td>13</td></tr></table>", id="one column"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", id="no numbers"),
        pytest.param(
            "<table><tr><td><input></td><td>1</td></tr><tr><td>1</td><td>2</td></tr></table>",
            id="a form",
        ),
    ],
)
def test_what_holds_no_values_is_no_table(table: str) -> None:
    """Layouts, lists and forms have no cells that mean anything."""
    assert read_page(page(table)).tables == ()


def test_a_table_far_from_the_article_is_left_out() -> None:
    """A table of quotes at the foot of a page is no part of the news."""
    foot = "<p>About us and our terms of use, all rights reserved</p>" * 40
    whole = page("").replace("</footer>", f"{foot}<table>{ROWS}</table></footer>")
    assert read_page(whole).tables == ()


JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "S"},
{"@type": ["NewsArticle"], "headline": "Pumps up", "datePublished": "2024-06-15T08:00:00Z",
"author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Other"}],
"publisher": {"name": "The Pump"}, "mainEntityOfPage": {"@id": "https://example.org/p"}}]}</script>"""

META = """<meta property="og:title" content="Pumps &amp; more">
<meta name="author" content="C. Third">
<meta property="article:published_time" content="2024-06-16"><meta property="og:site_name"
content="Pump News"><link rel="canonical" href="https://example.org/c">"""


def test_json_ld_tells_most() -> None:
    """What a page says of its article in JSON-LD counts before its tags, and is remembered."""
    article = read_page(page("", JSON_LD + META))
    assert article.metadata == Metadata(
        title="Pumps up",
        published_on=date(2024, 6, 15),
        source_uri="https://example.org/p",
        publisher="The Pump",
        author="A. Writer, B. Other",
        language="en",
    )
    told = {origin.field: origin.told_by for origin in article.origins}
    assert told == {
        "title": "JSON-LD headline",
        "author": "JSON-LD author",
        "publisher": "JSON-LD publisher",
        "published_on": "JSON-LD datePublished",
        "source_uri": "JSON-LD mainEntityOfPage",
        "language": "html lang",
    }


def test_meta_tags_tell_the_rest() -> None:
    """Without JSON-LD the tags speak, and each value says which."""
    article = read_page(page("", META))
    assert article.metadata == Metadata(
        title="Pumps & more",
        published_on=date(2024, 6, 16),
        source_uri="https://example.org/c",
        publisher="Pump News",
        author="C. Third",
        language="en",
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param('<script type="application/ld+json">{"@type"</script>', None, id="cut"),
        pytest.param('<meta name="date" content="soon">', None, id="no day"),
        pytest.param('<meta name="date" content="1970-01-01">', None, id="the zero of a clock"),
        pytest.param('<meta name="date" content="2024-02-03">', date(2024, 2, 3), id="a day"),
    ],
)
def test_a_day_is_told_or_not(head: str, expected: date | None) -> None:
    """No day is better than one that nobody told; today's is never taken."""
    assert read_page(page("", head)).metadata.published_on == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<meta content='text/html; charset=Shift_JIS'>", "Shift_JIS"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2"),
        (b"<p>charset</p>", None),
    ],
)
def test_a_page_names_its_encoding(content: bytes, expected: str | None) -> None:
    """By a tag or by its first line."""
    assert declared_encoding(content) == expected


def test_the_named_encoding_decides_where_bytes_leave_a_choice(guard: Guard) -> None:
    """Bytes that are no UTF-8 are read as the page says."""
    text = page("<p>Prices: 5 € or £4, “net”.</p>", '<meta charset="windows-1252">')
    article = read_source(source(text.encode("cp1252"), media.HTML), guard)
    assert "5 € or £4, “net”." in article.raw_text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", RejectionReason.EMPTY, id="nothing"),
        pytest.param(b" \n ", RejectionReason.EMPTY, id="white space"),
        pytest.param(b"Sales rose 5%.", RejectionReason.DAMAGED, id="no markup"),
        pytest.param(b"<html><body></body></html>", RejectionReason.EMPTY, id="no words"),
        pytest.param(b"\x89PNG<p>Sales rose 5%.", RejectionReason.BINARY, id="a picture"),
        pytest.param(b"<p>\xe2\x80\x9cA\xe2 5%\xe2\x80\x9d", RejectionReason.ENCODING, id="cut"),
    ],
)
def test_what_is_no_page_is_refused(guard: Guard, content: bytes, reason: RejectionReason) -> None:
    """Every bad page ends in a reason of the closed set."""
    assert reason_against(source(content, media.HTML), guard) is reason


def test_the_sidecar_counts_before_the_page(guard: Guard) -> None:
    """What a person wrote beside the file wins, and is told as its origin."""
    found = source(page("", META), media.HTML, sidecar=b'title = "Mine"\nauthor = "Me"\n')
    article = read_source(found, guard)
    assert (article.metadata.title, article.metadata.author) == ("Mine", "Me")
    assert article.metadata.publisher == "Pump News"
    told = {origin.field: origin.told_by for origin in article.origins}
    assert (told["title"], told["publisher"]) == ("sidecar", "meta og:site_name")
