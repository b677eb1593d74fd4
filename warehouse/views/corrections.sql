CREATE VIEW corrections AS
SELECT
    correction_id,
    "action",
    kind,
    state,
    detail,
    array_to_string(
        list_transform(
            fields, lambda f: concat(f.field, ': ', coalesce(f."before", 'null'), ' → ', coalesce(f."after", 'null'))
        ),
        '; '
    ) AS changes,
    fields,
    quote,
    prefix,
    suffix,
    corrections.char_start,
    corrections.char_end,
    record_id,
    corrections.matched_id,
    made_by,
    made_at,
    why,
    corrections.article_id,
    matched_article_id,
    corrections.source_uri,
    corrections."ordinal"
FROM ops.corrections;
