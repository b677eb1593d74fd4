CREATE VIEW forecast_vs_actual AS
SELECT * RENAME (forecast_origin_uri AS forecast_permalink, actual_origin_uri AS actual_permalink)
FROM (
    SELECT
        * REPLACE (
            core.permalink(
                forecast_source_uri, forecast_origin_uri, forecast_sentence, forecast_char_start, forecast_char_end
            ) AS forecast_origin_uri,
            core.permalink(
                actual_source_uri, actual_origin_uri, actual_sentence, actual_char_start, actual_char_end
            ) AS actual_origin_uri
        )
    FROM kept.forecast_vs_actual
);
