"""`foretell report`: one page that holds everything, runs nothing and asks for nothing."""

import re
import shutil
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import ingest
from pipeline.report.marking import Mark, paragraphs, pieces
from pipeline.report.page import Amount, table
from pipeline.settings import Settings
from tests.cli.conftest import Foretell
from tests.fakes import FakeProcessor

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """Reads a page: its ids, links, headings, and whether its tags nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.headings: list[int] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        given = dict(attrs)
        self.tags.append(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        assert not {name for name in given if name.startswith("on") or name == "src"}
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Take off the tag that closes."""
        assert self._open.pop() == tag


def page_of(foretell: Foretell, *words: str) -> str:
    """Return the page that the command writes."""
    result = foretell("report", *words, "-o", "page.html")
    assert result.exit_code == 0, result.stderr
    return Path("page.html").read_text(encoding="utf-8")


def test_article(loaded: Foretell) -> None:
    """Every link leads to something in the page, every record has a card, headings nest."""
    text = page_of(loaded, "pumps")
    page = Page(text)
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.headings[0] == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    for card in ("company-0", "left-out-0", "at-left-out-0"):
        assert card in page.ids
    assert "number left out: period" in text
    assert "Content-Security-Policy" in text
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "http" not in text.replace("http-equiv", "")


def test_hostile_article(foretell: Foretell, workspace: Path) -> None:
    """What an article says is shown, never run."""
    bad = '<script>alert(1)</script> rose 12% "><img src=x onerror=alert(1)> by Evil Ltd in 2023.\n'
    (workspace / "seeds" / "articles" / "bad.txt").write_text(bad)
    ingest([], Settings(home=workspace), FakeProcessor(), command="add")
    text = page_of(foretell)
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "img" not in Page(text).tags


def test_company_and_metric(loaded: Foretell) -> None:
    """A company's and a metric's claims are tables; an unknown name is told."""
    assert "30%" in page_of(loaded, "--company", "Fathom")
    assert "12%" in page_of(loaded, "--metric", "sales")
    assert loaded("report", "--metric", "snow").exit_code == 2
    assert loaded("report", "pumps", "--metric", "sales").exit_code == 2


def test_a_claim_of_the_web_leads_to_its_words(foretell: Foretell, workspace: Path) -> None:
    """A quote of a page is linked to its words there; one of a file to nothing."""
    articles = workspace / "seeds" / "articles"
    (articles / "web.txt").write_text("Sales of Fathom Ltd rose 12% in 2023.\n")
    (articles / "web.meta.toml").write_text('source_uri = "https://example.org/a"\n')
    (articles / "file.txt").write_text("Sales of Fathom Ltd rose 14% in 2023.\n")
    ingest([], Settings(home=workspace), FakeProcessor(), command="add")
    text = page_of(foretell, "--metric", "sales")
    assert [link.partition("#")[0] for link in Page(text).links][1:] == ["https://example.org/a"]
    assert re.search(r"<a href=[^>]*>12%</a>", text)
    assert "14%" in text


@pytest.mark.parametrize(
    ("value", "told", "kind"),
    [
        (Decimal("1200.50"), "1,200.5", "number"),
        (Amount(Decimal(30), Decimal(100)), "30–100", "number"),
        (Amount(Decimal(30)), "30", "number"),
        (Amount(None), "", "number"),
        (date(2025, 3, 1), "2025-03-01", "word"),
        ("two words", "two words", ""),
        ("word " * 9, "word " * 9, "long"),
        (True, "yes", "word"),
        (None, "", "word"),
    ],
)
def test_cells(value: object, told: str, kind: str) -> None:
    """A number stands at the right, a day is never parted, a long text gets room."""
    (row,) = table("All", ("what",), [[value]])["rows"]
    assert (row[0].text, row[0].kind) == (told, kind)


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8)


@given(st.text(alphabet="ab \n", min_size=30, max_size=45), SPANS)
def test_pieces_are_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Cutting changes no character, and each mark that is not hidden begins once."""
    marks = [
        Mark(start, min(start + length, len(text)), f"c{n}", "company", "a company")
        for n, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    found = list(pieces(text, marks))
    assert "".join(piece.text for piece in found) == text
    firsts = [piece.mark.card for piece in found if piece.mark and piece.is_first]
    assert len(firsts) == len(set(firsts))
    lines = ["".join(piece.text for piece in line) for line in paragraphs(iter(found))]
    assert lines == [line for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_in_a_browser(loaded: Foretell, workspace: Path, scheme: str, width: int) -> None:
    """No request leaves the page, axe finds nothing serious, and the keyboard reaches cards."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("needs a chromium on the PATH")
    page_of(loaded, "pumps")
    with api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((workspace / "page.html").as_uri())
        assert axe.Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert len([url for url in asked if not url.startswith("data:")]) == 1
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.locator("a.mark").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".card:target").count() == 1
        page_of(loaded, "--metric", "sales")
        page.goto((workspace / "page.html").as_uri())
        assert axe.Axe().run(page).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_role("cell").filter(has_text="12%").count() > 0
        browser.close()
