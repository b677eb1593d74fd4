"""Copies: found whatever comes first, linked to the earliest, their claims counted once."""

from datetime import date
from itertools import permutations

import pytest

from pipeline.likeness import sign
from schemas import Extraction
from tests.warehouse.factories import TEXT, extraction
from tests.warehouse.ingesting import ingest, rows
from warehouse.store import Store

STORY = TEXT + " " + " ".join(f"The mill says so for reason {n}." for n in range(60))
CHANGED = STORY.replace("reason 30", "no reason")
OTHER = TEXT + " " + " ".join(f"Nobody at the pump knew fact {n * n}." for n in range(60))


def article(name: str, text: str, day: int | None, **facts: object) -> Extraction:
    """Return an article of a day of May 2024 with its signature; None for no day."""
    made = extraction(f"{name}.txt", text, **facts)
    published = date(2024, 5, 1 + day) if day is not None else None
    dated = {"published_on": published}
    return made.model_copy(
        update={
            "article": made.article.model_copy(update=dated),
            "facts": made.facts.model_copy(update=dated),
            "signature": sign(text),
        }
    )


def copies(store: Store) -> dict[str, str | None]:
    """Return each article's file and that of the article that it copies."""
    query = (
        "SELECT copy.source_uri, first.source_uri FROM articles AS copy "
        "LEFT JOIN articles AS first ON first.article_id = copy.copy_of"
    )
    return dict(rows(store.working, query))


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_first_is_the_earliest_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    """The article published first is the original, in whatever order they are loaded."""
    some = [article("late", STORY, 3), article("early", CHANGED, 1), article("other", OTHER, 0)]
    for index in order:
        ingest(store, some[index], publish=False)
    assert copies(store) == {"late.txt": "early.txt", "early.txt": None, "other.txt": None}
    (similarity,) = rows(store.working, "SELECT similarity FROM articles WHERE copy_of IS NOT NULL")
    assert 0.9 < similarity[0] < 1


def test_claims_of_a_copy_count_once(store: Store) -> None:
    """What a copy repeats is marked, what it adds is not; a plain filter counts each once."""
    first, copy = article("a", STORY, 0), article("b", CHANGED, 1)
    kept = copy.facts.figures[0].model_copy(update={"unit": "ton"})
    facts = copy.facts.model_copy(update={"figures": (kept, *copy.facts.figures[1:])})
    ingest(store, first, copy.model_copy(update={"facts": facts}), publish=False)
    query = "SELECT source_uri, unit FROM figures WHERE NOT is_repeat ORDER BY ALL"
    assert rows(store.working, query) == [("a.txt", "USD"), ("a.txt", "count"), ("b.txt", "ton")]
    forecasts = "SELECT source_uri FROM forecasts WHERE NOT is_repeat"
    assert rows(store.working, forecasts) == [("a.txt",)]


def test_changed_article_is_no_copy_of_itself(store: Store) -> None:
    """A revision is like the one before, but only what inputs hold now can be copied."""
    ingest(store, article("a", STORY, 0), publish=False)
    ingest(store, article("a", CHANGED, 0), publish=False)
    assert copies(store) == {"a.txt": None}


def test_form_filled_in_later_is_no_copy(store: Store) -> None:
    """What is alike but not the same, weeks later, is no copy; the very same text is."""
    changed = STORY.replace("mill says so for reason 1", "pump does not know of cause 1")
    ingest(store, article("a", STORY, 0), article("b", changed, 29), publish=False)
    ingest(store, article("c", STORY + " End.", 30), publish=False)
    found = copies(store)
    assert found["b.txt"] is None
    assert found["c.txt"] == "a.txt"


def test_without_days_the_id_decides(store: Store) -> None:
    """Where no day is known the lesser id is first, and a known day is before an unknown one."""
    some = [article("a", STORY, None), article("b", CHANGED, None)]
    ingest(store, *some, publish=False)
    first, second = sorted(some, key=lambda one: one.article.article_id)
    assert copies(store)[second.article.source_uri] == first.article.source_uri
    ingest(store, article("c", STORY + " End.", 5), publish=False)
    assert copies(store)["c.txt"] is None


def test_rejected_article_frees_its_copies(store: Store) -> None:
    """A copy stands for itself once the first is gone from its input."""
    ingest(store, article("a", STORY, 0), article("b", CHANGED, 1), publish=False)
    ingest(store, article("a", OTHER, 0), publish=False)
    assert copies(store) == {"a.txt": None, "b.txt": None}
