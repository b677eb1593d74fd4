"""Turn annotated articles into rows to train on: `python -m pipeline.build.choices --texts DIR`.

`seeds/training/labels.jsonl.gz` holds the annotations without the texts: for each stretch of an
article its origin, its place there, its SHA-256, and what each figure and forecast means. Who
has the texts (NAME.txt files, or JSON lines with id and text) makes the features anew with this
command, after a change of the extractor; `python -m pipeline.build.train` then trains on them.
"""

import argparse
import dataclasses
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pipeline.build.forecast_labels import PARTS, ForecastLabels, is_at, rows_of
from pipeline.build.judge import Label, firmest, is_right
from pipeline.build.train import CHOICES, RIDGE
from pipeline.clean import clean
from pipeline.components.marked import MarkedArticle
from pipeline.extract.heads import FIELDS as POINTED
from pipeline.lexicon import REPOSITORY
from pipeline.offsets import OffsetMap
from pipeline.process import Processor, load_processor
from pipeline.ranking import Candidate, Chooser, Ranker, Span
from pipeline.settings import load_settings
from schemas import Period, Source

LABELS = REPOSITORY / "seeds" / "training" / "labels.jsonl.gz"
T = TypeVar("T")


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """A choice that the extractor made: of what, for which span, and which candidates are right."""

    field: str
    span: Span
    candidates: Sequence[Candidate[object]]
    right: Sequence[bool]


@dataclasses.dataclass(slots=True)
class Watched:
    """What was asked in one article, by field and first character."""

    asked: dict[tuple[str, int], tuple[Span, Sequence[Candidate[object]]]]
    article: MarkedArticle | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Watcher:
    """A chooser that notes what it was asked before it passes the question on."""

    field: str
    inner: Chooser
    watched: Watched

    def chances(self, candidates: Sequence[Candidate[T]], *, span: Span) -> list[float]:
        """Return the inner chooser's chances, having noted the candidates."""
        noted = (span, [_plain(c) for c in candidates])
        self.watched.asked.setdefault((self.field, span[0]), noted)
        if self.field == "forecast":  # of each that may be one, the parts are asked for too
            return [0.0, 1.0]
        return self.inner.chances(candidates, span=span)


def _plain(candidate: Candidate[T]) -> Candidate[object]:
    """Return the candidate with its value as a plain object."""
    return Candidate(candidate.value, candidate.features, candidate.rule, candidate.words)


def read_labels(path: Path) -> Iterator[dict[str, object]]:
    """Yield the annotated stretches in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_texts(folder: Path) -> dict[str, str]:
    """Return the texts below a folder: NAME.txt by name, those of `*.jsonl.gz` files by id."""
    texts = {}
    for path in sorted(folder.rglob("*.txt")):
        texts[path.name] = path.read_bytes().decode("utf-8")
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                texts[str(row["id"])] = row["text"]
    return texts


def stretch_of(row: Mapping[str, object], texts: Mapping[str, str]) -> str | None:
    """Return the annotated stretch of the row's article; None where the text is not at hand."""
    whole = texts.get(str(row["origin"]))
    if whole is None:
        return None
    text = whole[int(str(row["char_start"])) : int(str(row["char_end"]))]
    return text if sha256(text.encode()).hexdigest() == row["sha256"] else None


def choices_of(
    row: Mapping[str, object], text: str, processor: Processor
) -> tuple[MarkedArticle | None, list[Choice]]:
    """Return an annotated stretch as it was marked, and the choices made in it.

    The article is None where the extractor rejects the stretch.
    """
    watched = Watched({})

    def watch(article: MarkedArticle) -> dict[str, Chooser]:
        watched.article = article
        inner = processor.reader.bind(article)
        return {name: Watcher(name, inner.get(name, Ranker({})), watched) for name in RIDGE}

    watching = dataclasses.replace(processor, reader=processor.reader.with_choosers(watch))
    watching.process(source_of(row, text))
    offsets = clean(text).offsets
    stated = [c[1].value for (f, _), (_, c) in watched.asked.items() if f == "forecast"]
    clauses = ForecastLabels.of(row, stated, offsets)
    choices = []
    for (field, key), (span, candidates) in watched.asked.items():
        judge = clauses.judge if field in PARTS else partial(_judge, row=row, offsets=offsets)
        right = judge(field, key, candidates)
        if right is not None:
            choices.append(Choice(field, span, candidates, right))
    return watched.article, choices


def plain_features(candidate: Candidate[object]) -> dict[str, float]:
    """Return the features that say anything, with three digits."""
    return {name: round(value, 3) for name, value in candidate.features.items() if value}


def _line(row: Mapping[str, object], choice: Choice) -> str:
    """Return a choice as a line of JSON without text."""
    features = [plain_features(candidate) for candidate in choice.candidates]
    told = {"field": choice.field, "article": row["origin"], "features": features}
    return json.dumps({**told, "right": choice.right})


def annotated(folder: Path, *, held: bool) -> Iterator[tuple[dict[str, object], str]]:
    """Yield the annotated stretches whose texts are at hand, and say how many are not.

    Args:
        folder: Where the articles lie.
        held: Those that are kept from training, in place of those to train on.
    """
    texts, missing = read_texts(folder), 0
    for row in read_labels(LABELS):
        if bool(row.get("held")) != held:
            continue
        text = stretch_of(row, texts)
        if text is None:
            missing += 1
        else:
            yield row, text
    print(f"{missing} annotated stretches without their text")  # noqa: T201 - a command's output


def source_of(row: Mapping[str, object], text: str) -> Source:
    """Return an annotated stretch as a plain text with its day of publication."""
    content = text.encode()
    published = row["published"]
    sidecar = f"published_on = {date.fromisoformat(str(published))}\n" if published else ""
    return Source(
        source_uri=str(row["origin"]),
        media_type="text/plain",
        content=content,
        content_sha256=sha256(content).hexdigest(),
        sidecar=sidecar.encode() or None,
    )


def _judge(
    field: str,
    key: int,
    candidates: Sequence[Candidate[object]],
    row: Mapping[str, object],
    offsets: OffsetMap,
) -> list[bool] | None:
    """Return which candidates are right; None where the annotator leaves it open.

    Those that say what the annotator wrote; where none does, those that he would accept.
    """
    raw = offsets.to_raw(key, min(key + 1, offsets.text_length))[0]
    label = next((f for f in rows_of(row, "figures") if is_at(f, raw)), None)
    if label is None or label.get("optional"):
        return None
    return firmest(lambda one: [_is_right(field, c.value, one) for c in candidates], label)


def _is_right(field: str, value: object, label: Label) -> bool:
    """Tell whether a candidate's value is what the annotator wrote."""
    if field == "kind" and isinstance(value, tuple):
        kind, direction = value
        return is_right("kind", str(kind), label) and is_right(
            "direction", str(direction) if direction else None, label
        )
    if isinstance(value, Period):
        value = value.label
    if field == "status":
        value = str(value)
    return is_right(field, list(value) if isinstance(value, tuple) else value, label)


def main() -> None:
    """Write the choices that the net has no part in, of all stretches whose texts are at hand."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder with the articles")
    folder = parser.parse_args().texts
    processor = load_processor(load_settings())
    with CHOICES.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as file:
        for row, text in annotated(folder, held=False):
            choices = choices_of(row, text, processor)[1]
            for choice in (c for c in choices if c.field not in POINTED):
                file.write(_line(row, choice).encode() + b"\n")


if __name__ == "__main__":
    main()
