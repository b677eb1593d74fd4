"""Measure how often figures are right: `python -m pipeline.build.calibrate --texts DIR`.

Extracts the annotated articles that are kept from training, and compares every figure with its
annotation. The share that is right in every field, by the joint chance of the choices, goes to
`seeds/lexicon/confidence.csv` as a line that never falls (isotonic regression by pooling
adjacent violators: Ayer et al., 1955).
"""

import argparse
import csv
import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.build.choices import annotated, source_of
from pipeline.build.judge import Label, is_right
from pipeline.extract.calibration import UNCALIBRATED
from pipeline.lexicon import REPOSITORY
from pipeline.process import Processor, load_processor
from pipeline.settings import load_settings
from schemas import Extraction, Figure

CONFIDENCE = REPOSITORY / "seeds" / "lexicon" / "confidence.csv"
BLOCK = 40
"""Figures behind each point before neighbours are pooled."""
FIELDS = {"attributed_to": "source"} | {
    name: name for name in ("kind", "direction", "basis", "metric", "company", "period", "status")
}

Judged = tuple[float, bool]
"""A figure's joint chance, and whether it is right in every field."""


def judged_figures(
    rows: Iterable[tuple[Mapping[str, object], str]], processor: Processor
) -> Iterator[Judged]:
    """Yield each figure of annotated stretches that training did not see."""
    plain = dataclasses.replace(processor, calibration=UNCALIBRATED)
    for row, text in rows:
        yield from _judge(plain, row, text)


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
    rows = annotated(parser.parse_args().texts, held=True)
    judged = list(judged_figures(rows, load_processor(load_settings())))
    write_points(fit(judged), CONFIDENCE)
    print(f"{len(judged)} figures, {_share(judged):.3f} right in every field")  # noqa: T201


if __name__ == "__main__":
    main()
