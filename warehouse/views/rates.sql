CREATE VIEW rates AS
SELECT
    currency,
    rate_date,
    usd_per_unit,
    source
FROM core.rates;
