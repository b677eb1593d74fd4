-- How many articles each publisher has, by month of publication, and what they hold.
SELECT
    coalesce(publisher, regexp_extract(coalesce(origin_uri, source_uri), '//([^/]+)', 1), '')
        AS publisher,
    strftime(published_on, '%Y-%m') AS month,
    count(*) AS articles,
    sum(figure_count) AS figures,
    sum(forecast_count) AS forecasts,
    round(avg(figure_count), 1) AS figures_an_article
FROM articles
GROUP BY ALL
ORDER BY publisher, month NULLS LAST;
