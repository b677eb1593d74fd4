-- warning: Every article of 300 words or more has a figure, a forecast or a company.
SELECT source_uri AS example
FROM core.articles
SEMI JOIN ops.ledger USING (article_id)
ANTI JOIN core.figures USING (article_id)
ANTI JOIN core.forecasts USING (article_id)
ANTI JOIN core.company_mentions USING (article_id)
WHERE word_count >= 300
