CREATE VIEW companies AS
SELECT
    company_id,
    "name",
    max(ticker) AS ticker,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    min(published_on) AS first_seen,
    max(published_on) AS last_seen
FROM core.company_mentions
JOIN core.articles USING (article_id)
GROUP BY company_id, "name";
