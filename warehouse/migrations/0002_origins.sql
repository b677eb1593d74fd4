-- Who wrote an article, and what told each value that is known beside its text.
CREATE TABLE core.articles_with_origins (
    source_uri VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL PRIMARY KEY,
    title VARCHAR,
    published_on DATE,
    language VARCHAR NOT NULL,
    publisher VARCHAR,
    author VARCHAR,
    origin_uri VARCHAR,
    origins STRUCT(field VARCHAR, told_by VARCHAR)[] NOT NULL,
    raw_text VARCHAR NOT NULL,
    content_sha256 VARCHAR NOT NULL,
    content_key VARCHAR NOT NULL,
    word_count INTEGER NOT NULL,
    facts_key VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);
INSERT INTO core.articles_with_origins BY NAME SELECT *, [] AS origins FROM core.articles;
DROP TABLE core.articles;
ALTER TABLE core.articles_with_origins RENAME TO articles;
