CREATE VIEW forecast_figures AS
SELECT forecast_id, figure_id, ordinal
FROM kept.forecast_figures;
