"""The headers of one cell put together: which of them tells metric, company, period and unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.extract.tables_labels import Label, Role
from pipeline.extract.tables_units import UnitWords
from schemas import Basis, Grain, Kind, Period, Status

PARTS_OF_A_YEAR = frozenset({Grain.QUARTER, Grain.HALF, Grain.MONTH})

AHEAD = frozenset({Role.FORECAST, Role.ESTIMATE})
"""Roles in a caption that make estimates of all values."""

SHARES = frozenset({"percent", "ratio"})
CHANGES = frozenset({"percent", "percentage_point", "basis_point"})


@dataclass(slots=True)
class Heading:
    """What heads a cell. `reasons` has, for each field that is known, rule and words."""

    labels: tuple[Label, ...]
    title: str
    metric: str | None = None
    company: str | None = None
    region: str | None = None
    period: Period | None = None
    unit: UnitWords | None = None
    basis: Basis | None = None
    roles: frozenset[Role] = frozenset()
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def kind(self, unit: str) -> Kind:
        """Return what sort of number the cell holds, by its headers and its unit."""
        if Role.CHANGE in self.roles and (unit in CHANGES or Role.SHARE not in self.roles):
            return Kind.CHANGE
        if Role.SHARE in self.roles and unit in SHARES:
            return Kind.SHARE
        return Kind.LEVEL

    def status(self, anchor: date | None) -> Status:
        """Return whether the value happened: by the headers, else by its time."""
        ahead = anchor is not None and self.period is not None and _lies_ahead(self.period, anchor)
        if Role.TARGET in self.roles:
            return Status.TARGET
        if Role.FORECAST in self.roles or (Role.ESTIMATE in self.roles and ahead):
            return Status.FORECAST
        if Role.ESTIMATE in self.roles:
            return Status.ESTIMATE
        return Status.FORECAST if ahead and Role.ACTUAL not in self.roles else Status.ACTUAL

    def sentence(self, quote: str) -> str:
        """Return the cell in words, as a reader should see it."""
        path = " · ".join(dict.fromkeys(label.text for label in self.labels if label.text))
        before = f"{self.title}: " if self.title else ""
        return f"{before}{path} = {quote}" if path else f"{before}{quote}"


def _lies_ahead(period: Period, anchor: date) -> bool:
    """Tell whether most of a period comes after a day."""
    return period.period_end - anchor > anchor - period.period_start


def head(
    columns: Sequence[Label],
    rows: Sequence[Label],
    corner: Label | None,
    around: Sequence[Label],
    main: str | None,
    again: Callable[[str], Label],
) -> Heading:
    """Return what heads a cell.

    Args:
        columns: The headers above it, the nearest first.
        rows: The labels of its row, the nearest column first, then its section.
        corner: The header above the first label.
        around: The table's caption, and the line that introduces it.
        main: The company that the article is about.
        again: Reads the words of two headers together.
    """
    near = (*rows, *columns)
    title = around[0].text if around else ""
    heading = Heading(tuple(near), title)
    heading.roles = frozenset().union(*(label.roles for label in near))
    if any(label.roles & AHEAD for label in around):
        heading.roles |= {Role.ESTIMATE}
    heading.basis = next((label.basis for label in near if label.basis), None)
    _find_owner(heading, near, corner, around, main)
    _find_period(heading, columns, rows, corner, around, again)
    _find_metric(heading, columns, rows, corner, around)
    _find_unit(heading, columns, rows, corner, around)
    return heading


def _find_owner(
    heading: Heading,
    near: Sequence[Label],
    corner: Label | None,
    around: Sequence[Label],
    main: str | None,
) -> None:
    """Settle company and place: a header's, the caption's, else the article's own company."""
    heads_companies = corner is not None and Role.COMPANY in corner.roles
    heads_regions = corner is not None and Role.REGION in corner.roles
    _find_names(heading, near, "header")
    if near and near[0].measure:
        label = near[0]
        if heads_companies and not heading.company:
            _settle(heading, "company", label.measure, "label under a header", label.text)
        elif heads_regions and not heading.region:
            _settle(heading, "region", label.measure, "label under a header", label.text)
    if not heads_companies and not heads_regions:
        _find_names(heading, around, "caption")
    if main and not heading.company and not heads_companies and not around_market(around):
        _settle(heading, "company", main, "the article's company", main)


def _find_names(heading: Heading, labels: Sequence[Label], rule: str) -> None:
    """Settle company and place by the first labels that name them."""
    for label in labels:
        if label.company and not heading.company:
            _settle(heading, "company", label.company, rule, label.text)
        if label.region and not heading.region:
            _settle(heading, "region", label.region, rule, label.text)


def around_market(around: Sequence[Label]) -> bool:
    """Tell whether a caption speaks of a whole market and of no company."""
    words = " ".join(label.text.lower() for label in around)
    return any(word in words.split() for word in ("market", "global", "worldwide", "industry"))


def _find_period(
    heading: Heading,
    columns: Sequence[Label],
    rows: Sequence[Label],
    corner: Label | None,
    around: Sequence[Label],
    again: Callable[[str], Label],
) -> None:
    """Settle the time: of a header; of two together where one has the year; of the caption."""
    timed = [label for label in (*columns, *rows, *([corner] if corner else [])) if label.periods]
    if timed:
        label = _joined(timed, again) or timed[0]
        _settle(heading, "period", label.periods[-1], "header", label.text)
        return
    for label in around:
        if label.periods:
            _settle(heading, "period", label.periods[0], "caption", label.text)
            return


def _joined(timed: Sequence[Label], again: Callable[[str], Label]) -> Label | None:
    """Return "Q1" and "2024" as one; None where no part of a year stands without its year."""
    parts = [label for label in timed if label.periods[-1].grain in PARTS_OF_A_YEAR]
    years = [label for label in timed if label.periods[-1].grain is Grain.YEAR]
    bare = next((label for label in parts if not _has_year(label)), None)
    if bare is None:
        return parts[0] if parts else None
    if not years:
        return None
    joined = again(f"{bare.text} {years[0].text}")
    return joined if joined.periods else None


def _has_year(label: Label) -> bool:
    """Tell whether a label names the year of its time."""
    return label.periods[-1].label[2:4] in label.text


def _find_metric(
    heading: Heading,
    columns: Sequence[Label],
    rows: Sequence[Label],
    corner: Label | None,
    around: Sequence[Label],
) -> None:
    """Settle the metric: what row and column measure, else what the caption does."""
    owners = {heading.company, heading.region}
    names_rows = corner is not None and not corner.roles.isdisjoint({Role.COMPANY, Role.REGION})
    own_rows = [
        label
        for n, label in enumerate(rows)
        if label.measure and label.measure not in owners and not (n == 0 and names_rows)
    ]
    own_columns = [label for label in columns if label.measure and label.measure not in owners]
    words = [label.measure for label in (own_rows[:1] + own_columns[:1])]
    section = [label.measure for label in own_rows[1:2] if label is rows[-1]]
    if not own_columns and section:
        words = [*words, *section]
    captions = [label.measure for label in around if label.measure]
    if not words and corner is not None and corner.measure:
        words = [corner.measure]
    named = bool(own_columns) or any(label.names_measure for label in own_rows[:1])
    if captions and not named:
        words = [*words, captions[0]]
    if words:
        told = " / ".join(label.text for label in (*own_rows[:1], *own_columns[:1]))
        _settle(
            heading, "metric", _phrase(words), "headers" if told else "caption", told or words[0]
        )


def _phrase(words: Sequence[str]) -> str:
    """Return the words of several headers as one phrase, each word once."""
    first, *others = words
    seen = {word.lower() for word in first.split()}
    parts = [first]
    for other in others:
        new = [word for word in other.split() if word.lower() not in seen]
        seen.update(word.lower() for word in new)
        if new:
            phrase = " ".join(new)
            is_name = any(c.isupper() for c in phrase[1:])
            parts.append(phrase if is_name else phrase[:1].lower() + phrase[1:])
    return " ".join(parts)


def _find_unit(
    heading: Heading,
    columns: Sequence[Label],
    rows: Sequence[Label],
    corner: Label | None,
    around: Sequence[Label],
) -> None:
    """Settle the unit: the nearest header's, with what it leaves open from those farther off."""
    order = [*rows[:1], *columns, *rows[1:], *([corner] if corner else []), *around]
    found: UnitWords | None = None
    # "Devices" may name a segment whose revenue is told; "Employees" are always counted.
    sure = [label for label in order if not _is_weak(label)]
    for label in (*sure, *(label for label in order if _is_weak(label) and not around_unit(sure))):
        if label.unit is not None:
            found = found.filled(label.unit) if found is not None else label.unit
    if found is not None and any(label.is_per_share for label in (*rows, *columns)):
        found = UnitWords(currency=found.currency, unit=found.unit, words=found.words)
    if found is not None:
        heading.unit = found
        heading.reasons["unit"] = ("header", found.words)


def _is_weak(label: Label) -> bool:
    """Tell whether a label is a word for things that may be counted here or not."""
    counted = label.unit is not None and label.unit.is_counted and label.unit.words == label.text
    return counted and Role.COUNTED not in label.roles


def around_unit(labels: Sequence[Label]) -> bool:
    """Tell whether any of the labels names a unit."""
    return any(label.unit is not None for label in labels)


def _settle(heading: Heading, name: str, value: object, rule: str, words: str) -> None:
    """Set a field of the heading and remember which words told it."""
    setattr(heading, name, value)
    heading.reasons[name] = (f"table {rule}", words)
