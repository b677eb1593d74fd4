-- What somebody says about something: figures and forecasts with a word in what they measure.
-- ? who: Gartner
-- ? word: server
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
WHERE contains(lower(attributed_to), lower($1))
    AND (
        contains(lower(metric), lower($2))
        OR contains(lower(item), lower($2))
        OR contains(lower(sentence), lower($2))
    )
    AND NOT is_repeat
ORDER BY published_on DESC NULLS LAST, article_id, char_start;
