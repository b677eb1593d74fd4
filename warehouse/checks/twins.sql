-- warning: No two articles of one title and day stand side by side without being linked as copies.
SELECT concat_ws(' ', title, published_on, max(article_id)) AS example
FROM core.articles
SEMI JOIN ops.ledger USING (article_id)
LEFT JOIN kept.copies AS copies USING (article_id)
WHERE title IS NOT NULL AND published_on IS NOT NULL AND copies.copy_of IS NULL
GROUP BY title, published_on
HAVING count(*) > 1
