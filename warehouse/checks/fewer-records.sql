-- warning: No kind of record has shrunk by more than a tenth since the run before.
WITH
    pairs AS (
        SELECT
            run_id,
            unnest(['articles', 'figures', 'forecasts', 'mentions']) AS kind,
            unnest([articles, figures, forecasts, mentions]) AS held,
            "rank"
        FROM (SELECT *, row_number() OVER (ORDER BY run_id DESC) AS "rank" FROM ops.counts)
        WHERE "rank" <= 2
    )
SELECT concat(kind, ': ', earlier.held, ' before, ', latest.held, ' now') AS example
FROM pairs AS latest
JOIN pairs AS earlier USING (kind)
WHERE latest."rank" = 1 AND earlier."rank" = 2 AND latest.held < earlier.held * 0.9
