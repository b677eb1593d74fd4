CREATE VIEW company_timeline AS
WITH
    of_figures AS (
        SELECT
            said.company_id, said."name", said.roles, figures.period, figures.period_start,
            figures.period_end, figures.status, figures.metric, figures.kind, figures."value",
            figures.value_high, figures.unit, figures.value_usd, figures.value_high_usd,
            figures.rate_date, figures.rate_source, figures.value_si, figures.value_high_si,
            figures.unit_si, figures.bound, figures.direction, figures.basis,
            figures.attributed_to, figures.quote, figures.sentence, figures.char_start,
            figures.char_end, figures.confidence, figures."rule", said.figure_id,
            said.forecast_id, figures.article_id
        FROM kept.timeline AS said
        JOIN core.figures AS figures ON figures.figure_id = said.figure_id
    ),
    of_forecasts AS (
        SELECT
            said.company_id, said."name", said.roles, forecasts.target_period AS period,
            forecasts.target_start AS period_start, forecasts.target_end AS period_end,
            if(forecasts.certainty = 'target', 'target', 'forecast') AS status, forecasts.metric,
            forecasts.forecaster AS attributed_to, forecasts.quote, forecasts.sentence,
            forecasts.char_start, forecasts.char_end, forecasts.confidence, forecasts."rule",
            said.figure_id, said.forecast_id, forecasts.article_id
        FROM kept.timeline AS said
        JOIN core.forecasts AS forecasts ON forecasts.forecast_id = said.forecast_id
    )
SELECT
    found.company_id,
    coalesce(companies."name", found."name") AS company,
    found.roles,
    found.period,
    found.period_start,
    found.period_end,
    found.status,
    found.metric,
    found.kind,
    found."value",
    found.value_high,
    found.unit,
    found.value_usd,
    found.value_high_usd,
    found.rate_date,
    found.rate_source,
    found.value_si,
    found.value_high_si,
    found.unit_si,
    found.bound,
    found.direction,
    found.basis,
    found.attributed_to,
    found.quote,
    found.sentence,
    found.char_start,
    found.char_end,
    found.confidence,
    found."rule",
    found.figure_id,
    found.forecast_id,
    reviews.reviewed,
    core.permalink(
        articles.source_uri, articles.origin_uri, found.sentence, found.char_start, found.char_end
    ) AS permalink,
    found.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM (FROM of_figures UNION ALL BY NAME FROM of_forecasts) AS found
JOIN kept.headers AS articles USING (article_id)
LEFT JOIN kept.companies AS companies ON companies.company_id = found.company_id
LEFT JOIN ops.reviews AS reviews
    ON reviews.record_id = coalesce(found.figure_id, found.forecast_id);
