-- By article: what records say of their article, and how many it has; of current articles only.
WITH
    records AS (
        SELECT article_id, 'figure' AS kind FROM core.figures SEMI JOIN wanted USING (article_id)
        UNION ALL
        SELECT article_id, 'forecast' FROM core.forecasts SEMI JOIN wanted USING (article_id)
        UNION ALL
        SELECT article_id, 'company' FROM core.company_mentions SEMI JOIN wanted USING (article_id)
        UNION ALL
        SELECT article_id, 'number' FROM core.rejected_numbers SEMI JOIN wanted USING (article_id)
        UNION ALL
        SELECT article_id, 'edit' FROM core.edits SEMI JOIN wanted USING (article_id)
    ),
    counts AS (
        SELECT
            article_id,
            count(*) FILTER (kind = 'figure') AS figure_count,
            count(*) FILTER (kind = 'forecast') AS forecast_count,
            count(*) FILTER (kind = 'company') AS mention_count,
            count(*) FILTER (kind = 'number') AS rejected_number_count,
            count(*) FILTER (kind = 'edit') AS edit_count
        FROM records
        GROUP BY article_id
    )
SELECT
    articles.article_id,
    articles.source_uri,
    articles.origin_uri,
    articles.title,
    articles.published_on,
    articles.run_id,
    coalesce(counts.figure_count, 0) AS figure_count,
    coalesce(counts.forecast_count, 0) AS forecast_count,
    coalesce(counts.mention_count, 0) AS mention_count,
    coalesce(counts.rejected_number_count, 0) AS rejected_number_count,
    coalesce(counts.edit_count, 0) AS edit_count
FROM core.articles AS articles
SEMI JOIN wanted USING (article_id)
LEFT JOIN counts USING (article_id)
