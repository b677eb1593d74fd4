-- By company.
WITH
    spelled AS (
        SELECT company_id, "name", count(*) AS n
        FROM mentions_of_companies
        GROUP BY ALL
    ),
    named AS (
        SELECT company_id, "name"
        FROM spelled
        QUALIFY row_number() OVER (PARTITION BY company_id ORDER BY n DESC, "name") = 1
    ),
    decided AS (
        SELECT settled_id AS company_id, min(if(kind = 'split', other, company)) AS "name"
        FROM core.company_decisions
        WHERE settled_id = if(kind = 'split', other_id, company_id)
        GROUP BY settled_id
    ),
    seen AS (
        SELECT
            company_id,
            list_sort(list(DISTINCT resolution)) AS resolutions,
            min(ticker) AS ticker,
            count(*) AS mentions,
            count(DISTINCT article_id) AS articles,
            min(published_on) AS first_seen,
            max(published_on) AS last_seen,
            -- The first place that names it is its proof.
            arg_min(
                {
                    'article_id': article_id, 'char_start': char_start, 'char_end': char_end,
                    'quote': quote, 'confidence': confidence, 'rule': "rule"
                },
                (coalesce(published_on, DATE '9999-12-31'), article_id, char_start)
            ) AS named_at
        FROM mentions_of_companies
        GROUP BY company_id
    )
SELECT
    seen.company_id,
    coalesce(known."name", decided."name", named."name") AS "name",
    known.legal_name,
    if(known.company_id IS NULL, seen.ticker, known.ticker) AS ticker,
    known.exchange,
    known.country,
    coalesce(known.kind, if(known.company_id IS NULL AND seen.ticker IS NOT NULL, 'listed', NULL))
        AS kind,
    known.parent_id,
    parents."name" AS parent,
    seen.resolutions,
    seen.mentions,
    seen.articles,
    seen.first_seen,
    seen.last_seen,
    named_at.article_id,
    named_at.quote,
    named_at.char_start,
    named_at.char_end,
    named_at.confidence,
    named_at."rule"
FROM seen
JOIN named USING (company_id)
LEFT JOIN decided USING (company_id)
LEFT JOIN core.companies AS known USING (company_id)
LEFT JOIN core.companies AS parents ON parents.company_id = known.parent_id
