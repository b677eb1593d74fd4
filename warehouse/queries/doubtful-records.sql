-- The figures and forecasts that the extractor is least sure of.
-- ? confidence: 0.6
WITH records AS (
    SELECT 'figure' AS record, figure_id AS record_id, confidence, "rule", quote, sentence,
        article_id, char_start
    FROM figures
    UNION ALL BY NAME
    SELECT 'forecast' AS record, forecast_id AS record_id, confidence, "rule", quote, sentence,
        article_id, char_start
    FROM forecasts
)
SELECT record, record_id, confidence, "rule", quote, sentence, article_id
FROM records
WHERE confidence < CAST(? AS DOUBLE)
ORDER BY confidence, article_id, char_start, record_id
LIMIT 200;
