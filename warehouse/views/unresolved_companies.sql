CREATE VIEW unresolved_companies AS
WITH
    named AS (
        SELECT
            mentions.article_id,
            mentions.char_start,
            list(
                concat_ws(', ', known."name", known.country, known.ticker, known.company_id)
                ORDER BY known.company_id
            ) AS candidate_names
        FROM main.company_mentions AS mentions
        JOIN core.companies AS known ON list_contains(mentions.candidates, known.company_id)
        WHERE mentions.company_id IS NULL
        GROUP BY ALL
    )
SELECT
    mentions."name",
    mentions.quote,
    mentions.context,
    mentions.candidates,
    coalesce(named.candidate_names, []) AS candidate_names,
    CASE mentions.resolution
        WHEN 'doubtful' THEN 'no known company has the name, and it may be none at all'
        ELSE 'several known companies have the name, and the article does not say which'
    END AS why,
    mentions.char_start,
    mentions.char_end,
    mentions.confidence,
    mentions."rule",
    mentions.permalink,
    mentions.article_id,
    mentions.source_uri,
    mentions.title,
    mentions.published_on,
    mentions.run_id
FROM main.company_mentions AS mentions
LEFT JOIN named USING (article_id, char_start)
WHERE mentions.company_id IS NULL;
