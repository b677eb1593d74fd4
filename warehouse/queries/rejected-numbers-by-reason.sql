-- Why numbers are no figures: how many for each reason, with examples.
SELECT
    reason,
    count(*) AS numbers,
    count(DISTINCT article_id) AS articles,
    list(DISTINCT quote ORDER BY quote)[1:5] AS examples
FROM rejected_numbers
GROUP BY reason
ORDER BY numbers DESC, reason;
