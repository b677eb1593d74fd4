"""Tables: each numeric cell is a figure, and its headers say of what, of whom and for when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.components.places import PlaceFinder
from pipeline.extract.metric_keys import MetricKeys
from pipeline.extract.tables_axes import AHEAD, Heading, head
from pipeline.extract.tables_grid import TableGrid, ValueCell
from pipeline.extract.tables_labels import COLUMNS, Label, LabelReader, caption_measure, read_roles
from pipeline.extract.tables_units import UnitReader
from pipeline.grammar.quantities import FoundQuantity, QuantityGrammar
from pipeline.grammar.units import load_unit_table
from pipeline.lexicon import read_table
from pipeline.readers.tables import Cell, Table
from schemas import Bound, Direction, Figure, Kind, Reason, stable_id

RULE = "table cell"

CONFIDENCE = 0.85
"""Part of the cells of tables written for measuring whose metric, company and period are right."""

WITHOUT_METRIC = 0.4

BEFORE = 300
"""Characters before a table in which the line that introduces it is looked for."""


@dataclass(frozen=True, slots=True)
class RawName:
    """A company's name as written, where it starts in the raw text, and its canonical name."""

    char_start: int
    quote: str
    name: str


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the article around a table says.

    `names` are the places in the raw text where it names companies, in order. `main` is the
    company that the article is about; None where it is about none.
    """

    article_id: str
    raw_text: str
    anchor: date | None
    names: tuple[RawName, ...]
    main: str | None

    def named_in(self, start: int, end: int) -> RawName | None:
        """Return the first company named in a stretch of the raw text.

        A caption is read by nobody else, so there every name of the article is looked for.
        """
        for known in self.names:
            if start <= known.char_start < end:
                return known
        return None

    def known_in(self, text: str) -> RawName | None:
        """Return the company whose name, as the article writes it, stands in some words."""
        fitting = (known for known in self.names if known.quote in text)
        return max(fitting, key=lambda known: len(known.quote), default=None)


class TableReader:
    """Reads the figures of tables."""

    def __init__(self, labels: LabelReader, keys: MetricKeys) -> None:
        """Take what reads headers, and the names under which metrics are grouped."""
        self._labels = labels
        self._keys = keys

    def figures(self, table: Table, context: TableContext) -> Iterator[Figure]:
        """Yield a figure for each cell of a table with one number, in order of the text."""
        reading = _Reading(table, context, self._labels)
        for value in reading.grid.values():
            heading = reading.heading(value)
            quantity = self._labels.units.value(value.text, heading.unit)
            if quantity is not None:
                yield self._figure(value, quantity, heading, context)

    def _figure(
        self, value: ValueCell, quantity: FoundQuantity, heading: Heading, context: TableContext
    ) -> Figure:
        """Return the record of one cell."""
        cell = value.cell
        kind = heading.kind(quantity.unit)
        period = heading.period
        names = [name for name in (heading.company, heading.region) if name]
        return Figure(
            figure_id=stable_id("f", context.article_id, cell.char_start, cell.char_end),
            char_start=cell.char_start,
            char_end=cell.char_end,
            quote=value.text,
            sentence=heading.sentence(value.text),
            value=quantity.value,
            value_high=quantity.value_high,
            unit=quantity.unit,
            bound=Bound.RANGE if quantity.value_high is not None else quantity.bound,
            item=quantity.item,
            kind=kind,
            direction=_direction(kind, quantity),
            basis=heading.basis if kind is Kind.CHANGE else None,
            metric=heading.metric,
            company=heading.company,
            region=heading.region,
            period=period.label if period else None,
            period_start=period.period_start if period else None,
            period_end=period.period_end if period else None,
            status=heading.status(context.anchor),
            attributed_to=None,
            confidence=CONFIDENCE if heading.metric else WITHOUT_METRIC,
            rule=RULE,
            reasons=tuple(_reasons(heading)),
            metric_key=self._keys.key_of(heading.metric, quantity.unit, without=names),
            series_id=None,
        )


class _Reading:
    """One table under way: its grid, and what each of its headers says."""

    def __init__(self, table: Table, context: TableContext, labels: LabelReader) -> None:
        self.grid = TableGrid(table, context.raw_text)
        self._table = table
        self._context = context
        self._labels = labels
        self._read: dict[Cell, Label] = {}

    def heading(self, value: ValueCell) -> Heading:
        """Return what heads a cell, put together."""
        return head(
            columns=[self._label(cell) for cell in value.above],
            rows=[self._label(cell) for cell in value.beside],
            corner=self._label(value.corner) if value.corner is not None else None,
            around=self._around,
            main=self._context.main,
            again=self._again,
        )

    def _label(self, cell: Cell) -> Label:
        """Return what a header says, read once."""
        if cell not in self._read:
            text = self.grid.text(cell)
            named = self._context.named_in(cell.char_start, cell.char_end)
            self._read[cell] = self._read_text(text, named or self._context.known_in(text))
        return self._read[cell]

    def _read_text(self, text: str, named: RawName | None) -> Label:
        company = (named.quote, named.name) if named is not None else None
        return self._labels.read(text, self._context.anchor, company)

    def _again(self, text: str) -> Label:
        """Return what the words of two headers say together: "Q1" and "2024"."""
        return self._read_text(text, None)

    @cached_property
    def _around(self) -> tuple[Label, ...]:
        """The caption and the line before the table, the nearest first."""
        raw, table = self._context.raw_text, self._table
        labels: list[Label] = []
        if table.caption is not None:
            labels.append(self._caption(raw[slice(*table.caption)]))
        before = raw[max(0, table.char_start - BEFORE) : table.char_start].rstrip()
        line = before.rpartition("\n")[2].strip()
        if line and len(line) < BEFORE // 2:
            label = self._caption(line)
            is_title = not line.endswith((".", "!", "?", ":"))
            labels.append(
                label if is_title else replace(label, measure="", periods=(), roles=frozenset())
            )
        return tuple(labels)

    def _caption(self, text: str) -> Label:
        """Return what a caption says; its measure ends before "by vendor"."""
        named = self._context.known_in(text)
        label = self._read_text(text, named)
        return replace(
            label,
            periods=label.periods if len(label.periods) == 1 else (),
            basis=None,
            roles=label.roles & AHEAD,
            measure=self._read_text(caption_measure(text), named).measure,
        )


def _direction(kind: Kind, quantity: FoundQuantity) -> Direction | None:
    """Return which way a change goes: by its sign."""
    if kind is not Kind.CHANGE or not quantity.value:
        return None
    return Direction.UP if quantity.value > 0 else Direction.DOWN


def _reasons(heading: Heading) -> Iterator[Reason]:
    """Yield which header decided which field."""
    for field, (rule, words) in heading.reasons.items():
        yield Reason(field=field, rule=rule, words=words)


def load_table_reader(
    grammar: QuantityGrammar, places: PlaceFinder, keys: MetricKeys, workspace: Path | None = None
) -> TableReader:
    """Return the reader with the words of `seeds/lexicon/table_words.csv`.

    Raises:
        SettingsError: A table is missing or wrong.
    """
    units = UnitReader(grammar, load_unit_table(workspace))
    roles = read_roles(read_table("table_words", COLUMNS, workspace=workspace))
    return TableReader(LabelReader(units, roles, places.names), keys)
