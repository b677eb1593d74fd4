-- By article: the forecasts of copies that the article they copy states as well.
SELECT forecasts.article_id, forecasts.forecast_id
FROM kept.copies AS copies
SEMI JOIN wanted USING (article_id)
JOIN core.forecasts AS forecasts ON forecasts.article_id = copies.article_id
SEMI JOIN core.forecasts AS first
    ON first.article_id = copies.copy_of
    AND first.target_period IS NOT DISTINCT FROM forecasts.target_period
    AND first."statement" = forecasts."statement"
