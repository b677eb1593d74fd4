"""What the columns of the views mean that compare the claims of several articles."""

from collections.abc import Mapping
from types import MappingProxyType

from schemas import Article, Figure, Forecast

_PROOF = {
    name: record.model_fields[name].description or ""
    for record, names in (
        (Figure, ("figure_id", "quote", "sentence", "char_start", "char_end", "rule")),
        (Forecast, ("forecast_id",)),
        (Article, ("article_id", "source_uri", "title", "published_on")),
    )
    for name in names
}
_PROOF |= {
    "permalink": "An address that leads to the very words.",
    "reviewed": "How people reviewed the figure; null for not at all.",
    "run_id": "The run that wrote the article's rows.",
}
_VALUES = {
    "value": "Value in the unit; of a range its midpoint.",
    "low": "Lower end of the range; the value itself where there is none.",
    "high": "Upper end of the range; the value itself where there is none.",
    "bound": "exact, approximate, above, below or range; a fall by more than 5 is below -5.",
}
_SIDES = {
    "forecast_revisions": {"old": "the earlier statement", "new": "the later statement"},
    "forecast_vs_actual": {"forecast": "the forecast", "actual": "the outcome"},
    "contradictions": {"one": "the claim told first", "other": "the claim told later"},
}
_SIDED = {
    f"{view}.{side}_{name}": f"Of {whose}: {meaning}"
    for view, sides in _SIDES.items()
    for side, whose in sides.items()
    for name, meaning in {**_VALUES, **_PROOF}.items()
    if f"{side}_{name}" not in {"one_forecast_id", "other_forecast_id", "actual_forecast_id"}
    and f"{side}_{name}" != "forecast_forecast_id"
}

OWN_OF_FORECASTS: Mapping[str, str] = MappingProxyType(
    {
        **_SIDED,
        "at_least": "Least amount that fits the words, rounding included; null for no limit.",
        "at_most": "Greatest amount that fits the words, rounding included; null for no limit.",
        "claim": "forecast, or actual for what is told to have happened.",
        "forecaster_key": "Id of the company that forecasts, else name: and its name.",
        "match_confidence": (
            "How sure it is that the claims are about the same thing, 0 to 1: less for another "
            "phrase of the same metric_key (0.9) or a phrase without one (0.75), for a market or "
            "a company told by words alone (0.9), and for regions that are not said (0.95; by "
            "one of the two 0.85)."
        ),
        "match_reason": (
            "Why the claims match: exact phrase or same metric_key; same company id, company "
            "name or market words; same region, none said, or global said by one."
        ),
        "subject": (
            "What a claim is about: metric, companies, region, kind, basis, unit, thing counted, "
            "condition; claims of one subject and period are about the same thing."
        ),
        "comparables.bound": _VALUES["bound"],
        "comparables.company": (
            "Names of the companies whose figure it is; null for a market or a place, and where a "
            "house forecasts for others."
        ),
        "comparables.condition": "The words of the condition that it hangs on, in small letters.",
        "comparables.confidence": "The lower confidence of the figure and its forecast.",
        "comparables.forecaster": "Who forecasts; of an actual who tells it.",
        "comparables.made_on": "When it was stated; of an actual the day of publication.",
        "comparables.phrase": "The metric as written, in small letters.",
        "comparables.place": "The region in one spelling; null where none is said.",
        "comparables.rounding": (
            "Half of the last digit that is written, in the unit; 1 in 20 of approximate amounts."
        ),
        "comparables.origin_uri": "The page that the article was read from; null for none.",
        "comparables.value": "Value in the unit, less than 0 for a fall; of a range its midpoint.",
        "comparables.value_high": _VALUES["high"],
        "comparables.value_low": _VALUES["low"],
        "comparables.whose": "Ids of the companies, else name: and the name; empty for a market.",
        "contradictions.confidence": "The lower confidence of the two figures.",
        "contradictions.days_between": "Days from the one publication to the other.",
        "contradictions.difference": "The other value less the one, in the unit.",
        "contradictions.difference_percent": (
            "The difference in percent of the one value; null for percentages, whose difference "
            "is in points."
        ),
        "contradictions.one_articles": "Articles that tell the one amount.",
        "contradictions.one_attributed_to": "Who tells the one amount; null for the writer.",
        "contradictions.other_articles": "Articles that tell the other amount.",
        "contradictions.other_attributed_to": "Who tells the other amount; null for the writer.",
        "disagreements.claims": "What each forecaster said last, the lowest first, with its proof.",
        "disagreements.confidence": "The lowest confidence among the claims.",
        "disagreements.do_differ": "Whether their amounts differ beyond rounding.",
        "disagreements.first_made_on": "Day of the oldest of the claims.",
        "disagreements.forecasters": "How many forecasters there are.",
        "disagreements.high": "The highest value; of ranges the midpoints are compared.",
        "disagreements.highest_forecaster": "Who forecasts the highest value.",
        "disagreements.last_made_on": "Day of the latest of the claims.",
        "disagreements.low": "The lowest value; of ranges the midpoints are compared.",
        "disagreements.lowest_forecaster": "Who forecasts the lowest value.",
        "disagreements.median": "The median of the values.",
        "disagreements.reviewed": "How people reviewed its figures; null for not at all.",
        "disagreements.spread": "The highest value less the lowest, in the unit.",
        "disagreements.spread_percent": (
            "The spread in percent of the median; null for percentages, whose spread is in points."
        ),
        "forecast_revisions.change": "The new value less the old, in the unit.",
        "forecast_revisions.change_percent": (
            "The change in percent of the old value; null for percentages, whose change is in "
            "points."
        ),
        "forecast_revisions.confidence": "The lower confidence of the two statements.",
        "forecast_revisions.days_between": "Days from the old statement to the new.",
        "forecast_revisions.move": "raised, cut, narrowed or widened.",
        "forecast_revisions.new_made_on": "When the new statement was made.",
        "forecast_revisions.old_made_on": (
            "When the old value was last stated; a value stated again is no revision."
        ),
        "forecast_revisions.revision": "Counts the changes of this forecaster's forecast, from 1.",
        "forecast_vs_actual.confidence": "The lower confidence of forecast and outcome.",
        "forecast_vs_actual.days_ahead": (
            "Days from the forecast to the end of its target; of fiscal years as if they were "
            "calendar years."
        ),
        "forecast_vs_actual.error": "The forecast less the outcome, in the unit; above 0 too high.",
        "forecast_vs_actual.error_percent": (
            "The error in percent of the outcome; null for percentages, whose error is in points."
        ),
        "forecast_vs_actual.told_on": "When the outcome was first told.",
        "forecast_vs_actual.was_met": (
            "Whether the outcome lies in what was forecast, rounding included."
        ),
        "forecaster_track_record.bias": (
            "Mean error in error_unit; above 0 where the forecasts are too high."
        ),
        "forecaster_track_record.claims": "Each forecast that counts beside its outcome.",
        "forecaster_track_record.confidence": "The lowest confidence among the claims.",
        "forecaster_track_record.reviewed": (
            "How people reviewed its figures; null for not at all."
        ),
        "forecaster_track_record.error_unit": (
            "percent of the outcome, or points for what is itself forecast in percent."
        ),
        "forecaster_track_record.first_target_start": "First day of the earliest target.",
        "forecaster_track_record.forecast_figure_ids": "The figures of the forecasts that count.",
        "forecaster_track_record.largest_error": "Greatest absolute error in error_unit.",
        "forecaster_track_record.last_target_end": "Last day of the latest target.",
        "forecaster_track_record.match_confidence": "The lowest match_confidence among them.",
        "forecaster_track_record.median_absolute_error": "Median absolute error in error_unit.",
        "forecaster_track_record.median_days_ahead": "Median days from forecast to end of target.",
        "forecaster_track_record.met": "How many outcomes lie in what was forecast.",
        "forecaster_track_record.resolved": (
            "Forecasts whose outcome is known; of one target the last counts, and only amounts, "
            "no bounds."
        ),
        "forecaster_track_record.subjects": "How many different things they are about.",
    }
)
"""Columns that no record has, as VIEW.COLUMN, or COLUMN where they mean the same everywhere."""
