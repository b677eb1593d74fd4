-- error: No two articles share an id.
SELECT article_id AS example FROM core.articles GROUP BY article_id HAVING count(*) > 1
