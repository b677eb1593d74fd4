CREATE VIEW forecast_revisions AS
SELECT * RENAME (old_origin_uri AS old_permalink, new_origin_uri AS new_permalink)
FROM (
    SELECT
        * REPLACE (
            core.permalink(
                old_source_uri, old_origin_uri, old_sentence, old_char_start, old_char_end
            ) AS old_origin_uri,
            core.permalink(
                new_source_uri, new_origin_uri, new_sentence, new_char_start, new_char_end
            ) AS new_origin_uri
        )
    FROM kept.forecast_revisions
);
