"""The measure of glued borders counts what is right, missed and wrong."""

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.borders import Place, measure, read_places, read_texts

TEXT = "The mill grew fastThe rest fell. A YouTube clip says so. It wrote toThe mill."


def place(words: str, label: str) -> Place:
    """Return the place before `words` in `TEXT`."""
    return Place(1, "mill", TEXT.index(words), label)


def test_score() -> None:
    """A border that is opened is right, another is missed; rows and gaps do not count."""
    places = [
        place("The rest", "border"),
        place("Tube", "border"),
        place("The rest", "none"),
        place("Tube", "none"),
        place("The rest", "row"),
        place("The mill.", "gap"),
        Place(1, "unknown", 3, "border"),
    ]
    score = measure(places, {"mill": TEXT})
    assert (score.right, score.missed, score.wrong) == (1, 1, 1)
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_texts_of_a_folder(tmp_path: Path) -> None:
    """Articles are found as files and as lines, those that nobody asks for are left out."""
    (tmp_path / "mill.txt").write_bytes(b"Mill\r\n")
    with gzip.open(tmp_path / "more.jsonl.gz", "wt", encoding="utf-8") as lines:
        for name in ("pump", "other"):
            lines.write(json.dumps({"id": name, "text": name}) + "\n")
    assert read_texts(tmp_path, ["mill", "pump"]) == {"mill": "Mill\r\n", "pump": "pump"}


@pytest.mark.parametrize(("label", "least"), [("border", 300), ("none", 300)])
def test_labels(label: str, least: int) -> None:
    """There are enough labels of each kind, and no place has two."""
    places = read_places()
    assert sum(one.label == label for one in places) >= least
    assert len({(one.name, one.at) for one in places}) == len(places)
    assert {one.label for one in places} == {"border", "none", "row", "gap"}
