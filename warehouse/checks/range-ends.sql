-- error: A range has an upper end, above its lower one; nothing else has one.
SELECT figure_id AS example
FROM core.figures
WHERE (bound = 'range') <> (value_high IS NOT NULL) OR value_high < "value"
