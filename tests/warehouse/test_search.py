"""Full-text search: which articles are found, in what order, and with which sentence."""

from datetime import date
from pathlib import Path

import pytest

from schemas import UsageError, WarehouseError, WarehouseMissing
from tests.warehouse.factories import extraction
from tests.warehouse.ingesting import ingest, rows
from warehouse.permalink import permalink
from warehouse.search import Hit, search
from warehouse.store import Store

NOTHING: dict[str, object] = dict.fromkeys(("figures", "companies", "forecasts", "rejected"), ())

TEXTS = {
    "pumps.txt": "Northwind sells pumps. Its pumps are growing dearer, and 2028 will be no better. "
    "Nobody knows why.",
    "cafe.txt": "The café grows well. "
    "Servers grew, and the market for servers grew faster than before.",
    "market.txt": "A market is a place. "
    + "Nothing of note happened there. " * 20
    + "It has servers.",
    "other.txt": "Nothing at all.",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with four small articles, and one with records."""
    store = Store(tmp_path_factory.mktemp("shelf"))
    made = [extraction(name, text, **NOTHING) for name, text in TEXTS.items()]
    ingest(store, *made, extraction("records.txt"))
    return store


def found(store: Store, words: str) -> list[str]:
    """Return the inputs of the articles found, the best first."""
    return [hit.source_uri for hit in search(store.published, words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("growing", ["cafe.txt", "pumps.txt"]),
        ("GROWS", ["cafe.txt", "pumps.txt"]),
        ("cafe", ["cafe.txt"]),
        ("Café", ["cafe.txt"]),
        ("2028", ["pumps.txt"]),
        ("servers market", ["cafe.txt", "market.txt"]),
        ('"market for servers"', ["cafe.txt"]),
        ('"MARKET for" servers', ["cafe.txt"]),
        ('"servers market"', []),
        ("northwind dearer", ["pumps.txt", "records.txt"]),
        ("zeppelin", []),
        ("'; DROP TABLE search.words; --", []),
        ("%", None),
    ],
)
def test_articles_found(shelf: Store, words: str, expected: list[str] | None) -> None:
    """Forms of a word are one, articles with all words come first, quotes stand side by side."""
    if expected is None:
        with pytest.raises(UsageError, match="give a word"):
            found(shelf, words)
    else:
        assert found(shelf, words)[: len(expected)] == expected
        assert expected or not found(shelf, words)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("dearer 2028", "Its pumps are growing dearer, and 2028 will be no better."),
        ("server market", "Servers grew, and the market for servers grew faster than before."),
        ("knows", "Nobody knows why."),
    ],
)
def test_sentence_of_a_hit(shelf: Store, words: str, sentence: str) -> None:
    """The sentence with most of the words is shown, where it stands in the raw text."""
    hit = search(shelf.published, words)[0]
    assert hit.sentence == sentence
    assert TEXTS[hit.source_uri][hit.char_start : hit.char_end] == sentence


def test_records_of_a_hit(shelf: Store) -> None:
    """A sentence comes with the figures and forecasts that stand in it, and its address."""
    hit = search(shelf.published, "analysts expect")[0]
    facts = extraction("records.txt").facts
    assert set(hit.records) == {facts.figures[1].figure_id, facts.forecasts[0].forecast_id}
    assert (hit.title, hit.published_on) == ("Pumps sell", date(2024, 2, 29))
    assert hit.permalink.startswith("https://example.org/pumps#:~:text=Analysts%20at")


def test_title_is_searched_and_a_new_one_replaces_it(new_store: Store) -> None:
    """An article is found by its title, and no more by one that it had before."""

    def titled(title: str) -> Hit | None:
        made = extraction("a.txt", "A plain text.", **NOTHING)
        article = made.article.model_copy(update={"title": title})
        facts = made.facts.model_copy(update={"title": title})
        ingest(new_store, made.model_copy(update={"article": article, "facts": facts}))
        return next(iter(search(new_store.published, "zeppelins")), None)

    hit = titled("Of zeppelins")
    assert hit
    assert hit.sentence == "A plain text."
    assert titled("Of balloons") is None
    assert rows(new_store.published, "SELECT count(*) FROM search.documents") == [(1,)]


def test_index_grows_with_the_articles(new_store: Store) -> None:
    """Each run indexes what is new, and nothing twice; what went is not found."""
    ingest(new_store, extraction("a.txt", "One zebra.", **NOTHING))
    ingest(new_store, extraction("b.txt", "Two zebras.", **NOTHING))
    assert sorted(found(new_store, "zebra")) == ["a.txt", "b.txt"]
    ingest(new_store, extraction("b.txt", "Two lions.", **NOTHING))
    assert found(new_store, "zebra") == ["a.txt"]
    words = rows(new_store.published, "SELECT document, stem, times FROM search.words ORDER BY ALL")
    assert words == [
        *[(1, "on", 1), (1, "pump", 1), (1, "sell", 1), (1, "zebra", 1)],
        *[(2, "pump", 1), (2, "sell", 1), (2, "two", 1), (2, "zebra", 1)],
        *[(3, "lion", 1), (3, "pump", 1), (3, "sell", 1), (3, "two", 1)],
    ]


def test_index_made_in_parts(
    shelf: Store, new_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many articles are counted together, the index is the same, row by row."""
    monkeypatch.setattr("warehouse.word_index.AT_ONCE", 2)
    made = [extraction(name, text, **NOTHING) for name, text in TEXTS.items()]
    ingest(new_store, *made, extraction("records.txt"))
    for query in ("FROM search.documents", "FROM search.words"):
        assert rows(new_store.published, query) == rows(shelf.published, query)


def test_nothing_to_search(tmp_path: Path) -> None:
    """Without a warehouse there is a clear message."""
    with pytest.raises(WarehouseMissing, match="foretell ingest"):
        search(tmp_path / "none.duckdb", "word")


def test_extension_is_missing(shelf: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extension's package one is told which to install."""
    monkeypatch.setattr("warehouse.word_index.find_spec", lambda _name: None)
    with pytest.raises(WarehouseError, match="duckdb-extension-fts"):
        search(shelf.published, "word")


@pytest.mark.parametrize(
    ("source", "origin", "words", "expected"),
    [
        ("a/b.txt", None, "One two.", "a/b.txt#char=3,11"),
        ("a.txt", "https://e.org/p", "One two.", "https://e.org/p#:~:text=One%20two."),
        ("https://e.org/p#top", None, "One, two", "https://e.org/p#:~:text=One%2C%20two"),
        ("a.txt", "ftp://e.org/p", "One", "a.txt#char=3,11"),
        ("https://e.org", None, "a-b & c", "https://e.org#:~:text=a%2Db%20%26%20c"),
        (
            "https://e.org",
            None,
            "1 2 3 4 5 6\n7 8 9 10 11",
            "https://e.org#:~:text=1%202%203%204%205,7%208%209%2010%2011",
        ),
    ],
)
def test_permalink(source: str, origin: str | None, words: str, expected: str) -> None:
    """A page's words are named as browsers find them, a file's by their characters."""
    assert permalink(source, origin, words, 3, 11) == expected
