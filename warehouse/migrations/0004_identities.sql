-- How a mention was tied to its company, and the register that views tell companies by.
-- Rows of older versions count as told by their name until their articles are read again.
CREATE TABLE core.company_mentions_with_resolutions (
    article_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    company_id VARCHAR,
    ticker VARCHAR,
    resolution VARCHAR NOT NULL,
    candidates VARCHAR[] NOT NULL,
    confidence DOUBLE NOT NULL,
    "rule" VARCHAR NOT NULL
);
INSERT INTO core.company_mentions_with_resolutions BY NAME
SELECT *, if(company_id IS NULL, 'ambiguous', 'name') AS resolution, [] AS candidates
FROM core.company_mentions;
DROP TABLE core.company_mentions;
ALTER TABLE core.company_mentions_with_resolutions RENAME TO company_mentions;

CREATE TABLE core.companies (
    company_id VARCHAR NOT NULL PRIMARY KEY,
    "name" VARCHAR NOT NULL,
    legal_name VARCHAR,
    ticker VARCHAR,
    exchange VARCHAR,
    country VARCHAR,
    kind VARCHAR,
    parent_id VARCHAR,
    origin VARCHAR NOT NULL
);
CREATE TABLE core.company_aliases (
    alias VARCHAR NOT NULL,
    company_id VARCHAR NOT NULL,
    origin VARCHAR NOT NULL
);
CREATE TABLE core.company_decisions (
    decision VARCHAR NOT NULL PRIMARY KEY,
    kind VARCHAR NOT NULL,
    company_id VARCHAR NOT NULL,
    company VARCHAR NOT NULL,
    "name" VARCHAR,
    article_id VARCHAR,
    other_id VARCHAR,
    other VARCHAR,
    wordlike BOOLEAN NOT NULL,
    decided_by VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    why VARCHAR,
    settled_id VARCHAR NOT NULL
);

-- The hash of the register that the three tables hold.
CREATE TABLE ops.register (
    content_sha256 VARCHAR NOT NULL
);
