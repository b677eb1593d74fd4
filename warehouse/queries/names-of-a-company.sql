-- Every name that articles have for a company, under whatever name it is asked for.
-- ? name: Gartner
SELECT company, alias, source, mentions, company_id
FROM aliases
WHERE company_id IN (SELECT company_id FROM aliases WHERE lower(alias) = lower(?))
ORDER BY company, mentions DESC, alias;
