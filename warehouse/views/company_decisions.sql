CREATE VIEW company_decisions AS
SELECT
    decision,
    kind,
    company_id,
    company,
    "name",
    article_id,
    other_id,
    other,
    decided_by,
    decided_on,
    why
FROM core.company_decisions;
