-- The articles of which kept rows have to be made anew; null stands for the register of companies.
CREATE TABLE ops.pending (
    article_id VARCHAR
);

-- Kept as tables from now on, which are made when the views are.
DROP VIEW core.repeated_forecasts;
DROP VIEW core.repeated_figures;
DROP VIEW core.copies;
