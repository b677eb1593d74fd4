-- Which companies the same articles name.
SELECT
    one."name" AS company,
    other."name" AS named_with,
    count(DISTINCT article_id) AS articles
FROM company_mentions AS one
JOIN company_mentions AS other USING (article_id)
WHERE one."name" < other."name"
GROUP BY ALL
ORDER BY articles DESC, company, named_with
LIMIT 100;
