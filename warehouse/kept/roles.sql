-- By article: which companies do more in a record than to be mentioned.
WITH
    -- One company for each canonical name of an article: that of most of its mentions.
    meant AS (
        SELECT article_id, "name", company_id
        FROM kept.article_companies
        SEMI JOIN wanted USING (article_id)
        QUALIFY row_number() OVER (
            PARTITION BY article_id, "name" ORDER BY mentions DESC, company_id
        ) = 1
    ),
    figures AS (
        SELECT article_id, figure_id, companies, attributed_to
        FROM core.figures SEMI JOIN wanted USING (article_id)
    ),
    forecasts AS (
        SELECT article_id, forecast_id, companies, forecaster
        FROM core.forecasts SEMI JOIN wanted USING (article_id)
    ),
    played AS (
        SELECT
            article_id, unnest(companies) AS "name", 'subject' AS "role", figure_id,
            NULL AS forecast_id
        FROM figures
        UNION ALL
        SELECT article_id, attributed_to, 'source', figure_id, NULL FROM figures
        UNION ALL
        SELECT article_id, unnest(companies), 'subject', NULL, forecast_id FROM forecasts
        UNION ALL
        SELECT article_id, forecaster, 'forecaster', NULL, forecast_id FROM forecasts
    )
SELECT
    meant.company_id,
    "name",
    played."role",
    played.figure_id,
    played.forecast_id,
    article_id
FROM played
JOIN meant USING (article_id, "name")
ORDER BY meant.company_id, article_id, "name"
