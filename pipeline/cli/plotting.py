"""Which claims go into one chart: of one thing, in one unit, for times of one kind."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from schemas import UnknownName, UsageError

if TYPE_CHECKING:
    from warehouse.reader import Reader

QUERY = """
SELECT claim, subject, coalesce(forecaster, ''), coalesce(metric_key, phrase), company,
    coalesce(place, 'global'), unit, kind, period, period_start, period_end, made_on,
    "value", value_low, value_high
FROM comparables
WHERE (list_contains(?, metric_key) OR list_contains(?, phrase))
    AND (
        ? IS NULL OR (? = '-' AND company IS NULL) OR contains(lower(company), lower(?))
        OR len(list_filter(
            (SELECT list(company_id) FROM aliases WHERE lower(alias) = lower(?)),
            lambda id: contains(whose, id)
        )) > 0
    )
    AND (
        ? IS NULL
        OR coalesce(place, 'global')
            = coalesce((SELECT region FROM core.region_names WHERE form = lower(?)), lower(?))
    )
    AND (? IS NULL OR lower(unit) = lower(?))
    AND (? IS NULL OR lower(period) = lower(?))
ORDER BY claim, period_start, period, made_on, forecaster, figure_id
"""
METRICS = "SELECT DISTINCT coalesce(metric_key, phrase) FROM comparables WHERE claim = 'forecast'"
WRITER = "the article's writer"


@dataclass(frozen=True, slots=True)
class Claim:
    """A forecast or an actual as it is drawn."""

    claim: str
    subject: str
    forecaster: str
    metric: str
    company: str | None
    region: str
    unit: str
    kind: str
    period: str
    start: date
    end: date
    made_on: date
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Claims:
    """What one chart shows: forecasts and actuals of one thing.

    Attributes:
        title: What they are about, in words.
        forecasts: In order of target, then of when they were made.
        actuals: In order of period, then of publication.
        notes: What was left out, and why.
    """

    title: str
    forecasts: tuple[Claim, ...]
    actuals: tuple[Claim, ...]
    notes: tuple[str, ...]

    @property
    def unit(self) -> str:
        """Return the one unit."""
        return self.forecasts[0].unit


def plotted(
    reader: "Reader",
    metric: str,
    keys: Sequence[str],
    company: str | None,
    region: str | None,
    unit: str | None,
    target: str | None,
) -> Claims:
    """Return what a chart of the metric shows.

    Raises:
        UnknownName: No comparable forecast has the metric; the message has the nearest.
        UsageError: Nothing fits the other wishes, or what fits has several units, companies,
            regions or kinds, so that one of them must be chosen.
    """
    wishes = [company] * 4 + [region] * 3 + [unit] * 2 + [target] * 2
    rows = reader.sql(QUERY, [list(keys), list(keys), *wishes]).rows
    claims = [Claim(*row) for row in rows if all(row[index] for index in (9, 10))]
    forecasts = [claim for claim in claims if claim.claim == "forecast"]
    if not forecasts:
        _refuse_nothing(reader, metric, keys)
    _refuse_several(metric, "units", [claim.unit for claim in forecasts], "--unit")
    _refuse_several(metric, "companies", [c.company or "-" for c in forecasts], "--company")
    _refuse_several(metric, "regions", [claim.region for claim in forecasts], "--region")
    return _of_one(claims, forecasts)


def _refuse_nothing(reader: "Reader", metric: str, keys: Sequence[str]) -> None:
    """Tell why there is nothing to draw."""
    from warehouse.names import nearest

    known = [name for (name,) in reader.sql(METRICS).rows]
    if set(keys) & set(known):
        raise UsageError(
            f"no forecast of {metric!r} fits --company, --region, --unit and --target; ask for less"
        )
    raise UnknownName(
        f"no forecast of {metric!r} says of whom or where and for when; {nearest(metric, known)}"
    )


def _refuse_several(metric: str, what: str, found: Sequence[str], option: str) -> None:
    """Refuse to draw things together that have no common scale."""
    names = [name for name, _ in Counter(found).most_common()]
    if len(names) > 1:
        shown = " and ".join(names[:2]) if len(names) == 2 else ", ".join(names[:8])
        raise UsageError(
            f"forecasts of {metric!r} have {what} {shown}; a chart shows one: choose with "
            f"{option}, such as {option} {names[0]}"
        )


def _of_one(claims: Sequence[Claim], forecasts: Sequence[Claim]) -> Claims:
    """Return the claims of the subject and the kind of period that most forecasts have."""
    (chosen, kept), *_ = Counter((c.subject, _shape(c.period)) for c in forecasts).most_common()
    fitting = [c for c in claims if (c.subject, _shape(c.period)) == chosen]
    left_out = len(forecasts) - kept
    first = next(claim for claim in fitting if claim.claim == "forecast")
    about = [first.company, first.metric, f"({first.region})"]
    notes = [f"left out: {left_out} about other periods, kinds or conditions; choose with --target"]
    return Claims(
        title=" ".join(part for part in about if part),
        forecasts=tuple(claim for claim in fitting if claim.claim == "forecast"),
        actuals=tuple(claim for claim in fitting if claim.claim == "actual"),
        notes=tuple(notes if left_out else ()),
    )


def _shape(period: str) -> str:
    """Return what kind of period a label names: "####", "FY####", "####-Q#"."""
    return re.sub(r"[0-9]", "#", period)
