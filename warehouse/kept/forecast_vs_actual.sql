-- By subject.
WITH
    claims AS MATERIALIZED (FROM kept.comparables SEMI JOIN touched USING (subject)),
    -- One statement a day; of several the surest.
    stated AS (
        SELECT *
        FROM claims
        WHERE claim = 'forecast'
        QUALIFY row_number() OVER (
            PARTITION BY coalesce(forecaster_key, article_id), subject, period, made_on
            ORDER BY confidence DESC, figure_id, forecast_id
        ) = 1
    ),
    outcomes AS (FROM claims WHERE claim = 'actual'),
    -- What is told of a calendar period before its end is not all of it. When a fiscal one ends
    -- is not known, so that there only the order counts. Of several outcomes the first told
    -- counts, the same one for every forecaster. Pairs are many, so that they are ids alone.
    pairs AS (
        SELECT
            stated.figure_id,
            stated.forecast_id,
            min((outcomes.made_on, outcomes.article_id, outcomes.figure_id))[3] AS outcome_id
        FROM stated
        JOIN outcomes
            ON outcomes.subject = stated.subject
            AND outcomes.period = stated.period
            AND outcomes.made_on > stated.made_on
            AND outcomes.article_id <> stated.article_id
        WHERE starts_with(stated.period, 'FY')
            OR (stated.made_on <= stated.period_end AND outcomes.made_on > stated.period_end)
        GROUP BY ALL
    ),
    chosen AS (
        SELECT stated AS forecast, outcomes AS actual
        FROM pairs
        JOIN stated USING (figure_id, forecast_id)
        JOIN outcomes ON outcomes.figure_id = pairs.outcome_id
    )
SELECT
    forecast.forecaster,
    forecast.forecaster_key,
    forecast.subject,
    forecast.metric_key,
    forecast.metric,
    forecast.company,
    forecast.region,
    forecast.period AS target_period,
    forecast.period_start AS target_start,
    forecast.period_end AS target_end,
    forecast.kind,
    forecast.basis,
    forecast.unit,
    forecast.item,
    forecast.certainty,
    forecast."value" AS forecast_value,
    forecast.value_low AS forecast_low,
    forecast.value_high AS forecast_high,
    forecast.bound AS forecast_bound,
    actual."value" AS actual_value,
    actual.value_low AS actual_low,
    actual.value_high AS actual_high,
    actual.bound AS actual_bound,
    forecast."value" - actual."value" AS error,
    core.percent_off(forecast."value", actual."value", forecast.unit) AS error_percent,
    NOT core.differ(forecast, actual) AS was_met,
    forecast.made_on,
    actual.published_on AS told_on,
    date_diff('day', forecast.made_on, forecast.period_end) AS days_ahead,
    core.match_reason(forecast, actual) AS match_reason,
    core.match_confidence(forecast, actual) AS match_confidence,
    least(forecast.confidence, actual.confidence) AS confidence,
    forecast.quote AS forecast_quote,
    forecast.sentence AS forecast_sentence,
    forecast.char_start AS forecast_char_start,
    forecast.char_end AS forecast_char_end,
    forecast."rule" AS forecast_rule,
    forecast.reviewed AS forecast_reviewed,
    forecast.origin_uri AS forecast_origin_uri,
    forecast.figure_id AS forecast_figure_id,
    forecast.forecast_id AS forecast_id,
    forecast.article_id AS forecast_article_id,
    forecast.source_uri AS forecast_source_uri,
    forecast.title AS forecast_title,
    forecast.published_on AS forecast_published_on,
    forecast.run_id AS forecast_run_id,
    actual.quote AS actual_quote,
    actual.sentence AS actual_sentence,
    actual.char_start AS actual_char_start,
    actual.char_end AS actual_char_end,
    actual."rule" AS actual_rule,
    actual.reviewed AS actual_reviewed,
    actual.origin_uri AS actual_origin_uri,
    actual.figure_id AS actual_figure_id,
    actual.article_id AS actual_article_id,
    actual.source_uri AS actual_source_uri,
    actual.title AS actual_title,
    actual.published_on AS actual_published_on,
    actual.run_id AS actual_run_id
FROM chosen
