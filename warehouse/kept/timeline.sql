-- By article: what is said about or by a company, each figure or forecast once for each of them.
WITH
    said AS (
        SELECT
            article_id,
            company_id,
            if(company_id IS NULL, "name", NULL) AS only_name,
            min("name") AS "name",
            figure_id,
            forecast_id,
            list_sort(list("role")) AS roles
        FROM kept.roles
        SEMI JOIN wanted USING (article_id)
        GROUP BY article_id, company_id, only_name, figure_id, forecast_id
    ),
    of_figures AS (
        FROM said
        ANTI JOIN (FROM kept.figure_marks WHERE is_repeat) AS repeats
            ON repeats.figure_id = said.figure_id
        WHERE said.figure_id IS NOT NULL
    ),
    -- A forecast stands for itself where none of its figures is of the company.
    shown AS (
        SELECT DISTINCT named.forecast_id, of_figures.company_id, of_figures.only_name
        FROM (
            SELECT forecast_id, unnest(figure_ids) AS figure_id
            FROM core.forecasts
            SEMI JOIN wanted USING (article_id)
        ) AS named
        JOIN of_figures USING (figure_id)
    ),
    of_forecasts AS (
        FROM said
        ANTI JOIN kept.repeated_forecasts AS repeats ON repeats.forecast_id = said.forecast_id
        ANTI JOIN shown
            ON shown.forecast_id = said.forecast_id
            AND shown.company_id IS NOT DISTINCT FROM said.company_id
            AND shown.only_name IS NOT DISTINCT FROM said.only_name
        WHERE said.forecast_id IS NOT NULL
    )
SELECT article_id, company_id, "name", figure_id, forecast_id, roles
FROM (FROM of_figures UNION ALL FROM of_forecasts)
ORDER BY company_id, article_id
