-- By subject.
WITH
    -- One statement a day; of several the surest.
    stated AS (
        SELECT *
        FROM kept.comparables
        SEMI JOIN touched USING (subject)
        WHERE claim = 'forecast' AND forecaster_key IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY forecaster_key, subject, period, made_on
            ORDER BY confidence DESC, figure_id, forecast_id
        ) = 1
    ),
    steps AS (
        SELECT
            stated AS new,
            lag(stated) OVER (
                PARTITION BY forecaster_key, subject, period ORDER BY made_on
            ) AS old
        FROM stated
    ),
    -- "More than $120bn" and then "$132bn" is no change, nor is another rounding.
    changed AS (
        SELECT
            old,
            new,
            new."value" - old."value" AS change,
            greatest(old.rounding, new.rounding) AS rounding
        FROM steps
        WHERE old IS NOT NULL
            AND if(
                old.bound <> new.bound
                AND (old.bound IN ('above', 'below') OR new.bound IN ('above', 'below')),
                core.differ(old, new),
                abs(new.value_low - old.value_low) > greatest(old.rounding, new.rounding)
                OR abs(new.value_high - old.value_high) > greatest(old.rounding, new.rounding)
            )
    )
SELECT
    new.forecaster,
    new.forecaster_key,
    new.subject,
    new.metric_key,
    new.metric,
    new.company,
    new.region,
    new.period AS target_period,
    new.period_start AS target_start,
    new.period_end AS target_end,
    new.kind,
    new.basis,
    new.unit,
    new.item,
    new.condition,
    row_number() OVER (
        PARTITION BY new.forecaster_key, new.subject, new.period ORDER BY new.made_on
    ) AS revision,
    old."value" AS old_value,
    old.value_low AS old_low,
    old.value_high AS old_high,
    old.bound AS old_bound,
    new."value" AS new_value,
    new.value_low AS new_low,
    new.value_high AS new_high,
    new.bound AS new_bound,
    CASE
        WHEN abs(change) > rounding THEN if(change > 0, 'raised', 'cut')
        WHEN new.value_high - new.value_low < old.value_high - old.value_low THEN 'narrowed'
        ELSE 'widened'
    END AS move,
    change,
    core.percent_off(new."value", old."value", new.unit) AS change_percent,
    old.made_on AS old_made_on,
    new.made_on AS new_made_on,
    date_diff('day', old.made_on, new.made_on) AS days_between,
    if(contains(new.forecaster_key, 'name:'), 'same forecaster name', 'same forecaster id')
        || '; ' || core.match_reason(old, new) AS match_reason,
    core.match_confidence(old, new) AS match_confidence,
    least(old.confidence, new.confidence) AS confidence,
    old.quote AS old_quote,
    old.sentence AS old_sentence,
    old.char_start AS old_char_start,
    old.char_end AS old_char_end,
    old."rule" AS old_rule,
    old.reviewed AS old_reviewed,
    old.origin_uri AS old_origin_uri,
    old.figure_id AS old_figure_id,
    old.forecast_id AS old_forecast_id,
    old.article_id AS old_article_id,
    old.source_uri AS old_source_uri,
    old.title AS old_title,
    old.published_on AS old_published_on,
    old.run_id AS old_run_id,
    new.quote AS new_quote,
    new.sentence AS new_sentence,
    new.char_start AS new_char_start,
    new.char_end AS new_char_end,
    new."rule" AS new_rule,
    new.reviewed AS new_reviewed,
    new.origin_uri AS new_origin_uri,
    new.figure_id AS new_figure_id,
    new.forecast_id AS new_forecast_id,
    new.article_id AS new_article_id,
    new.source_uri AS new_source_uri,
    new.title AS new_title,
    new.published_on AS new_published_on,
    new.run_id AS new_run_id
FROM changed
