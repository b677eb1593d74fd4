CREATE VIEW company_roles AS
WITH
    -- One company for each canonical name of an article: that of most of its mentions.
    meant AS (
        SELECT article_id, "name", company_id
        FROM main.company_mentions
        GROUP BY article_id, "name", company_id
        QUALIFY row_number() OVER (
            PARTITION BY article_id, "name" ORDER BY count(*) DESC, company_id
        ) = 1
    ),
    played AS (
        SELECT
            article_id, unnest(companies) AS "name", 'subject' AS "role", figure_id,
            NULL AS forecast_id, quote, sentence, char_start, char_end
        FROM core.figures
        UNION ALL
        SELECT
            article_id, attributed_to, 'source', figure_id,
            NULL, quote, sentence, char_start, char_end
        FROM core.figures
        UNION ALL
        SELECT
            article_id, unnest(companies), 'subject', NULL,
            forecast_id, quote, sentence, char_start, char_end
        FROM core.forecasts
        UNION ALL
        SELECT
            article_id, forecaster, 'forecaster', NULL,
            forecast_id, quote, sentence, char_start, char_end
        FROM core.forecasts
    ),
    active AS (
        SELECT played.*, meant.company_id
        FROM played
        JOIN meant USING (article_id, "name")
    ),
    plain AS (
        SELECT
            mentions.article_id, mentions."name", 'mention' AS "role", NULL AS figure_id,
            NULL AS forecast_id, mentions.quote, mentions.context AS sentence,
            mentions.char_start, mentions.char_end, mentions.company_id
        FROM main.company_mentions AS mentions
        ANTI JOIN active
            ON active.article_id = mentions.article_id AND active."name" = mentions."name"
    )
SELECT
    found.company_id,
    coalesce(companies."name", found."name") AS company,
    found."role",
    found.figure_id,
    found.forecast_id,
    found.quote,
    found.sentence,
    found.char_start,
    found.char_end,
    core.permalink(
        articles.source_uri, articles.origin_uri, found.sentence, found.char_start, found.char_end
    ) AS permalink,
    found.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM (FROM active UNION ALL BY NAME FROM plain) AS found
JOIN core.articles AS articles USING (article_id)
LEFT JOIN main.companies AS companies USING (company_id);
