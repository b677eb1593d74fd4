"""The pipeline as one pure function: bytes in, facts or a rejection out."""

import logging
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from pipeline.components.marked import MarkedArticle
from pipeline.extract.figures import Choosers, FigureReader
from pipeline.lexicon import REPOSITORY
from schemas import Extraction, Rejection, RejectionReason
from tests.model_fixtures import extract, load_extractor, source_of

pytestmark = pytest.mark.model

SEED = REPOSITORY / "seeds" / "articles" / "000_66ab5dc88dba6ba7.txt"
PARAGRAPHS = (
    "Norvia Corp. reported revenue of $5 million for 2028, up 12% from a year earlier.",
    "According to Gartner, sales of pumps will grow by 5-7% by 2031; costs could fall 3%.",
    "Call +1 555 0100 or see page 5 of https://example.org/a1?b=2 at 10:30 on 5 May 2028.",
    "• Free cash flow: (£0.2)M\n• Margin: 12pc\n• Headcount: 1,200 (v. 1,100)",
    "Its 5G phone, the X200, costs US$1.7 million.Sales fell 3.5%.",
    "Copyright © 2028 All rights reserved.",
    "Two thirds of 40 plants doubled output to 10kW – 0.5% of 1.2.3.4 and 007.",
    "Rs 5 lakh crore, ¥1,000億, 3½ years, ２０ units and 1e6 more at −4 °C.",
)


def uncovered(extraction: Extraction) -> list[str]:
    """Return the numerals of the raw text that neither figures nor rejected numbers cover."""
    raw = extraction.article.raw_text
    covered: set[int] = set()
    for record in (*extraction.facts.figures, *extraction.facts.rejected):
        covered.update(range(record.char_start, record.char_end))
    return [
        found.group()
        for found in re.finditer(r"\d+", raw)
        if not covered.issuperset(range(*found.span()))
    ]


def check_spans(extraction: Extraction) -> None:
    """Every quote is the raw text under its span, in reading order."""
    raw, facts = extraction.article.raw_text, extraction.facts
    for records in (facts.figures, facts.companies, facts.forecasts, facts.rejected):
        assert all(raw[r.char_start : r.char_end] == r.quote for r in records)
        starts = [record.char_start for record in records]
        assert starts == sorted(starts)


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4), st.sampled_from("\n \t"))
def test_every_numeral_is_accounted_for(paragraphs: list[str], between: str) -> None:
    """However paragraphs are joined, no numeral is lost and every quote is where it says."""
    extraction = extract(between.join(paragraphs))
    assert uncovered(extraction) == []
    check_spans(extraction)


def test_every_numeral_of_the_seed_is_accounted_for() -> None:
    """The seed article loses no numeral either."""
    extraction = extract(SEED.read_bytes())
    assert uncovered(extraction) == []
    check_spans(extraction)


def test_figures_and_rejected_numbers_do_not_overlap() -> None:
    """A number is a figure or rejected, never both, and no two records share a character."""
    facts = extract("\n".join(PARAGRAPHS)).facts
    records = sorted((*facts.figures, *facts.rejected), key=lambda r: r.char_start)
    for one, following in pairwise(records):
        assert one.char_end <= following.char_start, (one.quote, following.quote)


def test_same_bytes_same_records() -> None:
    """Twice the same gives the same, to the last field."""
    text = "\n".join(PARAGRAPHS)
    assert extract(text) == extract(text)


def test_line_ends_change_places_only() -> None:
    """CRLF and LF give one article id and the same facts, the spans moved by the line ends."""
    text = "\n".join(PARAGRAPHS[:3])
    lf, crlf = extract(text), extract(text.replace("\n", "\r\n"))
    assert lf.article.article_id == crlf.article.article_id
    moved = {"char_start", "char_end", "figure_id", "forecast_id", "figure_ids"}
    for name in ("figures", "companies", "forecasts", "rejected"):
        one, two = getattr(lf.facts, name), getattr(crlf.facts, name)
        assert [r.model_dump(exclude=moved) for r in one] == [
            r.model_dump(exclude=moved) for r in two
        ]
        for a, b in zip(one, two, strict=True):
            assert b.char_start - a.char_start == text.count("\n", 0, a.char_start)


def test_failing_extraction_rejects_its_article(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A bug rejects the article with the exception's name, and the log has the traceback."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(FigureReader, "read", fail)
    log = logging.Logger("of this test")  # whatever others did to the module's own
    log.addHandler(caplog.handler)
    monkeypatch.setattr("pipeline.process.LOG", log)
    outcome = load_extractor().process(source_of("Sales rose 5%.", uri="a/b.txt"))
    assert isinstance(outcome, Rejection)
    assert outcome.reason is RejectionReason.EXTRACTION_FAILED
    assert "ZeroDivisionError: by nothing" in outcome.detail
    assert "a/b.txt" in caplog.text
    assert "Traceback" in caplog.text


def test_rest_goes_on_after_a_rejection() -> None:
    """One bad input leaves the others alone, in order."""
    sources = [source_of("Sales rose 5%."), source_of(b""), source_of("Sales fell 3%.")]
    outcomes = list(load_extractor().process_many(sources))
    assert [type(outcome) for outcome in outcomes] == [Extraction, Rejection, Extraction]


def test_too_long_text_is_rejected() -> None:
    """A text beyond the limit says how long it is and what to do; one at the limit is read."""
    known = load_extractor()
    small = replace(known, settings=known.settings.model_copy(update={"max_characters": 14}))
    assert isinstance(small.process(source_of("Sales rose 5%.")), Extraction)
    outcome = small.process(source_of("Sales rose 15%."))
    assert isinstance(outcome, Rejection)
    assert outcome.reason is RejectionReason.TOO_LARGE
    assert "15 characters; at most 14" in outcome.detail


def test_sidecar_dates_the_article() -> None:
    """The day of publication dates "last year"; the rest of the sidecar is kept."""
    sidecar = b'published_on = 2029-06-15\ntitle = "Pumps"\npublisher = "The Pump"\n'
    extraction = extract("Revenue was $5 million last year.", sidecar=sidecar)
    assert extraction.article.published_on == date(2029, 6, 15)
    assert (extraction.facts.title, extraction.article.publisher) == ("Pumps", "The Pump")
    assert extraction.facts.figures[0].period == "2028"


def test_bad_sidecar_is_rejected() -> None:
    """A sidecar that is no TOML rejects its article."""
    outcome = load_extractor().process(source_of("Sales rose 5%.", sidecar=b"published"))
    assert isinstance(outcome, Rejection)
    assert outcome.reason is RejectionReason.BAD_SIDECAR


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Pumps sell\n\nSales rose 5%.", "Pumps sell"),
        ("x " * 100 + "\nSales rose 5%.", None),
        ("Sales rose 5%.\n\nCosts fell.", None),
        ("Sales rose 5%", None),
    ],
    ids=["short first line", "long first line", "a sentence", "nothing but it"],
)
def test_title_is_a_first_line_like_a_headline(text: str, title: str | None) -> None:
    """A short first line without a final stop is the title; else none is known."""
    assert extract(text, sidecar=None).article.title == title


def test_content_key_covers_bytes_and_sidecar() -> None:
    """Other bytes, or another sidecar, make another key; the place of the file does not."""
    key = load_extractor().content_key
    one = source_of("Sales rose 5%.")
    assert key(one) == key(source_of("Sales rose 5%.", uri="elsewhere.txt"))
    assert key(one) != key(source_of("Sales rose 6%."))
    assert key(one) != key(source_of("Sales rose 5%.", sidecar=None))


@pytest.mark.parametrize("text", ["No number stands here.", "5", "%", ".", "(", "–\n–", "a" * 300])
def test_odd_texts_are_read(text: str) -> None:
    """Short, empty-looking and endless texts give an article with its facts."""
    assert uncovered(extract(text)) == []


def test_sums_are_made_by_one_thread() -> None:
    """Whatever reads an article's words finds NumPy's library kept to one thread."""
    extractor = load_extractor()
    threads: set[int] = set()

    def watch(article: MarkedArticle) -> Choosers:
        threads.update(p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas")
        return extractor.reader.bind(article)

    watching = replace(extractor, reader=extractor.reader.with_choosers(watch))
    assert isinstance(watching.process(source_of("Norlund sold 40 pumps.")), Extraction)
    assert threads == {1}
