"""The trained reading net as files: an ONNX graph with whole-number weights, and its heads."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from pipeline.build.questions import Question
from pipeline.build.reading_net import FieldHead, ReadingHeads, Vocabulary
from pipeline.encoder import NET
from pipeline.extract.heads import FIELDS, Head, Heads, Told

OPERATIONS = 17
"""The version of ONNX's set of operations."""


class Alone(nn.Module):  # type: ignore[misc]
    """The encoder as it is exported: the pieces' numbers in, their vectors out, no padding."""

    def __init__(self, encoder: nn.Module) -> None:
        """Take the encoder."""
        super().__init__()
        self.embeddings, self.layers = encoder.embeddings, encoder.encoder.layer

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vector of each piece."""
        states = self.embeddings(ids)
        for layer in self.layers:
            passed = layer(states, None)
            states = passed[0] if isinstance(passed, tuple) else passed
        return states


def write_encoder(encoder: nn.Module, folder: Path) -> None:
    """Write the encoder; matrices and word vectors as whole numbers of eight bits.

    `reduce_range` keeps to seven of them, so that processors without instructions for such
    sums come to the same totals as those with.
    """
    axes = {0: "windows", 1: "pieces"}
    with TemporaryDirectory() as scratch:
        plain = Path(scratch) / NET
        torch.onnx.export(
            Alone(encoder).eval(),
            (torch.ones(1, 64, dtype=torch.long),),
            str(plain),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": axes, "states": axes},
            opset_version=OPERATIONS,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            folder / NET,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


def plain_heads(heads: ReadingHeads, vocabulary: Vocabulary) -> Heads:
    """Return the heads as the extractor uses them."""
    return Heads(
        {name: _head(heads.fields[name]) for name in FIELDS},
        _array(heads.words(heads.word_vectors)).astype(np.float16),
        _array(heads.distances.weight),
        _array(heads.classes.weight),
        vocabulary.classes,
    )


def _head(head: FieldHead) -> Head:
    return Head(
        number=_array(head.number.weight).T,
        shift=_array(head.number.bias),
        place=_array(head.place.weight).T,
        place_shift=_array(head.place.bias),
        phrase=_array(head.phrase.weight).T,
        out=_array(head.out.weight)[0],
        pull=_array(head.pull.weight).T,
        match=_array(head.match.weight),
    )


def told_of(question: Question, states: Tensor) -> Told:
    """Return what a head is told of a question; `states` are those of its page."""
    vectors = _array(states)[1:]
    stands = [(i, place) for i, place in enumerate(question.places) if place is not None]
    means: Sequence[NDArray[np.float32]] = [vectors[a:b].mean(axis=0) for _, (a, b) in stands]
    return Told(
        number=vectors[slice(*question.number)].mean(axis=0),
        places=np.stack(means) if means else np.zeros((0, vectors.shape[1]), np.float32),
        standing=[i for i, _ in stands],
        phrases=question.phrases,
        classes=question.classes,
        distances=question.distances,
    )


def _array(tensor: Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.detach().numpy()
    return array
