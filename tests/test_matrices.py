"""Products of matrices by NumPy: the right ones, in every network, on one thread."""

import numpy as np
import pytest
import spacy
from spacy.pipeline import Tagger
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_info

from pipeline.matrices import NumpyProducts, OneThread, use_numpy_products

CHANCE = np.random.default_rng(7)


def numbers(rows: int, columns: int) -> np.ndarray:
    """Return a matrix of chance numbers, as the model has them."""
    return CHANCE.standard_normal((rows, columns), dtype=np.float32)


@pytest.mark.parametrize(
    ("x", "y", "turned"),
    [
        pytest.param(numbers(5, 3), numbers(3, 4), (False, False), id="as they are"),
        pytest.param(numbers(3, 5), numbers(3, 4), (True, False), id="first turned over"),
        pytest.param(numbers(5, 3), numbers(4, 3), (False, True), id="second turned over"),
        pytest.param(numbers(3, 5), numbers(4, 3), (True, True), id="both turned over"),
        pytest.param(numbers(0, 3), numbers(4, 3), (False, True), id="no rows"),
    ],
)
def test_product_is_that_of_thinc(x: np.ndarray, y: np.ndarray, turned: tuple[bool, bool]) -> None:
    """Each way to multiply gives what thinc's own operations give; `out` is filled."""
    first, second = turned
    expected = NumpyOps().gemm(x, y, trans1=first, trans2=second)
    found = NumpyProducts().gemm(x, y, trans1=first, trans2=second)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
    out = np.full_like(found, 9.0)
    assert NumpyProducts().gemm(x, y, out=out, trans1=first, trans2=second) is out
    np.testing.assert_array_equal(out, found)


def test_every_network_of_the_pipeline_is_told() -> None:
    """After the call, no layer of any component multiplies by thinc's own library."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    tagger = nlp.add_pipe("tagger")
    assert isinstance(tagger, Tagger)
    tagger.add_label("NN")
    nlp.initialize()
    use_numpy_products(nlp)
    network = tagger.model
    assert isinstance(network, Model)
    assert {type(node.ops) for node in network.walk()} == {NumpyProducts}


def test_one_thread_is_held_and_given_back() -> None:
    """Within the block NumPy's library has one thread; afterwards as many as before."""

    def threads() -> list[int]:
        return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]

    before = threads()
    with OneThread().held():
        assert set(threads()) == {1}
    assert threads() == before
