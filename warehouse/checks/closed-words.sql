-- error: Fields with a closed set of words hold no other word.
SELECT concat_ws(' ', figure_id, bound, kind, status, direction, basis) AS example
FROM core.figures SEMI JOIN checked_articles USING (article_id)
WHERE bound NOT IN ('exact', 'approximate', 'above', 'below', 'range')
    OR kind NOT IN ('level', 'change', 'share', 'multiple')
    OR status NOT IN ('actual', 'estimate', 'forecast', 'target')
    OR direction NOT IN ('up', 'down')
    OR basis NOT IN ('yoy', 'qoq', 'mom', 'cagr', 'pop')
UNION ALL
SELECT concat_ws(' ', forecast_id, certainty, polarity)
FROM core.forecasts SEMI JOIN checked_articles USING (article_id)
WHERE certainty NOT IN ('will', 'expected', 'likely', 'may', 'target')
    OR polarity NOT IN ('affirmed', 'denied', 'expired', 'asked')
