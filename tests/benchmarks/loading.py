"""How long the warehouse takes to stage, load and publish figures made by hand."""

from pathlib import Path
from time import perf_counter

from schemas import Extraction, RunState
from tests.warehouse.factories import extraction, figure, sha
from warehouse.store import Store

IN_ONE_ARTICLE = 200


def made_extraction(number: int, figures: int) -> Extraction:
    """Return an article with so many figures, each with a quote of its own."""
    quotes = [f"{number + 1}0{each:05d} pumps" for each in range(figures)]
    text = f"Report {number}. Sold: {', '.join(quotes)}."
    article_id = sha(text)[:16]
    found = tuple(figure(article_id, text, quote) for quote in quotes)
    return extraction(
        f"report-{number}.txt", text, figures=found, companies=(), forecasts=(), rejected=()
    )


def load_seconds(home: Path, figures: int) -> float:
    """Return the wall seconds from the first row staged to the published file."""
    articles = max(1, figures // IN_ONE_ARTICLE)
    made = [made_extraction(number, figures // articles) for number in range(articles)]
    start = perf_counter()
    with Store(home).writer(command="add", extractor_version="1", model_version="1") as writer:
        writer.load(writer.stage(made))
        writer.finish(RunState.COMPLETED, seen=len(made), unchanged=0)
        writer.publish()
    return perf_counter() - start
