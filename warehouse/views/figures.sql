CREATE VIEW figures AS
SELECT
    figure_id,
    array_to_string(companies, '; ') AS company,
    companies,
    metric,
    metric_key,
    figures.kind,
    "value",
    value_high,
    unit,
    value_usd,
    value_high_usd,
    rate_date,
    rate_source,
    value_si,
    value_high_si,
    unit_si,
    bound,
    item,
    direction,
    basis,
    region,
    period,
    period_start,
    period_end,
    status,
    attributed_to,
    quote,
    sentence,
    figures.char_start,
    figures.char_end,
    confidence,
    figures."rule",
    reviews.reviewed,
    reasons,
    series_id,
    passages.kind AS passage,
    repeats.figure_id IS NOT NULL AS is_repeat,
    core.permalink(source_uri, origin_uri, sentence, figures.char_start, figures.char_end)
        AS permalink,
    figures.article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.figures
SEMI JOIN ops.ledger USING (article_id)
JOIN core.articles USING (article_id)
LEFT JOIN core.passages
    ON passages.article_id = figures.article_id
    AND passages.kind = 'about'
    AND figures.char_start BETWEEN passages.char_start AND passages.char_end - 1
LEFT JOIN core.repeated_figures AS repeats USING (figure_id)
LEFT JOIN ops.reviews AS reviews ON reviews.record_id = figures.figure_id;
