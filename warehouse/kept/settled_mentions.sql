-- By article: the mentions whose company is told by more than the mention itself: by a person's
-- decision, or, where the name is doubtful, by another article that leaves no doubt.
WITH
    aliases AS (
        SELECT lower("name") AS form, decision, settled_id, article_id
        FROM core.company_decisions WHERE kind = 'alias'
    ),
    merges AS (
        SELECT other_id, decision, settled_id FROM core.company_decisions WHERE kind = 'merge'
    ),
    splits AS (
        SELECT company_id, decision, settled_id, article_id, lower("name") AS form
        FROM core.company_decisions WHERE kind = 'split'
    ),
    mentioned AS (FROM core.company_mentions SEMI JOIN wanted USING (article_id)),
    doubted AS (
        SELECT mentioned.article_id, mentioned.ordinal, sure.company_id
        FROM mentioned
        LEFT JOIN kept.sure_companies AS sure ON sure.company_id = mentioned.candidates[1]
        WHERE mentioned.resolution = 'doubtful'
    ),
    -- Few of the mentions: no decision is about the others, and nothing in them is doubtful.
    decided AS (
        SELECT article_id, ordinal, quote, "name", company_id, resolution
        FROM mentioned
        WHERE (SELECT count(*) > 0 FROM core.company_decisions)
            AND (
                lower(quote) IN (SELECT form FROM aliases)
                OR lower("name") IN (SELECT form FROM aliases)
                OR company_id IN (SELECT other_id FROM merges)
                OR company_id IN (SELECT company_id FROM splits)
            )
        UNION
        SELECT article_id, ordinal, quote, "name", company_id, resolution
        FROM mentioned
        WHERE resolution = 'doubtful'
    ),
    found AS (
        SELECT
            decided.* REPLACE (coalesce(decided.company_id, doubted.company_id) AS company_id),
            decided.company_id AS own_id,
            lower(decided.quote) AS quote_form,
            lower(decided."name") AS name_form
        FROM decided
        LEFT JOIN doubted USING (article_id, ordinal)
    ),
    -- A name that was decided counts first: for the article, else for all articles.
    named AS (
        SELECT
            article_id,
            ordinal,
            arg_min(decision, (is_general, decision)) AS decision,
            arg_min(settled_id, (is_general, decision)) AS settled_id
        FROM (
            SELECT
                found.article_id, found.ordinal, aliases.decision, aliases.settled_id,
                aliases.article_id IS NULL AS is_general
            FROM (
                SELECT article_id, ordinal, quote_form AS form FROM found
                UNION
                SELECT article_id, ordinal, name_form FROM found
            ) AS found
            JOIN aliases USING (form)
            WHERE coalesce(aliases.article_id, found.article_id) = found.article_id
        )
        GROUP BY ALL
    ),
    merged AS (
        SELECT
            found.*,
            coalesce(named.decision, merges.decision) AS decision,
            coalesce(named.settled_id, merges.settled_id, found.company_id) AS settled_id
        FROM found
        LEFT JOIN named USING (article_id, ordinal)
        LEFT JOIN merges ON merges.other_id = found.company_id
    ),
    -- Of several splits the one that says most decides: article and spelling, article, spelling.
    divided AS (
        SELECT
            article_id,
            ordinal,
            arg_min(decision, (said, decision)) AS decision,
            arg_min(settled_id, (said, decision)) AS settled_id
        FROM (
            SELECT
                merged.article_id, merged.ordinal, splits.decision, splits.settled_id,
                2 * CAST(splits.article_id IS NULL AS INTEGER)
                + CAST(splits.form IS NULL AS INTEGER) AS said
            FROM (
                SELECT *, company_id AS split_id FROM merged
                UNION
                SELECT *, settled_id AS split_id FROM merged
            ) AS merged
            JOIN splits ON splits.company_id = merged.split_id
            WHERE coalesce(splits.article_id, merged.article_id) = merged.article_id
                AND coalesce(splits.form, merged.name_form)
                IN (merged.quote_form, merged.name_form)
        )
        GROUP BY ALL
    ),
    settled AS (
        SELECT
            merged.article_id,
            merged.ordinal,
            coalesce(divided.settled_id, merged.settled_id) AS company_id,
            CASE
                WHEN coalesce(divided.decision, merged.decision) IS NOT NULL THEN 'decision'
                WHEN merged.resolution = 'doubtful' AND merged.settled_id IS NOT NULL THEN 'name'
                ELSE merged.resolution
            END AS resolution,
            coalesce(divided.decision, merged.decision) AS decision,
            merged.own_id,
            merged.resolution AS own_resolution
        FROM merged
        LEFT JOIN divided USING (article_id, ordinal)
    )
SELECT article_id, ordinal, company_id, resolution, decision
FROM settled
WHERE decision IS NOT NULL OR company_id IS DISTINCT FROM own_id OR resolution <> own_resolution
