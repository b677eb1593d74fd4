-- By article: which companies its canonical names stand for, and how often.
SELECT
    mentions.article_id,
    mentions."name",
    if(settled.article_id IS NULL, mentions.company_id, settled.company_id) AS company_id,
    count(*) AS mentions
FROM core.company_mentions AS mentions
SEMI JOIN wanted USING (article_id)
LEFT JOIN kept.settled_mentions AS settled USING (article_id, ordinal)
GROUP BY ALL
ORDER BY ALL
