-- What a forecast is about and how it is put; what makes figures comparable across articles.
-- Rows of older versions count as expected and affirmed until their articles are read again.
ALTER TABLE core.figures ADD COLUMN metric_key VARCHAR;
ALTER TABLE core.figures ADD COLUMN series_id VARCHAR;

ALTER TABLE core.forecasts ADD COLUMN figure_id VARCHAR;
ALTER TABLE core.forecasts ADD COLUMN metric VARCHAR;
ALTER TABLE core.forecasts ADD COLUMN metric_key VARCHAR;
ALTER TABLE core.forecasts ADD COLUMN companies VARCHAR[];
ALTER TABLE core.forecasts ADD COLUMN region VARCHAR;
ALTER TABLE core.forecasts ADD COLUMN condition VARCHAR;
ALTER TABLE core.forecasts ADD COLUMN certainty VARCHAR DEFAULT 'expected';
ALTER TABLE core.forecasts ADD COLUMN polarity VARCHAR DEFAULT 'affirmed';
ALTER TABLE core.forecasts ADD COLUMN made_on DATE;
ALTER TABLE core.forecasts ALTER COLUMN certainty SET NOT NULL;
ALTER TABLE core.forecasts ALTER COLUMN polarity SET NOT NULL;
ALTER TABLE core.forecasts ALTER COLUMN certainty DROP DEFAULT;
ALTER TABLE core.forecasts ALTER COLUMN polarity DROP DEFAULT;
UPDATE core.forecasts SET figure_id = figure_ids[1];
