-- By company.
WITH
    written AS (
        SELECT company_id, quote AS alias FROM mentions_of_companies
        UNION
        SELECT company_id, "name" FROM mentions_of_companies
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
        SELECT company_id, quote AS alias, count(*) AS n FROM mentions_of_companies GROUP BY ALL
    )
SELECT
    every.company_id,
    companies."name" AS company,
    every.alias,
    string_agg(every.source, ', ' ORDER BY every.source) AS source,
    coalesce(any_value(counts.n), 0) AS mentions
FROM every
JOIN kept.companies AS companies USING (company_id)
SEMI JOIN touched_companies USING (company_id)
LEFT JOIN counts USING (company_id, alias)
WHERE every.alias IS NOT NULL
GROUP BY every.company_id, companies."name", every.alias
