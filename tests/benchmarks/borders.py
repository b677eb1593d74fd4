"""How many glued sentence borders cleaning opens, and how many of what it opens are borders.

The labels (`borders.csv`) name places in articles by name and offset; the articles themselves
are not here. Run with a folder that has them as NAME.txt or in *.jsonl.gz (id, text a line):
`python -m tests.benchmarks.borders --texts FOLDER`.
"""

import argparse
import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.clean import clean
from pipeline.clean.glue import GLUE_RULE

LABELS = Path(__file__).with_name("borders.csv")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article's raw text where something may be glued, as a person labelled it.

    `label` is `border` (a sentence or heading ends there), `row` (a line of an address, a form
    or a table does), `gap` (a space is missing within a sentence) or `none`. Borders and `none`
    are scored; opening a row or a gap is neither right nor wrong. `sample` is 1 to 3: rules were
    tried on the first two while they were made, and on the third when they were done.
    """

    sample: int
    name: str
    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Score:
    """How often opening was right, missed and wrong."""

    right: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """Part of the opened places that are borders."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Part of the borders that are opened."""
        return self.right / max(1, self.right + self.missed)


def read_places(path: Path = LABELS) -> tuple[Place, ...]:
    """Return the labelled places."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Place(int(row["sample"]), row["name"], int(row["at"]), row["label"])
            for row in csv.DictReader(lines)
        )


def read_texts(folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """Return the texts of the named articles as far as the folder and those below have them."""
    wanted = set(names)
    found: dict[str, str] = {}
    for name, text in _articles(folder):
        if name in wanted:
            found.setdefault(name, text)
    return found


def _articles(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of every article below `folder`."""
    for path in sorted(folder.rglob("*.txt")):
        yield path.stem, path.read_bytes().decode("utf-8")
    for path in sorted(folder.rglob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], row["text"]


def measure(places: Iterable[Place], texts: Mapping[str, str]) -> Score:
    """Return the score over the places whose article is there."""
    opened = {name: _opened(text) for name, text in texts.items()}
    counts = Counter(
        (place.label, place.at in opened[place.name]) for place in places if place.name in opened
    )
    return Score(counts["border", True], counts["border", False], counts["none", True])


def _opened(text: str) -> frozenset[int]:
    """Return the places of the raw text where cleaning opens a border."""
    edits = [edit for edit in clean(text).edits if edit.rule == GLUE_RULE]
    return frozenset(at for edit in edits for at in (edit.char_start, edit.char_end))


def main() -> None:
    """Print the score of each sample and of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.borders")
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    places = read_places()
    texts = read_texts(parser.parse_args().texts, {place.name for place in places})
    print(f"{len(texts)} of {len({place.name for place in places})} labelled articles are there")
    for label, some in (
        *((f"sample {n}", [p for p in places if p.sample == n]) for n in (1, 2, 3)),
        ("all", places),
    ):
        score = measure(some, texts)
        print(
            f"{label:9} borders {score.right + score.missed:4} precision {score.precision:.3f} "
            f"recall {score.recall:.3f} (right {score.right}, missed {score.missed}, "
            f"wrong {score.wrong})"
        )


if __name__ == "__main__":
    main()
