CREATE VIEW forecasts AS
SELECT
    said.forecast_id,
    said.forecaster,
    said."statement",
    said.metric,
    said.metric_key,
    array_to_string(said.companies, '; ') AS company,
    said.companies,
    said.region,
    figures."value",
    figures.value_high,
    figures.unit,
    figures.value_usd,
    figures.value_high_usd,
    figures.rate_date,
    figures.rate_source,
    figures.value_si,
    figures.value_high_si,
    figures.unit_si,
    figures.bound,
    figures.item,
    figures.kind,
    figures.direction,
    figures.basis,
    said.target_period,
    said.target_start,
    said.target_end,
    said.certainty,
    said.polarity,
    said.condition,
    said.made_on,
    said.figure_id,
    said.figure_ids,
    figures.series_id,
    repeats.forecast_id IS NOT NULL AS is_repeat,
    said.quote,
    said.sentence,
    said.char_start,
    said.char_end,
    said.confidence,
    said."rule",
    reviews.reviewed,
    core.permalink(
        articles.source_uri, articles.origin_uri, said.sentence, said.char_start, said.char_end
    ) AS permalink,
    said.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM core.forecasts AS said
JOIN kept.headers AS articles USING (article_id)
LEFT JOIN kept.repeated_forecasts AS repeats ON repeats.forecast_id = said.forecast_id
LEFT JOIN core.figures AS figures
    ON figures.figure_id = said.figure_id
LEFT JOIN ops.reviews AS reviews ON reviews.record_id = said.forecast_id;
