-- By article: each figure that a forecast states, and the time that the two together tell.
SELECT
    stated.article_id,
    stated.forecast_id,
    stated.figure_id,
    stated."ordinal",
    coalesce(stated.target_start, figures.period_start) AS about_start,
    coalesce(stated.target_end, figures.period_end) AS about_end
FROM (
    SELECT
        article_id, forecast_id, target_start, target_end, unnest(figure_ids) AS figure_id,
        generate_subscripts(figure_ids, 1) AS "ordinal"
    FROM core.forecasts
    SEMI JOIN wanted USING (article_id)
) AS stated
LEFT JOIN core.figures AS figures ON figures.figure_id = stated.figure_id
ORDER BY stated.article_id, stated.forecast_id, stated."ordinal"
