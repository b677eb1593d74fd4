CREATE VIEW forecasts AS
SELECT
    forecast_id,
    forecaster,
    "statement",
    target_period,
    target_start,
    target_end,
    figure_ids[1] AS figure_id,
    figure_ids,
    quote,
    sentence,
    char_start,
    char_end,
    confidence,
    "rule",
    article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.forecasts
JOIN core.articles USING (article_id);
