CREATE VIEW checks AS
SELECT
    run_id,
    "check" AS check_name,
    level,
    found = 0 AS passed,
    found,
    description,
    examples,
    checked_at
FROM ops.checks;
