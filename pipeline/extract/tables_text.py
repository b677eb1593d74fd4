"""Tables in the running text: set aside for it, but for the names that stand in their cells."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.clean import CleanText, clean
from pipeline.components.companies import FoundCompany
from pipeline.components.marked import Placed
from pipeline.extract.records import RawText
from pipeline.extract.tables import RawName
from pipeline.extract.tables_grid import TableGrid, kept_labels
from pipeline.offsets import apply_edits, chain_edits
from pipeline.readers.tables import Table
from schemas import Edit

P = TypeVar("P", bound=Placed)

LONGEST_TITLE = 150
TITLE_WITHIN = 200
"""Characters of a table's title at most, and before a table in which it stands."""

RULE = "table read by its cells"
"""The rule of the edits that take a table out of the running text."""


def clean_around(raw_text: str, tables: Sequence[Table], edits: Sequence[Edit] = ()) -> CleanText:
    """Return the raw text cleaned, with only the labels of tables left in it, a line each.

    Args:
        raw_text: The article as read.
        tables: Its tables, in order.
        edits: What its form itself calls for, such as taking marks of markup away; none of
            them within a table.
    """
    own = sorted(
        (*edits, *(edit for table in tables for edit in _table_edits(table, raw_text))),
        key=lambda edit: (edit.char_start, edit.char_end),
    )
    if not own:
        return clean(raw_text)
    middle, way_back = apply_edits(raw_text, own)
    cleaned = clean(middle)
    chained = chain_edits(own, middle, cleaned.edits)
    text, offsets = apply_edits(raw_text, chained)
    boilerplate = tuple(way_back.to_raw(start, end) for start, end in cleaned.boilerplate)
    return CleanText(text=text, edits=chained, offsets=offsets, boilerplate=boilerplate)


def _table_edits(table: Table, raw_text: str) -> Iterator[Edit]:
    """Yield the edits that leave a table's labels, each on a line of its own."""
    labels = kept_labels(TableGrid(table, raw_text))
    starts = [table.char_start, *(cell.char_end for cell in labels)]
    ends = [*(cell.char_start for cell in labels), table.char_end]
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        inner = 0 < place < len(labels)
        if start < end:
            yield Edit(char_start=start, char_end=end, replacement="\n" if inner else "", rule=RULE)


class TableRegions:
    """Where tables stand in the cleaned text."""

    def __init__(self, tables: Sequence[Table], cleaned: CleanText) -> None:
        """Translate the tables' places; the title right above a table belongs to it."""
        offsets = cleaned.offsets
        self._starts = [
            _title_start(cleaned.text, offsets.to_text(table.char_start)) for table in tables
        ]
        self._ends = [offsets.to_text(table.char_end) for table in tables]

    def holds(self, start: int) -> bool:
        """Tell whether a position of the cleaned text is within a table."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and start < self._ends[place]

    def outside(self, found: Iterable[P]) -> tuple[P, ...]:
        """Return what begins outside of tables."""
        return tuple(one for one in found if not self.holds(one.start))


def _title_start(text: str, start: int) -> int:
    """Return where the line before a position begins if it is a title; else the position."""
    end = len(text[max(0, start - TITLE_WITHIN) : start].rstrip()) + max(0, start - TITLE_WITHIN)
    first = text.rfind("\n", 0, end) + 1
    is_title = 0 < end - first <= LONGEST_TITLE and text[end - 1] not in ".!?:;,"
    return first if is_title else start


def raw_names(companies: Iterable[FoundCompany], raw: RawText) -> tuple[RawName, ...]:
    """Return where companies are named in the raw text, in order; agencies are left out."""
    return tuple(
        RawName(span["char_start"], span["quote"], company.name)
        for company in companies
        if not company.is_agency and (span := raw.span(company.start, company.end))
    )
