-- Which amounts articles tell differently of the same thing and time.
SELECT
    metric,
    company,
    region,
    period,
    unit,
    one_value,
    one_attributed_to,
    one_articles,
    other_value,
    other_attributed_to,
    other_articles,
    difference_percent,
    match_reason,
    match_confidence,
    one_quote,
    one_title,
    other_quote,
    other_title
FROM contradictions
ORDER BY match_confidence DESC, abs(difference_percent) DESC NULLS LAST, one_figure_id,
    other_figure_id
LIMIT 100;
