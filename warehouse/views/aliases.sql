CREATE VIEW aliases AS
WITH
    written AS (
        SELECT company_id, quote AS alias FROM main.company_mentions
        UNION
        SELECT company_id, "name" FROM main.company_mentions
    ),
    every AS (
        SELECT company_id, "name" AS alias, origin AS source FROM core.companies
        UNION
        SELECT company_id, legal_name, origin FROM core.companies
        UNION
        SELECT company_id, alias, origin FROM core.company_aliases
        UNION
        SELECT settled_id, "name", 'decision' FROM core.company_decisions WHERE kind = 'alias'
        UNION
        SELECT settled_id, other, 'decision' FROM core.company_decisions WHERE kind <> 'alias'
        UNION
        SELECT company_id, alias, 'articles' FROM written
    ),
    counts AS (
        SELECT company_id, quote AS alias, count(*) AS n FROM main.company_mentions GROUP BY ALL
    )
SELECT
    every.company_id,
    companies."name" AS company,
    every.alias,
    string_agg(every.source, ', ' ORDER BY every.source) AS source,
    coalesce(any_value(counts.n), 0) AS mentions
FROM every
JOIN main.companies AS companies USING (company_id)
LEFT JOIN counts USING (company_id, alias)
WHERE every.alias IS NOT NULL
GROUP BY every.company_id, companies."name", every.alias;
