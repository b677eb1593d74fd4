CREATE VIEW aliases AS
SELECT company_id, company, alias, source, mentions
FROM kept.aliases;
