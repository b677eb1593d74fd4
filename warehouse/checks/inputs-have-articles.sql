-- error: Every input that was loaded holds an article that is there.
SELECT source_uri AS example
FROM ops.ledger
ANTI JOIN core.articles USING (article_id)
WHERE ledger.state = 'loaded'
