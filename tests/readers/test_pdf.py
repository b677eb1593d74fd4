"""PDF: lines become paragraphs, columns become tables, and pages lose their furniture."""

from datetime import date

import pytest

from pipeline import media
from pipeline.readers import Guard, read_source
from pipeline.readers.pdf import read_pdf, read_pdf_by_pypdf
from schemas import RejectionReason, SourceError
from tests.readers.making_pdf import Word, lines, make_pdf
from tests.readers.reading_sources import grids, reason_against, source

FIRST = (
    "Orders for pumps rose by 12% to $3.4bn in the year to June 2024, the maker said on",
    "Monday, and its chief executive expects that demand will stay strong in every region",
    "that it serves.",
)
SECOND = (
    "Analysts had hoped for more, because prices of copper and steel fell all through the",
    "spring, and because rivals had told of a better quarter.",
)


def row(y: float, *cells: str) -> list[Word]:
    """Return a row of cells, each beginning 120 points after the last."""
    return [(60.0 + 120 * n, y, cell) for n, cell in enumerate(cells) if cell]


def test_lines_become_paragraphs() -> None:
    """A gap, or a short last line, ends a paragraph; other lines run on."""
    read = read_pdf(make_pdf([lines(["Pumps sell well", "", *FIRST, "", *SECOND])]))
    assert read.raw_text == "\n\n".join(["Pumps sell well", " ".join(FIRST), " ".join(SECOND)])


def test_without_gaps_a_short_last_line_ends_a_paragraph() -> None:
    """Books set their paragraphs close."""
    read = read_pdf(make_pdf([lines([*FIRST, *SECOND])]))
    assert read.raw_text == "\n\n".join([" ".join(FIRST), " ".join(SECOND)])


def test_a_broken_word_keeps_its_line_end() -> None:
    """Cleaning joins it, because only there it is known whether the hyphen belongs to it."""
    text = [FIRST[0] + " inter-", "national markets and at home."]
    assert "inter-\nnational markets" in read_pdf(make_pdf([lines(text)])).raw_text


def test_a_paragraph_goes_on_over_the_page() -> None:
    """Heads, feet and page numbers do not come between, and are not lost."""
    pages = [
        [
            (60.0, 815.0, "The Pump Weekly"),
            *lines([*FIRST[:2]] if n == 0 else [FIRST[2], "", *SECOND]),
            (290.0, 30.0, str(n + 1)),
        ]
        for n in range(3)
    ]
    text = read_pdf(make_pdf(pages)).raw_text
    assert text.startswith(" ".join(FIRST))
    assert text.endswith("The Pump Weekly\n\n3")


def test_a_table_is_read_by_its_columns() -> None:
    """Cells stand in the columns in which they are set, empty ones and spanning headers too."""
    words = [
        *lines(FIRST),
        *row(700.0, "", "2023", "", "2024"),
        *row(686.0, "Company", "Revenue", "Profit", "Revenue"),
        *row(672.0, "Alder Inc", "1,200", "140", "1,350"),
        *row(658.0, "Birch Corp", "900", "", "870"),
        *lines(SECOND, top=620.0),
    ]
    read = read_pdf(make_pdf([words]))
    assert grids(read) == [
        [
            ["", "2023", "", "2024"],
            ["Company", "Revenue", "Profit", "Revenue"],
            ["Alder Inc", "1,200", "140", "1,350"],
            ["Birch Corp", "900", "", "870"],
        ]
    ]
    for table in read.tables:
        assert read.raw_text[table.char_start : table.char_end].endswith("870")
    assert read.raw_text.endswith(" ".join(SECOND))


def test_two_columns_of_prose_are_no_table() -> None:
    """Long lines side by side hold no values."""
    words = [
        word
        for n, text in enumerate((*FIRST, *SECOND))
        for word in ((40.0, 700.0 - 14 * n, text[:42]), (330.0, 700.0 - 14 * n, text[42:]))
        if word[2]
    ]
    assert read_pdf(make_pdf([words])).tables == ()


def test_properties_tell_title_and_author() -> None:
    """The day on which a file was made counts where its text speaks of that month."""
    told = "/Title (Pumps) /Author (A. Writer) /CreationDate (D:20240620101500Z)"
    found = read_pdf(make_pdf([lines(FIRST)], told=told)).metadata
    assert (found.title, found.author) == ("Pumps", "A. Writer")
    assert found.published_on == date(2024, 6, 20)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("/CreationDate (D:20260620101500Z)", id="another year"),
        pytest.param("/CreationDate (D:20240120)", id="another month"),
        pytest.param("/CreationDate (yesterday)", id="no moment"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_file_made_at_another_time_tells_no_day(told: str) -> None:
    """An article printed years later is not published then."""
    assert read_pdf(make_pdf([lines(FIRST)], told=told)).metadata.published_on is None


def test_what_the_first_library_cannot_open_the_second_reads() -> None:
    """The words are the same, whoever reads them."""
    content = make_pdf([lines(FIRST)])
    assert read_pdf_by_pypdf(content).raw_text == read_pdf(content).raw_text == " ".join(FIRST)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", RejectionReason.DAMAGED, id="nothing"),
        pytest.param(b"PK\x03\x04", RejectionReason.DAMAGED, id="an archive"),
        pytest.param(b"%PDF-1.4\n", RejectionReason.DAMAGED, id="a beginning"),
        pytest.param(make_pdf([[]]), RejectionReason.EMPTY, id="an empty page"),
        pytest.param(make_pdf([lines(FIRST)])[:300], RejectionReason.DAMAGED, id="cut off"),
    ],
)
def test_what_is_no_pdf_is_refused(guard: Guard, content: bytes, reason: RejectionReason) -> None:
    """Every bad PDF ends in a reason of the closed set."""
    found = reason_against(source(content, media.PDF), guard)
    assert found in {reason, RejectionReason.EMPTY}


def test_a_locked_pdf_asks_for_another_copy() -> None:
    """A password is nothing that a person could give here."""
    locked = make_pdf([lines(FIRST)]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>",
    )
    with pytest.raises(SourceError) as caught:
        read_pdf(locked)
    assert caught.value.reason is RejectionReason.ENCRYPTED


def test_the_guarded_child_reads_it(guard: Guard) -> None:
    """Nothing that pdfium needs is out of the child's reach."""
    read = read_source(source(make_pdf([lines(FIRST)]), media.PDF), guard)
    assert read.raw_text == " ".join(FIRST)
