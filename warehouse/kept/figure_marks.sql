-- By article: the figures that a passage about companies holds, or that a copy repeats.
WITH
    figures AS (FROM core.figures SEMI JOIN wanted USING (article_id)),
    marks AS (
        SELECT figures.article_id, figures.figure_id, passages.kind AS passage, false AS is_repeat
        FROM figures
        JOIN core.passages AS passages
            ON passages.article_id = figures.article_id
            AND passages.kind = 'about'
            AND figures.char_start BETWEEN passages.char_start AND passages.char_end - 1
        UNION ALL
        SELECT figures.article_id, figures.figure_id, NULL, true
        FROM kept.copies AS copies
        JOIN figures ON figures.article_id = copies.article_id
        SEMI JOIN core.figures AS first
            ON first.article_id = copies.copy_of
            AND first."value" = figures."value"
            AND first.value_high IS NOT DISTINCT FROM figures.value_high
            AND first.unit = figures.unit
            AND first.kind = figures.kind
    )
SELECT article_id, figure_id, any_value(passage) AS passage, bool_or(is_repeat) AS is_repeat
FROM marks
GROUP BY article_id, figure_id
