-- warning: Every unit is one of the lexicon's.
WITH
    unknown AS (
        SELECT unit
        FROM (SELECT DISTINCT unit FROM core.figures)
        WHERE NOT list_has_all((SELECT list(unit) FROM known_units), string_split(unit, '/'))
    )
SELECT concat_ws(' ', unit, figure_id) AS example
FROM core.figures
SEMI JOIN unknown USING (unit)
