-- Who is cited for figures, how often, and how much of it is about the future.
SELECT
    attributed_to AS source,
    count(*) AS figures,
    count(*) FILTER (status = 'forecast') AS forecasts,
    count(DISTINCT article_id) AS articles,
    min(published_on) AS first_cited,
    max(published_on) AS last_cited
FROM figures
WHERE attributed_to IS NOT NULL AND NOT is_repeat
GROUP BY attributed_to
ORDER BY figures DESC, source
LIMIT 200;
