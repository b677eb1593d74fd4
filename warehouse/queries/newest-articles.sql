-- The newest articles, and how much each says.
SELECT published_on, title, publisher, figure_count, forecast_count, mention_count, source_uri
FROM articles
WHERE copy_of IS NULL
ORDER BY published_on DESC NULLS LAST, article_id
LIMIT 50;
