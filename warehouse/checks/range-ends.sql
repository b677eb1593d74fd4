-- error: A range has an upper end, above its lower one; nothing else has one.
SELECT figure_id AS example
FROM core.figures SEMI JOIN checked_articles USING (article_id)
WHERE (bound = 'range') <> (value_high IS NOT NULL) OR value_high < "value"
