"""The reading net's first half: what each word piece of a window of text means where it stands.

A small transformer (six layers, 384 numbers a piece) in ONNX form with whole-number weights,
made by `python -m pipeline.build.encoder`; `seeds/model/README.md` says from what.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.lexicon import REPOSITORY
from pipeline.wordpieces import Pieces, PieceTable, read_pieces
from schemas import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FOLDER = REPOSITORY / "seeds" / "model"
NET = "encoder.onnx"
PIECES = "vocab.txt"
FIRST, LAST = 101, 102
"""The pieces in front of and behind each window."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoder:
    """Turns pieces into vectors."""

    net: "InferenceSession"
    table: PieceTable

    def sums(self, pieces: Pieces) -> Numbers:
        """Return a row more than there are pieces: row n adds up the first n pieces' vectors.

        So the mean of any run of pieces is one subtraction. Windows are encoded one by one: the
        net's whole-number arithmetic is scaled by what it is given at once, and a window must
        not depend on its neighbours.
        """
        ids = np.array([[FIRST, *pieces.ids, LAST]], dtype=np.int64)
        states = self.net.run(None, {"ids": ids})[0][0][1:-1]
        sums = np.zeros((len(states) + 1, states.shape[1]), dtype=np.float32)
        np.cumsum(states, axis=0, out=sums[1:])
        return sums


def load_pieces(folder: Path = FOLDER) -> PieceTable:
    """Return the table of word pieces.

    Raises:
        ModelError: Its file is missing or is none.
    """
    try:
        return read_pieces(folder / PIECES)
    except (OSError, ValueError) as error:
        raise broken(folder, error) from error


def load_encoder(folder: Path = FOLDER) -> Encoder:
    """Return the encoder; loading takes a few tenths of a second.

    Raises:
        ModelError: A file is missing or is no such model.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from onnxruntime.capi.onnxruntime_pybind11_state import InvalidProtobuf

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        held = (folder / NET).read_bytes()
        net = InferenceSession(held, options, providers=["CPUExecutionProvider"])
    except (OSError, InvalidProtobuf) as error:
        raise broken(folder, error) from error
    return Encoder(net, load_pieces(folder))


def broken(folder: Path, error: Exception) -> ModelError:
    """Return what to say of a folder whose files are missing or no such model."""
    return ModelError(
        f"{folder}: the reading net cannot be loaded ({error}); restore the folder's files"
    )
