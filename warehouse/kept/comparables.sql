-- By article.
-- The one place that says when two claims are about the same thing: equal `subject` and equal
-- `period`. A subject is, in order,
--   what:   the metric key with its narrowing words ("ai server revenue" is not "server revenue"),
--           else the phrase itself where it has at least two words;
--   whose:  the companies, by id where they have one. A house that forecasts is not whose figure
--           it is, unless the measure is bare ("Gartner expects revenue of …");
--   where:  the region in one spelling; none said counts as global ("Europe" is not);
--   how:    kind, basis, unit, and the thing counted: currencies and units never meet;
--   if:     the condition, as worded.
-- A bare measure ("revenue", "gdp") without the company or the region that it is of is about
-- nothing that another article could be about, and is left out. A period is its label: fiscal
-- years (FY2026) are not calendar years.
WITH
    figures AS NOT MATERIALIZED (FROM core.figures SEMI JOIN wanted USING (article_id)),
    said AS (
        SELECT
            figures.* EXCLUDE (sentence, reasons) REPLACE (
                if(is_leading, coalesce(figures.metric, made.metric), figures.metric) AS metric,
                if(is_leading, coalesce(figures.metric_key, made.metric_key), figures.metric_key)
                    AS metric_key,
                if(is_leading, coalesce(figures.companies, made.companies), figures.companies)
                    AS companies,
                if(is_leading, coalesce(figures.region, made.region), figures.region) AS region,
                coalesce(figures.period, made.target_period) AS period,
                if(figures.period IS NULL, made.target_start, figures.period_start)
                    AS period_start,
                if(figures.period IS NULL, made.target_end, figures.period_end) AS period_end,
                least(figures.confidence, made.confidence) AS confidence
            ),
            'forecast' AS claim, made.forecast_id, made.forecaster, made.certainty,
            lower(made.condition) AS condition,
            coalesce(made.made_on, articles.published_on) AS made_on
        FROM (
            SELECT *, unnest(figure_ids) AS stated_id, stated_id = figure_id AS is_leading
            FROM core.forecasts
            SEMI JOIN wanted USING (article_id)
            WHERE polarity = 'affirmed'
        ) AS made
        JOIN figures
            ON figures.figure_id = made.stated_id AND figures.status IN ('forecast', 'target')
        JOIN kept.headers AS articles ON articles.article_id = figures.article_id
        UNION ALL BY NAME
        SELECT
            figures.* EXCLUDE (sentence, reasons), 'actual' AS claim, figures.attributed_to AS forecaster,
            articles.published_on AS made_on
        FROM figures
        JOIN kept.headers AS articles USING (article_id)
        WHERE figures.status = 'actual'
    ),
    -- Copies repeat, and passages about companies tell no news.
    counted AS (
        SELECT
            said.*, coalesce(said.forecast_id, '') || said.figure_id AS claim_id,
            lower(regexp_replace(trim(said.metric), '^(?i)(the|its|their|our) ', '')) AS phrase,
            coalesce(
                region_names.region,
                core.place_of(said.region),
                if(regexp_matches(phrase, '\b(global|worldwide)\b'), 'global', NULL)
            ) AS place,
            measures.about
        FROM said
        ANTI JOIN kept.figure_marks AS marks ON marks.figure_id = said.figure_id
        LEFT JOIN core.region_names AS region_names
            ON region_names.form = core.place_of(said.region)
        LEFT JOIN core.measures AS measures ON measures.measure = said.metric_key
        WHERE said.period IS NOT NULL
            AND said.made_on IS NOT NULL
            AND (said.metric_key IS NOT NULL OR contains(trim(said.metric), ' '))
    ),
    -- One company for each canonical name of an article: that of most of its mentions.
    meant AS (
        SELECT article_id, "name", arg_max(company_id, mentions) AS company_id
        FROM kept.article_companies
        SEMI JOIN wanted USING (article_id)
        WHERE company_id IS NOT NULL
        GROUP BY ALL
    ),
    known AS (
        SELECT
            meant.article_id, meant."name", meant.company_id,
            coalesce(companies.kind, '') IN ('analyst_house', 'bank', 'exchange', 'media')
                AS is_house
        FROM meant
        LEFT JOIN core.companies AS companies USING (company_id)
    ),
    owners AS (
        SELECT
            owned.claim_id,
            array_to_string(
                list_sort(
                    list_distinct(
                        list(coalesce(known.company_id, 'name:' || lower(owned."name")))
                    )
                ),
                '+'
            ) AS whose
        FROM (SELECT claim_id, article_id, unnest(companies) AS "name" FROM counted) AS owned
        LEFT JOIN known USING (article_id, "name")
        GROUP BY owned.claim_id
    ),
    told AS (
        SELECT
            counted.*,
            coalesce(known.company_id, 'name:' || lower(counted.forecaster)) AS forecaster_key,
            if(
                counted.about IS DISTINCT FROM 'owner'
                AND owners.whose = coalesce(known.company_id, 'name:' || lower(counted.forecaster))
                AND (
                    coalesce(known.is_house, false)
                    OR known.company_id IS NULL AND counted.place = 'global'
                ),
                '',
                coalesce(owners.whose, '')
            ) AS whose
        FROM counted
        LEFT JOIN owners USING (claim_id)
        LEFT JOIN known
            ON known.article_id = counted.article_id AND known."name" = counted.forecaster
    ),
    measured AS (
        SELECT
            told.*,
            if(told.direction = 'down' AND told.kind = 'change', -1, 1) AS sign,
            concat_ws(
                ' | ',
                coalesce(told.metric_key, told.phrase),
                told.whose,
                coalesce(told.place, 'global'),
                told.kind,
                -- The growth of a year is over the year before where nothing else is said.
                CASE
                    WHEN told.basis IS NOT NULL THEN told.basis
                    WHEN told.kind = 'change'
                        AND regexp_matches(told.period, '^(FY)?[0-9]{4}$') THEN 'yoy'
                    ELSE ''
                END,
                told.unit,
                lower(coalesce(told.item, '')),
                coalesce(told.condition, '')
            ) AS subject,
            told."value" * sign AS one_end,
            coalesce(told.value_high, told."value") * sign AS other_end,
            CASE
                WHEN sign > 0 OR told.bound NOT IN ('above', 'below') THEN told.bound
                WHEN told.bound = 'above' THEN 'below'
                ELSE 'above'
            END AS side,
            CAST(
                greatest(
                    -- The logarithm of 0 is none.
                    if(
                        told."value" = 0 OR TRY_CAST(core.written_number(told.quote) AS DOUBLE) = 0,
                        abs(told."value") / 200,
                        core.written_rounding(
                            CAST(abs(told."value") AS DOUBLE), core.written_number(told.quote)
                        )
                    ),
                    if(told.bound = 'approximate', abs(told."value") / 20, 0)
                ) AS DECIMAL(38, 9)
            ) AS rounding
        FROM told
        WHERE told.about IS NULL
            OR told.whose <> ''
            OR (told.about = 'place' AND told.place IS NOT NULL)
    ),
    bounded AS (
        SELECT
            *,
            CAST(least(one_end, other_end) AS DECIMAL(38, 9)) AS low,
            CAST(greatest(one_end, other_end) AS DECIMAL(38, 9)) AS high,
            if(side = 'below', NULL, low - rounding) AS at_least,
            if(side = 'above', NULL, high + rounding) AS at_most
        FROM measured
    ),
    -- Of what an article says of one thing the surest counts; nothing where it says two things.
    surest AS (
        SELECT arg_min(claim_id, (rounding, -confidence, claim_id)) AS claim_id
        FROM bounded
        GROUP BY article_id, claim, forecaster_key, subject, period, made_on
        HAVING coalesce(max(at_least) <= min(at_most), true)
    ),
    agreed AS (FROM bounded SEMI JOIN surest USING (claim_id))
SELECT
    agreed.claim,
    agreed.subject,
    agreed.period,
    agreed.period_start,
    agreed.period_end,
    agreed.forecaster,
    agreed.forecaster_key,
    agreed.made_on,
    agreed.metric,
    agreed.metric_key,
    agreed.phrase,
    if(agreed.whose = '', NULL, array_to_string(agreed.companies, '; ')) AS company,
    agreed.whose,
    agreed.region,
    agreed.place,
    figures.kind,
    figures.basis,
    -- The midpoint of a range.
    if(
        agreed.low = agreed.high,
        agreed.low,
        CAST(agreed.low / 2.0 + agreed.high / 2.0 AS DECIMAL(38, 9))
    ) AS "value",
    agreed.low AS value_low,
    agreed.high AS value_high,
    figures.unit,
    agreed.side AS bound,
    figures.item,
    agreed.rounding,
    agreed.at_least,
    agreed.at_most,
    agreed.certainty,
    agreed.condition,
    figures.quote,
    figures.sentence,
    figures.char_start,
    figures.char_end,
    agreed.confidence,
    figures."rule",
    reviews.reviewed,
    agreed.figure_id,
    agreed.forecast_id,
    agreed.article_id,
    articles.source_uri,
    articles.origin_uri,
    articles.title,
    articles.published_on,
    articles.run_id
FROM agreed
JOIN figures USING (figure_id)
JOIN kept.headers AS articles ON articles.article_id = agreed.article_id
LEFT JOIN ops.reviews AS reviews ON reviews.record_id = agreed.figure_id
