-- warning: Every series has two points or more.
SELECT series_id AS example
FROM core.figures
WHERE series_id IS NOT NULL
GROUP BY article_id, series_id
HAVING count(*) < 2
