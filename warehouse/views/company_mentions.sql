CREATE VIEW company_mentions AS
WITH
    -- A doubtful name is a company's where another article leaves no doubt.
    sure AS (
        SELECT DISTINCT company_id
        FROM core.company_mentions
        WHERE resolution <> 'doubtful'
    ),
    found AS (
        SELECT
            mentions.article_id,
            mentions.ordinal,
            mentions.quote,
            mentions."name",
            coalesce(mentions.company_id, sure.company_id) AS company_id
        FROM core.company_mentions AS mentions
        LEFT JOIN sure
            -- As one equality: a second condition makes this a join of every pair.
            ON sure.company_id
                = if(mentions.resolution = 'doubtful', mentions.candidates[1], NULL)
    ),
    -- A name that was decided counts first: for the article, else for all articles.
    named AS (
        SELECT
            mentions.article_id,
            mentions.ordinal,
            mentions.quote,
            mentions."name",
            mentions.company_id,
            arg_min(decisions.decision, decisions.article_id IS NULL) AS decision,
            arg_min(decisions.settled_id, decisions.article_id IS NULL) AS settled_id
        FROM found AS mentions
        LEFT JOIN core.company_decisions AS decisions
            ON decisions.kind = 'alias'
            AND coalesce(decisions.article_id, mentions.article_id) = mentions.article_id
            AND lower(decisions."name") IN (lower(mentions.quote), lower(mentions."name"))
        GROUP BY ALL
    ),
    merged AS (
        SELECT
            named.article_id,
            named.ordinal,
            named.quote,
            named."name",
            named.company_id AS found_id,
            coalesce(named.decision, decisions.decision) AS decision,
            coalesce(named.settled_id, decisions.settled_id, named.company_id) AS settled_id
        FROM named
        LEFT JOIN core.company_decisions AS decisions
            ON decisions.kind = 'merge' AND decisions.other_id = named.company_id
    ),
    -- Of several splits the one that says most decides: article and spelling, article, spelling.
    divided AS (
        SELECT
            merged.article_id,
            merged.ordinal,
            merged.decision,
            merged.settled_id,
            arg_min(
                decisions.decision,
                2 * CAST(decisions.article_id IS NULL AS INTEGER)
                + CAST(decisions."name" IS NULL AS INTEGER)
            ) AS split_decision,
            arg_min(
                decisions.settled_id,
                2 * CAST(decisions.article_id IS NULL AS INTEGER)
                + CAST(decisions."name" IS NULL AS INTEGER)
            ) AS split_id
        FROM merged
        LEFT JOIN core.company_decisions AS decisions
            ON decisions.kind = 'split'
            AND decisions.company_id IN (merged.found_id, merged.settled_id)
            AND coalesce(decisions.article_id, merged.article_id) = merged.article_id
            AND coalesce(lower(decisions."name"), lower(merged."name"))
            IN (lower(merged.quote), lower(merged."name"))
        GROUP BY ALL
    )
SELECT
    mentions."name",
    coalesce(divided.split_id, divided.settled_id) AS company_id,
    mentions.ticker,
    mentions.quote,
    substring(
        articles.raw_text,
        greatest(mentions.char_start - 59, 1),
        mentions.char_end + 60 - greatest(mentions.char_start - 60, 0)
    ) AS context,
    mentions.char_start,
    mentions.char_end,
    CASE
        WHEN coalesce(divided.split_decision, divided.decision) IS NOT NULL THEN 'decision'
        WHEN mentions.resolution = 'doubtful' AND divided.settled_id IS NOT NULL THEN 'name'
        ELSE mentions.resolution
    END AS resolution,
    coalesce(divided.split_decision, divided.decision) AS decision,
    mentions.candidates,
    mentions.confidence,
    mentions."rule",
    reviews.reviewed,
    core.permalink_between(
        articles.source_uri, articles.origin_uri, articles.raw_text, mentions.char_start,
        mentions.char_end
    ) AS permalink,
    mentions.article_id,
    articles.source_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM core.company_mentions AS mentions
JOIN divided USING (article_id, ordinal)
JOIN core.articles AS articles USING (article_id)
SEMI JOIN ops.ledger ON ledger.article_id = mentions.article_id
LEFT JOIN ops.reviews AS reviews
    ON reviews.kind = 'company'
    AND reviews.article_id = mentions.article_id
    AND reviews.char_start = mentions.char_start;
