-- By subject.
WITH
    -- What each forecaster said last.
    latest AS (
        SELECT *
        FROM kept.comparables
        SEMI JOIN touched USING (subject)
        WHERE claim = 'forecast' AND forecaster_key IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY forecaster_key, subject, period
            ORDER BY made_on DESC, confidence DESC, figure_id, forecast_id
        ) = 1
    ),
    compared AS (
        SELECT
            latest.*,
            core.match_confidence(latest, first_said) AS sure,
            core.match_reason(latest, first_said) AS reason
        FROM (
            SELECT
                latest,
                first_value(latest) OVER (
                    PARTITION BY subject, period ORDER BY made_on, forecaster_key
                ) AS first_said
            FROM latest
            QUALIFY count(*) OVER (PARTITION BY subject, period) > 1
        )
    )
SELECT
    subject,
    arg_min(metric_key, made_on) AS metric_key,
    arg_min(metric, made_on) AS metric,
    arg_min(company, made_on) AS company,
    arg_min(region, made_on) AS region,
    period AS target_period,
    min(period_start) AS target_start,
    max(period_end) AS target_end,
    any_value(kind) AS kind,
    any_value(basis) AS basis,
    any_value(unit) AS unit,
    any_value(item) AS item,
    any_value(condition) AS condition,
    count(*) AS forecasters,
    min("value") AS low,
    CAST(median("value") AS DECIMAL(38, 9)) AS median,
    max("value") AS high,
    arg_min(forecaster, "value") AS lowest_forecaster,
    arg_max(forecaster, "value") AS highest_forecaster,
    max("value") - min("value") AS spread,
    if(
        any_value(unit) = 'percent' OR median("value") = 0,
        NULL,
        TRY_CAST(
            round(100 * CAST(max("value") - min("value") AS DOUBLE) / abs(median("value")), 2)
            AS DECIMAL(18, 2)
        )
    ) AS spread_percent,
    max(at_least) > min(at_most) AS do_differ,
    min(made_on) AS first_made_on,
    max(made_on) AS last_made_on,
    arg_min(reason, sure) AS match_reason,
    min(sure) AS match_confidence,
    min(confidence) AS confidence,
    string_agg(DISTINCT reviewed, '; ' ORDER BY reviewed) AS reviewed,
    list(
        {
            'forecaster': forecaster,
            'value': "value",
            'value_low': value_low,
            'value_high': value_high,
            'bound': bound,
            'made_on': made_on,
            'quote': quote,
            'sentence': sentence,
            'char_start': char_start,
            'char_end': char_end,
            'confidence': confidence,
            'rule': "rule",
            'reviewed': reviewed,
            'permalink': core.permalink(
                source_uri, origin_uri, sentence, char_start, char_end
            ),
            'figure_id': figure_id,
            'forecast_id': forecast_id,
            'article_id': article_id,
            'source_uri': source_uri,
            'title': title,
            'published_on': published_on,
            'run_id': run_id
        }
        ORDER BY "value", forecaster
    ) AS claims
FROM compared
GROUP BY subject, period
