"""What cannot be stored becomes a rejection before it reaches the warehouse."""

from decimal import Decimal
from functools import partial

import pytest

from schemas import Extraction
from tests.warehouse import ingesting
from tests.warehouse.factories import TEXT, extraction, figure, sha
from tests.warehouse.ingesting import rows
from warehouse.store import Store

ingest = partial(ingesting.ingest, publish=False)

ARTICLE_ID = sha(TEXT)[:16]


def with_value(value: str) -> Extraction:
    """Return an extraction whose one figure has this value."""
    return extraction(figures=(figure(ARTICLE_ID, TEXT, "1,200", value=Decimal(value)),))


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        ("0", "0"),
        ("-61710000000.25", "-61710000000.25"),
        ("99999999999999999999999999999", "99999999999999999999999999999"),
        ("1E+28", "10000000000000000000000000000"),
        ("0.0000000005", None),
        ("0.3333333333333333", "0.333333333"),
        ("0.0000000015", "0.000000002"),
        ("100000000000000000000000000000", None),
        ("1E+999999", None),
        ("1E-30", None),
    ],
)
def test_values_at_the_edge(store: Store, value: str, stored: str | None) -> None:
    """A value is stored to nine decimals, or its article is rejected; no run ends by it."""
    run = ingest(store, with_value(value))
    if stored is None:
        assert (run.articles_loaded, run.articles_rejected) == (0, 1)
        ((reason, detail),) = rows(store.working, "SELECT reason, detail FROM rejections")
        assert reason == "extraction_failed"
        assert "cannot be stored" in detail
    else:
        assert rows(store.working, "SELECT value FROM figures") == [(Decimal(stored),)]


def quoting_elsewhere() -> Extraction:
    """Return an extraction with a quote that is not under its span."""
    pumps = figure(ARTICLE_ID, TEXT, "1,200")
    return extraction(figures=(pumps.model_copy(update={"quote": "1,300"}),))


def twice_the_same() -> Extraction:
    """Return an extraction with the same figure twice."""
    pumps = figure(ARTICLE_ID, TEXT, "1,200")
    return extraction(figures=(pumps, pumps))


def of_no_figure() -> Extraction:
    """Return an extraction whose forecast names a figure that is not there."""
    return extraction(figures=(), forecasts=extraction().facts.forecasts)


def of_another_article() -> Extraction:
    """Return an article with the facts of another."""
    return Extraction(article=extraction().article, facts=extraction(text="x" + TEXT).facts)


@pytest.mark.parametrize(
    ("unproven", "detail"),
    [
        (quoting_elsewhere(), "not what stands at character 20"),
        (twice_the_same(), "an id occurs twice: fig_"),
        (of_no_figure(), "names fig_"),
        (of_another_article(), "under article"),
    ],
    ids=["quote", "id", "forecast", "article"],
)
def test_unproven_facts_are_rejected(store: Store, unproven: Extraction, detail: str) -> None:
    """Facts that their article does not prove are a rejection; the next article is loaded."""
    good = extraction("good.txt", "Good: " + TEXT)
    run = ingest(store, unproven, good)
    assert (run.articles_loaded, run.articles_rejected) == (1, 1)
    ((told,),) = rows(store.working, "SELECT detail FROM rejections")
    assert detail in told
    assert rows(store.working, "SELECT source_uri FROM articles") == [("good.txt",)]


def test_last_outcome_of_a_source_counts(store: Store) -> None:
    """Of two outcomes of one source in a batch the later is loaded."""
    ingest(store, extraction("a.txt"), extraction("a.txt", "New. " + TEXT))
    assert rows(store.working, "SELECT starts_with(raw_text, 'New.') FROM articles") == [(True,)]
