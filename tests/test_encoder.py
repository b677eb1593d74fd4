"""Word pieces and their vectors."""

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from pipeline.encoder import FOLDER, NET, PIECES, load_encoder, load_pieces
from pipeline.extract.heads import HEADS, read_heads
from schemas import ModelError

TEXT = "Vessby’s sales rose 5% to €3.2bn."
TABLE = load_pieces()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5%", "5%"),
        ("€3.2bn", "€3.2bn"),
        ("Vessby’s", "Vessby’s"),
        ("sales", "sales"),
        ("€3", "€3"),
    ],
)
def test_pieces_of_words(words: str, expected: str) -> None:
    """The pieces that touch a span cover it, and no word beside it."""
    start = TEXT.index(words)
    pieces = TABLE.cut(TEXT, 0, len(TEXT))
    run = pieces.touching(start, start + len(words))
    assert run is not None
    first, last = run
    assert TEXT[pieces.starts[first] : pieces.ends[last - 1]] == expected


def test_positions_are_the_texts() -> None:
    """Pieces of a stretch are placed in the whole text."""
    start = TEXT.index("rose")
    pieces = TABLE.cut(TEXT, start, len(TEXT))
    assert TEXT[pieces.starts[0] : pieces.ends[0]] == "rose"
    assert pieces.touching(0, start) is None


def test_equal_windows_mean_the_same() -> None:
    """Vectors depend on nothing but the window: not on what was encoded before."""
    encoder = load_encoder()
    pieces = TABLE.cut(TEXT, 0, len(TEXT))
    first = encoder.sums(pieces)
    encoder.sums(TABLE.cut("Another text altogether, and a longer one.", 0, 42))
    assert np.array_equal(first, encoder.sums(pieces))
    assert first.shape == (len(pieces.ids) + 1, 384)
    assert not first[0].any()


def test_context_changes_a_word() -> None:
    """The same word means something else in another sentence."""
    encoder = load_encoder()
    one, other = "The plant grew by 5%.", "The plant closed in May."
    vectors = [encoder.sums(TABLE.cut(text, 0, len(text)))[2] for text in (one, other)]
    assert not np.allclose(*vectors, atol=0.1)


@pytest.mark.parametrize("name", [NET, PIECES, HEADS])
@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_damaged_files_are_told(tmp_path: Path, name: str, damage: str) -> None:
    """The message names the folder and what to do."""
    folder = tmp_path / "model"
    copytree(FOLDER, folder)
    (folder / name).unlink()
    if damage == "broken":
        (folder / name).write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"reading net cannot be loaded .*restore"):
        read_heads(folder), load_encoder(folder)
