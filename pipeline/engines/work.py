"""What a worker does with an order: read, extract, stage, and say what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Protocol

from pipeline import sources
from pipeline.engines.orders import (
    Extractor,
    Order,
    Outcome,
    Receipt,
    Spent,
    Task,
    name_of,
)
from pipeline.fetch.saved import FOLDER, SavedPages
from pipeline.fetch.visits import Visit, source_of
from pipeline.settings import Settings
from pipeline.sources import Place
from schemas import Extraction, Rejection, Source
from warehouse.staged import StagedFile

Found = Source | Rejection


class Stage(Protocol):
    """Where a worker puts the rows of what it extracted."""

    def put(self, outcomes: Sequence[Outcome], run_id: str) -> tuple[str, tuple[StagedFile, ...]]:
        """Return where the rows lie now, and the files there.

        Raises:
            WarehouseError: They cannot be written.
        """


@dataclass(slots=True)
class Bench:
    """A worker's place: what it extracts with, and where the rows go."""

    settings: Settings
    extractor: Extractor
    stage: Stage
    _opened: tuple[tuple[str, int, bool], list[Found]] | None = field(default=None, init=False)

    def fulfil(self, order: Order) -> Receipt:
        """Return the receipt of an order whose rows are staged, but for those unchanged."""
        began = perf_counter()
        found = self.found(order)
        read = Spent("read", len(found), perf_counter() - began)
        receipt = self._fulfil(order, found)
        return replace(receipt, spent=(read, *receipt.spent))

    def _fulfil(self, order: Order, found: Sequence[Found]) -> Receipt:
        """Return the receipt of an order whose articles were read."""
        if order.picks is not None:
            return self._stage(order, [one for one in found if one.source_uri in order.picks])
        pages = [each for each in order.inputs if isinstance(each, Visit) and each.is_same]
        known = {one.source_uri for one in found if self._is_known(order, one)}
        changed = [one for one in found if one.source_uri not in known]
        now = changed[: order.most]
        same = [*map(name_of, pages), *(one.source_uri for one in found if one.source_uri in known)]
        return self._stage(order, now, same, changed[len(now) :])

    def _stage(
        self,
        order: Order,
        changed: Sequence[Found],
        same: Sequence[str] = (),
        left: Sequence[Found] = (),
    ) -> Receipt:
        """Return the receipt of what changed, extracted and staged."""
        began = perf_counter()
        outcomes = list(self._outcomes(changed))
        extracted = perf_counter()
        staged, files = self.stage.put(outcomes, order.run_id) if outcomes else (None, ())
        spent = _spent(outcomes, extracted - began, perf_counter() - extracted)
        is_first = order.picks is None
        return Receipt(
            staged=staged,
            files=files,
            seen=len(same) + len(changed) + len(left) if is_first else 0,
            unchanged=len(same),
            told=(
                *((uri, told(None)) for uri in same),
                *((_uri(outcome), told(outcome)) for outcome in outcomes),
            ),
            left=tuple(dict.fromkeys(one.source_uri for one in left)),
            spent=spent,
            ids=tuple(
                (each.article.source_uri, each.article.article_id)
                for each in outcomes
                if isinstance(each, Extraction)
            ),
        )

    def found(self, order: Order) -> list[Found]:
        """Return the articles of an order; those of a large file are kept for its other parts."""
        key = (order.run_id, order.number, order.picks is None)
        if self._opened is not None and self._opened[0] == key:
            return self._opened[1]
        found = [one for each in order.inputs for one in self._open(order, each)]
        parts = (order.run_id, order.number, False)
        self._opened = (parts, found) if order.most and len(found) > order.most else None
        return found

    def _open(self, order: Order, one: Task) -> Iterator[Found]:
        """Yield the articles of one input, read; a file that is known whole is not opened."""
        found = self._read(one)
        if found is None:
            return
        if isinstance(found, Rejection) or self._is_known(order, found):
            yield found
        else:
            yield from self.extractor.open(found)

    def _read(self, one: Task) -> Found | None:
        """Return the bytes of one input; None for a page that brought none."""
        match one:
            case Place():
                return sources.read(one, self.settings)
            case Visit():
                saved = SavedPages(self.settings.home / FOLDER)
                return one.rejection or (source_of(one.entry, saved) if one.is_new else None)
            case _:
                return one

    def _is_known(self, order: Order, one: Found) -> bool:
        """Tell whether the warehouse holds exactly what would come of this source."""
        if isinstance(one, Rejection):
            return False
        known = order.known.get(one.source_uri)
        return known is not None and known == self.extractor.content_key(one)

    def _outcomes(self, inputs: Sequence[Found]) -> Iterator[Outcome]:
        """Yield the rejections as they are, and what the extractor makes of the sources."""
        yield from (found for found in inputs if isinstance(found, Rejection))
        yield from self.extractor.process_many(one for one in inputs if isinstance(one, Source))


def _spent(outcomes: Sequence[Outcome], extracting: float, staging: float) -> tuple[Spent, ...]:
    """Return what extracting and staging did, given their seconds."""
    words = sum(each.article.word_count for each in outcomes if isinstance(each, Extraction))
    rejects = sum(isinstance(each, Rejection) for each in outcomes)
    return (
        Spent("extract", len(outcomes), extracting, words, rejects),
        Spent("stage", len(outcomes), staging),
    )


def told(outcome: Outcome | None) -> str:
    """Return what came of an input, in words."""
    if outcome is None:
        return "unchanged"
    if isinstance(outcome, Rejection):
        return f"rejected ({outcome.reason})"
    facts = outcome.facts
    return (
        f"{len(facts.figures)} figures, {len(facts.forecasts)} forecasts, "
        f"{len(facts.companies)} mentions of companies"
    )


def _uri(outcome: Outcome) -> str:
    """Return the name of the input that an outcome is of."""
    return outcome.source_uri if isinstance(outcome, Rejection) else outcome.article.source_uri
