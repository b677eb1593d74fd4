CREATE VIEW company_roles AS
WITH
    active AS (
        SELECT
            roles.*, figures.quote, figures.sentence, figures.char_start, figures.char_end
        FROM kept.roles AS roles
        JOIN core.figures AS figures ON figures.figure_id = roles.figure_id
        UNION ALL
        SELECT
            roles.*, forecasts.quote, forecasts.sentence, forecasts.char_start,
            forecasts.char_end
        FROM kept.roles AS roles
        JOIN core.forecasts AS forecasts ON forecasts.forecast_id = roles.forecast_id
    ),
    plain AS (
        SELECT
            mentions.article_id, mentions."name", 'mention' AS "role", NULL AS figure_id,
            NULL AS forecast_id, mentions.quote, mentions.context AS sentence,
            mentions.char_start, mentions.char_end, mentions.company_id
        FROM main.company_mentions AS mentions
        ANTI JOIN kept.roles AS roles
            ON roles.article_id = mentions.article_id AND roles."name" = mentions."name"
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
JOIN kept.headers AS articles USING (article_id)
LEFT JOIN kept.companies AS companies USING (company_id);
