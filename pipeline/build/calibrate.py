"""Measure how often figures are right: `python -m pipeline.build.calibrate --texts DIR`.

Trains the rankers on three quarters of the annotated articles, extracts the last quarter, and
compares every figure with its annotation; four times, so that each article is read by rankers
that never saw it. The share that is right in every field, by the rankers' joint chance, goes to
`seeds/lexicon/confidence.csv` as a line that never falls (isotonic regression by pooling
adjacent violators: Ayer et al., 1955).
"""

import argparse
import csv
import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.build.choices import LABELS, read_labels, read_texts, source_of, stretch_of
from pipeline.build.judge import Label, is_right
from pipeline.build.train import CHOICES, RIDGE, read_choices, train
from pipeline.extract.calibration import UNCALIBRATED
from pipeline.lexicon import REPOSITORY
from pipeline.process import Processor, load_processor
from pipeline.ranking import Chooser, Ranker
from pipeline.settings import load_settings
from schemas import Extraction, Figure

CONFIDENCE = REPOSITORY / "seeds" / "lexicon" / "confidence.csv"
FOLDS = 4
BLOCK = 60
"""Figures behind each point before neighbours are pooled."""
FIELDS = {"attributed_to": "source"} | {
    name: name for name in ("kind", "direction", "basis", "metric", "company", "period", "status")
}

Judged = tuple[float, bool]
"""A figure's joint chance, and whether it is right in every field."""


def judged_figures(
    rows: Sequence[Mapping[str, object]], texts: Mapping[str, str], processor: Processor
) -> Iterator[Judged]:
    """Yield each figure of the annotated stretches as rankers read it that never saw them."""
    choices = read_choices(CHOICES)
    origins = sorted({str(row["origin"]) for row in rows})
    fold = {origin: place % FOLDS for place, origin in enumerate(origins)}
    plain = dataclasses.replace(processor, calibration=UNCALIBRATED)
    for part in range(FOLDS):
        choosers: dict[str, Chooser] = {
            name: Ranker(train([c for c in asked if fold.get(c.article) != part], RIDGE[name]))
            for name, asked in choices.items()
        }
        reader = dataclasses.replace(plain, reader=plain.reader.with_choosers(choosers))
        for row in rows:
            text = stretch_of(row, texts) if fold[str(row["origin"])] == part else None
            if text is not None:
                yield from _judge(reader, row, text)


def _judge(reader: Processor, row: Mapping[str, object], text: str) -> Iterator[Judged]:
    """Yield the stretch's figures; those that readers may leave out are passed over."""
    outcome = reader.process(source_of(row, text))
    if not isinstance(outcome, Extraction):
        return
    labels = row["figures"] if isinstance(row["figures"], list) else []
    for figure in outcome.facts.figures:
        label = next((one for one in labels if _overlaps(one, figure)), None)
        if label is None or not label.get("optional"):
            yield figure.confidence, label is not None and _agrees(figure, label)


def _overlaps(label: Label, figure: Figure) -> bool:
    start, end = int(str(label["start"])), int(str(label["end"]))
    return start < figure.char_end and figure.char_start < end


def _agrees(figure: Figure, label: Label) -> bool:
    """Tell whether value and every field of the claim are what the annotator wrote."""
    wanted = float(str(label["value"]))
    if abs(float(figure.value) - wanted) > 1e-6 * max(1e-9, abs(wanted)):
        return False
    values = {name: getattr(figure, ours) for ours, name in FIELDS.items()}
    return all(is_right(name, _plain(value), label) for name, value in values.items())


def _plain(value: object) -> object:
    """Return a tuple of names as a list, a word of a closed set as the word."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None else str(value)


def fit(judged: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Return the points of the rising line: mean chance, share right, number of figures."""
    ordered = sorted(judged)
    blocks = [ordered[i : i + BLOCK] for i in range(0, len(ordered), BLOCK)]
    if len(blocks) > 1 and len(blocks[-1]) < BLOCK:
        blocks[-2:] = [blocks[-2] + blocks[-1]]
    pooled: list[list[Judged]] = []
    for block in blocks:
        pooled.append(list(block))
        while len(pooled) > 1 and _share(pooled[-2]) >= _share(pooled[-1]):
            pooled[-2:] = [pooled[-2] + pooled[-1]]
    return [(sum(c for c, _ in p) / len(p), _share(p), len(p)) for p in pooled]


def _share(judged: Sequence[Judged]) -> float:
    return sum(right for _, right in judged) / len(judged)


def write_points(points: Sequence[tuple[float, float, int]], path: Path) -> None:
    """Write the table that `pipeline.extract.calibration` reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("chance", "share", "figures"))
        writer.writerows((round(c, 4), round(s, 4), n) for c, s, n in points)


def main() -> None:
    """Write the line, and say how often the figures were right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder with the articles")
    texts = read_texts(parser.parse_args().texts)
    rows = [row for row in read_labels(LABELS) if row["figures"]]
    judged = list(judged_figures(rows, texts, load_processor(load_settings())))
    write_points(fit(judged), CONFIDENCE)
    print(f"{len(judged)} figures, {_share(judged):.3f} right in every field")  # noqa: T201


if __name__ == "__main__":
    main()
