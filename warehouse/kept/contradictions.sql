-- By subject.
WITH
    claims AS MATERIALIZED (
        FROM kept.comparables SEMI JOIN touched USING (subject) WHERE claim = 'actual'
    ),
    -- Each amount once, by the article that told it first.
    firsts AS (
        SELECT
            min((made_on, article_id, figure_id))[3] AS figure_id,
            count(DISTINCT article_id) AS articles
        FROM claims
        GROUP BY subject, period, value_low, value_high, bound
    ),
    told AS (SELECT claims.*, articles FROM claims JOIN firsts USING (figure_id))
SELECT
    one.subject,
    one.metric_key,
    one.metric,
    one.company,
    one.region,
    one.period,
    one.period_start,
    one.period_end,
    one.kind,
    one.basis,
    one.unit,
    one.item,
    one."value" AS one_value,
    one.value_low AS one_low,
    one.value_high AS one_high,
    one.bound AS one_bound,
    one.forecaster AS one_attributed_to,
    one.articles AS one_articles,
    other."value" AS other_value,
    other.value_low AS other_low,
    other.value_high AS other_high,
    other.bound AS other_bound,
    other.forecaster AS other_attributed_to,
    other.articles AS other_articles,
    other."value" - one."value" AS difference,
    core.percent_off(other."value", one."value", one.unit) AS difference_percent,
    date_diff('day', one.made_on, other.made_on) AS days_between,
    core.match_reason(one, other) AS match_reason,
    core.match_confidence(one, other) AS match_confidence,
    least(one.confidence, other.confidence) AS confidence,
    one.quote AS one_quote,
    one.sentence AS one_sentence,
    one.char_start AS one_char_start,
    one.char_end AS one_char_end,
    one."rule" AS one_rule,
    one.reviewed AS one_reviewed,
    one.origin_uri AS one_origin_uri,
    one.figure_id AS one_figure_id,
    one.article_id AS one_article_id,
    one.source_uri AS one_source_uri,
    one.title AS one_title,
    one.published_on AS one_published_on,
    one.run_id AS one_run_id,
    other.quote AS other_quote,
    other.sentence AS other_sentence,
    other.char_start AS other_char_start,
    other.char_end AS other_char_end,
    other."rule" AS other_rule,
    other.reviewed AS other_reviewed,
    other.origin_uri AS other_origin_uri,
    other.figure_id AS other_figure_id,
    other.article_id AS other_article_id,
    other.source_uri AS other_source_uri,
    other.title AS other_title,
    other.published_on AS other_published_on,
    other.run_id AS other_run_id
FROM told AS one
JOIN told AS other
    ON other.subject = one.subject
    AND other.period = one.period
    AND (one.made_on, one.article_id) < (other.made_on, other.article_id)
    AND one.article_id <> other.article_id
WHERE core.differ(one, other)
