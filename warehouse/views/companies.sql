CREATE VIEW companies AS
SELECT
    company_id,
    "name",
    legal_name,
    ticker,
    exchange,
    country,
    kind,
    parent_id,
    parent,
    resolutions,
    mentions,
    articles,
    first_seen,
    last_seen,
    companies.quote,
    texts.raw_text[
        greatest(companies.char_start - 59, 1) : companies.char_end + 60
    ] AS context,
    companies.char_start,
    companies.char_end,
    companies.confidence,
    companies."rule",
    core.permalink_between(
        texts.source_uri, texts.origin_uri, texts.raw_text, companies.char_start,
        companies.char_end
    ) AS permalink,
    companies.article_id,
    texts.source_uri,
    texts.title,
    texts.published_on,
    texts.run_id
FROM kept.companies AS companies
JOIN core.articles AS texts ON texts.article_id = companies.article_id;
