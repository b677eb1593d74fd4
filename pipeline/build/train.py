"""Train the rankers that the reading net has no part in: `python -m pipeline.build.train`.

Reads `seeds/training/choices.jsonl.gz` (one choice a line: field, the candidates' features,
which of them are right; no text) and writes their weights into `seeds/lexicon/weights.csv`. The
same rows give the same weights. `--report` trains on three quarters of the articles and prints how
often the rest is chosen right. The weights beside the net are trained with it
(`python -m pipeline.build.encoder`).
"""

import argparse
import csv
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.lexicon import REPOSITORY

CHOICES = REPOSITORY / "seeds" / "training" / "choices.jsonl.gz"
WEIGHTS = REPOSITORY / "seeds" / "lexicon" / "weights.csv"
RIDGE = {
    "company": 1.5,
    "forecast": 2.0,
    "forecaster": 1.0,
    "kind": 0.6,
    "metric": 0.7,
    "period": 1.2,
    "region": 0.6,
    "source": 0.6,
    "stated": 4.0,
    "status": 0.6,
    "target": 2.0,
}
MIN_COUNT = 5
STEPS = 600
RATE = 0.08


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of one article: every candidate's features, and which are right."""

    article: str
    candidates: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def read_choices(path: Path) -> dict[str, list[Choice]]:
    """Return the choices of each field, in the order of the file."""
    choices: dict[str, list[Choice]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            choice = Choice(row["article"], tuple(row["features"]), tuple(row["right"]))
            choices.setdefault(row["field"], []).append(choice)
    return choices


def train(choices: Sequence[Choice], ridge: float) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest.

    A conditional logit by full-batch Adam with a ridge penalty; choices without a right
    candidate teach nothing and are left out.
    """
    usable = [c for c in choices if any(c.right) and len(c.candidates) > 1]
    if not usable:
        return {}
    names = _names(usable)
    table = _table(usable, {name: i for i, name in enumerate(names)})
    weights = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = _gradient(table, weights) + ridge * weights / len(usable) * 4
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        rate = RATE * min(1.0, 2.0 * (1 - step / (STEPS + 1)))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def _names(choices: Sequence[Choice]) -> list[str]:
    """Return the features that occur often enough to learn from, in alphabetical order."""
    counts: dict[str, int] = {}
    for choice in choices:
        for name in {n for features in choice.candidates for n in features}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)


@dataclass(frozen=True, slots=True)
class Table:
    """All candidates of many choices, as sparse rows.

    The n-th non-zero cell is in row `rows[n]`, column `columns[n]`; `right` tells of each row
    whether its candidate is right, `starts` at which row each choice begins.
    """

    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    values: NDArray[np.float64]
    right: NDArray[np.bool_]
    starts: NDArray[np.intp]


def _table(choices: Sequence[Choice], index: dict[str, int]) -> Table:
    """Return the candidates of all choices; features without a column are left out."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    right: list[bool] = []
    starts: list[int] = []
    for choice in choices:
        starts.append(len(right))
        for features, is_right in zip(choice.candidates, choice.right, strict=True):
            known = [(index[name], value) for name, value in features.items() if name in index]
            rows += [len(right)] * len(known)
            columns += [column for column, _ in known]
            values += [value for _, value in known]
            right.append(is_right)
    return Table(
        np.array(rows, dtype=np.intp),
        np.array(columns, dtype=np.intp),
        np.array(values),
        np.array(right, dtype=np.bool_),
        np.array(starts, dtype=np.intp),
    )


def _gradient(table: Table, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean gradient of minus the log chance that a right candidate is chosen."""
    count = len(table.right)
    lengths = np.diff(np.append(table.starts, count))
    cells = table.values * weights[table.columns]
    scores = np.bincount(table.rows, weights=cells, minlength=count)
    scores -= np.repeat(np.maximum.reduceat(scores, table.starts), lengths)
    parts = np.exp(scores)
    chances = parts / np.repeat(np.add.reduceat(parts, table.starts), lengths)
    good = np.where(table.right, parts, 0.0)
    posterior = good / np.repeat(np.add.reduceat(good, table.starts), lengths)
    pull = table.values * (chances - posterior)[table.rows]
    gradient = np.bincount(table.columns, weights=pull, minlength=len(weights))
    return gradient / len(table.starts)


def accuracy(choices: Sequence[Choice], weights: dict[str, float]) -> tuple[float, float]:
    """Return how often the top candidate is right, and how often any is; 0 of no choices."""
    hits = reachable = 0
    for choice in choices:
        scores = [sum(weights.get(n, 0.0) * v for n, v in f.items()) for f in choice.candidates]
        best = max(range(len(scores)), key=lambda i: (scores[i], -i)) if scores else None
        hits += best is not None and choice.right[best]
        reachable += any(choice.right)
    total = max(1, len(choices))
    return hits / total, reachable / total


def report(choices: dict[str, list[Choice]]) -> list[str]:
    """Return a line for each field: right among articles not trained on, by four folds."""
    lines = []
    for name, rows in choices.items():
        articles = sorted({c.article for c in rows})
        fold = {article: i % 4 for i, article in enumerate(articles)}
        scores = []
        for part in range(4):
            weights = train([c for c in rows if fold[c.article] != part], RIDGE[name])
            held = [c for c in rows if fold[c.article] == part]
            scores.append((len(held), *accuracy(held, weights)))
        total = sum(n for n, *_ in scores)
        right = sum(n * a for n, a, _ in scores) / total
        reachable = sum(n * r for n, _, r in scores) / total
        lines.append(f"{name:8s} right {right:.3f}  reachable {reachable:.3f}  (n {total})")
    return lines


def write_weights(weights: dict[str, dict[str, float]], path: Path) -> None:
    """Write the table that `pipeline.ranking` reads; weights of nothing are left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "model", "weight"))
        for model in sorted(weights):
            for name, weight in sorted(weights[model].items()):
                if abs(weight) >= 0.02:
                    writer.writerow((name, model, weight))


def read_weights(path: Path) -> dict[str, dict[str, float]]:
    """Return the table that `write_weights` wrote."""
    weights: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weights.setdefault(row["model"], {})[row["feature"]] = float(row["weight"])
    return weights


def main() -> None:
    """Train on all choices and write the weights, or report on held-out articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", action="store_true", help="four-fold accuracy, write nothing")
    asked = parser.parse_args()
    choices = read_choices(CHOICES)
    if asked.report:
        for line in report(choices):
            print(line)  # noqa: T201 - the report is this command's output
        return
    trained = {name: train(rows, RIDGE[name]) for name, rows in choices.items()}
    write_weights(read_weights(WEIGHTS) | trained, WEIGHTS)


if __name__ == "__main__":
    main()
