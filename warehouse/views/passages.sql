CREATE VIEW passages AS
SELECT
    passages.kind,
    substring(
        raw_text, passages.char_start + 1, passages.char_end - passages.char_start
    ) AS quote,
    passages.char_start,
    passages.char_end,
    passages."rule",
    article_id,
    source_uri,
    title,
    published_on,
    run_id
FROM core.passages
SEMI JOIN ops.ledger USING (article_id)
JOIN core.articles USING (article_id);
