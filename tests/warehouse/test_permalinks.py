"""Addresses that lead to the very words: the same in SQL as in Python, and found again."""

import pytest

from schemas import UnknownName
from tests.warehouse.factories import extraction
from tests.warehouse.ingesting import ingest
from warehouse.permalink import permalink, split
from warehouse.reader import Reader
from warehouse.store import Store

VIEWS = (
    *("articles", "figures", "forecasts", "forecast_values", "companies", "company_mentions"),
    *("company_roles", "company_timeline", "comparables", "rejected_numbers"),
    "unresolved_companies",
)
"""The views with one address a row."""


@pytest.mark.parametrize(
    ("source", "origin", "sentence"),
    [
        ("a/b.txt", None, "Sales rose."),
        ("https://example.org/a-b#top", None, "Sales rose 5-6% – strongly, said X & Y."),
        ("b.html", "http://example.org/x", " ".join(f"w{n}," for n in range(14))),
        ("b.html", "ftp://example.org/x", "one  two\nthree"),
    ],
)
def test_views_and_search_give_one_address(
    reader: Reader, source: str, origin: str | None, sentence: str
) -> None:
    """The macro of the views is the function of the search, letter by letter."""
    query = "SELECT core.permalink(?, ?, ?, 3, 11)"
    made = permalink(source, origin, sentence, 3, 11)
    assert reader.sql(query, [source, origin, sentence]).rows == [(made,)]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Last week Siemens Energy AG said so.", "Siemens", "Last%20week-,Siemens,-Energy%20AG"),
        ("Siemens Energy said so.", "Siemens", "Siemens,-Energy%20said"),
        ("It was Siemens", "Siemens", "It%20was-,Siemens"),
        ("At Acme-Siemens\nBV today", "Acme-Siemens", "Acme%2DSiemens,-BV%20today"),
        ("x" * 70 + " of Acme in a", "Acme", "Acme,-in%20a"),
    ],
)
def test_words_without_a_sentence(reader: Reader, text: str, quote: str, expected: str) -> None:
    """A name is found by the whole words around it, as far as there are any."""
    start = text.index(quote)
    query = "SELECT core.permalink_between('https://example.org/x', NULL, ?, ?, ?)"
    (row,) = reader.sql(query, [text, start, start + len(quote)]).rows
    assert row == (f"https://example.org/x#:~:text={expected}",)


@pytest.mark.parametrize("view", VIEWS)
def test_every_claim_has_an_address(reader: Reader, view: str) -> None:
    """No row of a view of claims is without one."""
    query = f"SELECT count(*) FROM {view} WHERE coalesce(permalink, '') = ''"  # noqa: S608
    assert reader.sql(query).rows == [(0,)]


def test_an_address_is_found_again(new_store: Store) -> None:
    """A permalink of a file names its article and its record; of a page too, if nothing else."""
    found = extraction()
    files = found.model_copy(
        update={"article": found.article.model_copy(update={"origin_uri": None})}
    )
    ingest(new_store, files)
    with new_store.reader() as opened:
        for view, key in (("figures", "figure_id"), ("forecasts", "forecast_id")):
            query = f"SELECT permalink, {key} FROM {view}"  # noqa: S608 - our own names
            for link, record_id in opened.sql(query).rows:
                assert getattr(opened.record(link).record, key) == record_id
                assert opened.article(link).article.article_id == found.article.article_id
        ((link,),) = opened.sql("SELECT permalink FROM rejected_numbers").rows
        assert opened.record(link).record.quote == "1987"


def test_an_address_of_several_records_names_them(reader: Reader) -> None:
    """The figures of one sentence of a page share an address; the message has their ids."""
    ((link, *_), *_) = reader.sql(
        "SELECT permalink, count(*) FROM figures GROUP BY ALL HAVING count(*) > 1"
    ).rows
    with pytest.raises(UnknownName, match="names more than one"):
        reader.record(link)


@pytest.mark.parametrize("link", ["nowhere.txt#char=1,2", "pumps.txt#char=0,0", "a#:~:text=b"])
def test_an_address_that_leads_nowhere(reader: Reader, link: str) -> None:
    """An address that no article or no record has is told."""
    with pytest.raises(UnknownName):
        reader.record(link)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("a.txt#char=1,2", ("a.txt", "#char=1,2")),
        ("https://e.org/#:~:text=a", ("https://e.org/", "#:~:text=a")),
        ("f_87c6a935f27e4904", None),
        ("21abb:890", None),
        ("#char=1,2", None),
    ],
)
def test_split(link: str, expected: tuple[str, str] | None) -> None:
    """An address comes apart where `permalink` put it together; an id is none."""
    assert split(link) == expected
