"""Learn which names are companies: `python -m pipeline.build.names`.

Reads `seeds/training/names.jsonl.gz` (one name of one annotated stretch a line: its features,
and whether it is a company; no text) and writes `seeds/lexicon/name_weights.csv`. The same rows
give the same weights. `--report` trains on three quarters of the articles and prints how well
the rest is told; `--texts DIR` makes the rows anew first, for whoever has the articles.
"""

import argparse
import csv
import dataclasses
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.build.choices import LABELS, read_labels, read_texts, stretch_of
from pipeline.build.train import Choice, train
from pipeline.components.companies import CompanyFinder
from pipeline.components.companies_book import Book
from pipeline.components.companies_features import chance_of
from pipeline.components.companies_page import Line
from pipeline.components.companies_words import joined_key
from pipeline.gazetteer import load_legal_forms
from pipeline.grammar.names import LegalForms
from pipeline.grammar.names_tickers import Ticker
from pipeline.lexicon import REPOSITORY
from pipeline.process import Processor, load_processor
from pipeline.settings import load_settings
from schemas import Source

NAMES = REPOSITORY / "seeds" / "training" / "names.jsonl.gz"
WEIGHTS = REPOSITORY / "seeds" / "lexicon" / "name_weights.csv"
RIDGE = 1.0
FOLDS = 4


class Listener(CompanyFinder):
    """A finder that keeps the book of the last article."""

    book: Book | None = None

    @staticmethod
    def of(finder: CompanyFinder) -> "Listener":
        """Return a finder like `finder` that keeps its book."""
        return Listener(finder.gazetteer, finder.words, finder.weights)

    def gather(self, lines: Sequence[Line], tickers: Sequence[Ticker]) -> Book:
        """Return the article's book, and keep it."""
        self.book = super().gather(lines, tickers)
        return self.book


def rows_of(row: Mapping[str, object], text: str, processor: Processor) -> Iterator[str]:
    """Yield a line of JSON for each name of one annotated stretch that needs a decision.

    A stretch without any company was annotated for something else and gives none.
    """
    if not row["companies"]:
        return
    listener = Listener.of(processor.finder)
    dataclasses.replace(processor, finder=listener).process(_source(row, text))
    if listener.book is None:
        return
    companies, left_open = _labelled(row, text, load_legal_forms())
    for key, entry in listener.book.entries.items():
        if not entry.is_certain and not entry.is_agency and key not in left_open:
            features = {n: round(v, 3) for n, v in listener.book.features(entry).items()}
            found = {"article": row["origin"], "company": key in companies, "features": features}
            yield json.dumps(found)


def _source(row: Mapping[str, object], text: str) -> Source:
    content = text.encode()
    return Source(
        source_uri=str(row["origin"]),
        media_type="text/plain",
        content=content,
        content_sha256=sha256(content).hexdigest(),
    )


def _labelled(row: Mapping[str, object], text: str, forms: LegalForms) -> tuple[set[str], set[str]]:
    """Return the keys of the names that are companies, and of those left open."""
    sure: set[str] = set()
    left_open: set[str] = set()
    labels = row["companies"]
    for label in labels if isinstance(labels, list) else ():
        key = joined_key(forms.strip(text[label["start"] : label["end"]]))
        (left_open if label.get("optional") else sure).add(key)
    return sure, left_open - sure


def read_names(path: Path) -> list[Choice]:
    """Return each name as a choice between "a company" (the first) and "none"."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Choice(row["article"], (row["features"], {}), (row["company"], not row["company"]))
        for row in rows
    ]


def report(names: Sequence[Choice]) -> str:
    """Return precision and recall among articles not trained on, by four folds."""
    articles = sorted({name.article for name in names})
    fold = {article: at % FOLDS for at, article in enumerate(articles)}
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for part in range(FOLDS):
        weights = train([name for name in names if fold[name.article] != part], RIDGE)
        for name in names:
            if fold[name.article] == part:
                taken = chance_of(name.candidates[0], weights) >= 0.5
                counts[taken, name.right[0]] += 1
    right = counts[True, True]
    precision = right / max(1, right + counts[True, False])
    recall = right / max(1, right + counts[False, True])
    return f"precision {precision:.3f}  recall {recall:.3f}  (n {len(names)})"


def write_weights(weights: Mapping[str, float], path: Path) -> None:
    """Write the table that the company finder reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight", "source"))
        writer.writerows((name, weight, "trained") for name, weight in sorted(weights.items()))


def make_rows(texts: Mapping[str, str]) -> int:
    """Write the rows of all stretches whose texts are at hand; return how many are not."""
    processor = load_processor(load_settings())
    missing = 0
    with NAMES.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as file:
        for row in (one for one in read_labels(LABELS) if not one.get("held")):
            text = stretch_of(row, texts)
            missing += text is None
            for line in rows_of(row, text, processor) if text is not None else ():
                file.write(line.encode() + b"\n")
    return missing


def main() -> None:
    """Make the rows anew if asked, then train, or report on held-out articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, help="folder with the articles: make the rows anew")
    parser.add_argument("--report", action="store_true", help="four-fold accuracy, write nothing")
    asked = parser.parse_args()
    if asked.texts is not None:
        missing = make_rows(read_texts(asked.texts))
        print(f"{missing} annotated stretches without their text")  # noqa: T201 - a command
    names = read_names(NAMES)
    if asked.report:
        print(report(names))  # noqa: T201 - the report is this command's output
        return
    write_weights(train(names, RIDGE), WEIGHTS)


if __name__ == "__main__":
    main()
