-- Whole: the companies that some mention names beyond doubt.
SELECT DISTINCT company_id
FROM core.company_mentions
WHERE resolution <> 'doubtful' AND company_id IS NOT NULL
