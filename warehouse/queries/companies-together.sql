-- Which companies the same articles name.
-- kept.article_companies has the names of company_mentions, once an article.
WITH named AS (SELECT DISTINCT article_id, "name" FROM kept.article_companies)
SELECT
    one."name" AS company,
    other."name" AS named_with,
    count(*) AS articles
FROM named AS one
JOIN named AS other USING (article_id)
WHERE one."name" < other."name"
GROUP BY ALL
ORDER BY articles DESC, company, named_with
LIMIT 100;
