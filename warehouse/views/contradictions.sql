CREATE VIEW contradictions AS
SELECT * RENAME (one_origin_uri AS one_permalink, other_origin_uri AS other_permalink)
FROM (
    SELECT
        * REPLACE (
            core.permalink(
                one_source_uri, one_origin_uri, one_sentence, one_char_start, one_char_end
            ) AS one_origin_uri,
            core.permalink(
                other_source_uri, other_origin_uri, other_sentence, other_char_start, other_char_end
            ) AS other_origin_uri
        )
    FROM kept.contradictions
);
