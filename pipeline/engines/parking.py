"""What becomes of orders that end their workers: divided until one input is left, and parked."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.engines.orders import Extractor, Order, Receipt
from pipeline.engines.work import Bench, Found
from pipeline.engines.workers import Attempt
from schemas import Rejection, RejectionReason

DEATHS = 3
"""An article that ends its extracting process so often is parked."""


def divide(attempt: Attempt) -> Iterator[Attempt]:
    """Yield what to try next of an order that ended a worker: its inputs, one at a time.

    What is one input alone is tried again as it is.
    """
    order = attempt.order
    if order.picks is not None and len(order.picks) > 1:
        for pick in sorted(order.picks):
            yield Attempt(replace(order, picks=frozenset({pick})))
    elif order.picks is None and len(order.inputs) > 1:
        for one in order.inputs:
            yield Attempt(replace(order, inputs=(one,)))
    elif order.picks is None and order.most != 1:  # it may hold many: one at a time
        yield Attempt(replace(order, most=1))
    else:
        yield Attempt(order, attempt.deaths + 1)


def is_hopeless(attempt: Attempt) -> bool:
    """Tell whether an order is to be parked."""
    return attempt.deaths >= DEATHS


def park(order: Order, bench: Bench, extractor: Extractor, death: str) -> Receipt:
    """Return the receipt of an order whose one article is staged as parked.

    Of a file with many articles the first that is new is parked, and the rest are left over.
    """
    found = [one for one in bench.found(order) if _is_meant(one, order, extractor)]
    parked = [_parked(one, extractor, death) for one in found[:1]]
    receipt = bench.fulfil(replace(order, inputs=tuple(parked), picks=None, known={}))
    if order.picks is not None:
        return replace(receipt, seen=0)
    return replace(
        receipt,
        seen=len(found),
        left=tuple(dict.fromkeys(one.source_uri for one in found[1:])),
    )


def _is_meant(one: Found, order: Order, extractor: Extractor) -> bool:
    """Tell whether an article of an order was to be extracted."""
    if order.picks is not None:
        return one.source_uri in order.picks
    known = order.known.get(one.source_uri)
    return isinstance(one, Rejection) or known is None or known != extractor.content_key(one)


def _parked(one: Found, extractor: Extractor, death: str) -> Rejection:
    """Return the rejection of an article; with its key, so that it is left alone as it is."""
    if isinstance(one, Rejection):
        return one
    return Rejection(
        source_uri=one.source_uri,
        content_sha256=one.content_sha256,
        content_key=extractor.content_key(one),
        reason=RejectionReason.PARKED,
        detail=f"it ended {DEATHS} extracting processes ({death}), so it is set aside; divide or "
        "save it anew, and it is read again",
    )
