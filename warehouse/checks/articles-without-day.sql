-- warning: The day of publication of every article is known.
SELECT source_uri AS example
FROM core.articles SEMI JOIN ops.ledger USING (article_id)
WHERE published_on IS NULL
