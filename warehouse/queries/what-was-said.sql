-- What somebody says about something: figures and forecasts with a word in what they measure.
-- ? who: Gartner
-- ? word: server
WITH asked AS (SELECT lower(?) AS who, lower(?) AS word)
SELECT
    attributed_to AS who,
    metric,
    "value",
    value_high,
    unit,
    kind,
    status,
    period,
    sentence,
    title,
    published_on
FROM figures
JOIN asked
    ON contains(lower(attributed_to), who)
    AND (contains(lower(metric), word) OR contains(lower(item), word)
        OR contains(lower(sentence), word))
WHERE NOT is_repeat
ORDER BY published_on DESC NULLS LAST, article_id, char_start;
