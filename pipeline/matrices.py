"""Matrix products of the language model by NumPy's library in place of spaCy's own.

Half of what a parse costs is products of matrices. spaCy does them with its copy of BLIS, which
uses a processor's older instructions; the OpenBLAS that comes with NumPy was three times as
fast where it was measured. The sums are the same up to the order of their terms.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

Numbers = NDArray[np.float32]


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with products of matrices by NumPy."""

    name = "numpy-products"

    def gemm(
        self,
        x: Numbers,
        y: Numbers,
        *,
        out: Numbers | None = None,
        trans1: bool = False,
        trans2: bool = False,
    ) -> Numbers:
        """Return the product of `x` and `y`, each turned over first where told.

        `out`, where given, takes the product, and is what is returned.
        """
        left, right = x.T if trans1 else x, y.T if trans2 else y
        return np.matmul(left, right) if out is None else np.matmul(left, right, out=out)


@dataclass(frozen=True, slots=True)
class OneThread:
    """Keeps NumPy's library to one thread, within `held`.

    An article's matrices are small: a second thread mostly waits for the first, and takes its
    processor from whoever else runs. One thread also adds in one order, so that equal articles
    give equal numbers however many processors there are.
    """

    _pools: ThreadpoolController = field(default_factory=ThreadpoolController)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Use one thread in this block."""
        with self._pools.limit(limits=1, user_api="blas"):
            yield


def use_numpy_products(nlp: Language) -> None:
    """Make every component of the pipeline that has a network multiply by NumPy."""
    products = NumpyProducts()
    for _, component in nlp.pipeline:
        network = getattr(component, "model", None)
        if isinstance(network, Model):
            for node in network.walk():
                node.ops = products
