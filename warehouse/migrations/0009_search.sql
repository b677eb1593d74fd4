-- Which words each article has, as word stems, so that articles are found by their words.
CREATE SCHEMA search;
CREATE TABLE search.documents (
    document INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    title VARCHAR,
    word_count INTEGER NOT NULL
);
CREATE TABLE search.words (
    stem VARCHAR NOT NULL,
    document INTEGER NOT NULL,
    times INTEGER NOT NULL
);

COMMENT ON COLUMN search.documents.document IS 'Number of the article within the index.';
COMMENT ON COLUMN search.documents.article_id IS 'The article.';
COMMENT ON COLUMN search.documents.title IS 'The title it was indexed with, which counts as text.';
COMMENT ON COLUMN search.documents.word_count IS 'Words of title and text.';
COMMENT ON COLUMN search.words.stem IS 'What the forms of a word have in common: grow, grows.';
COMMENT ON COLUMN search.words.document IS 'Number of the article within the index.';
COMMENT ON COLUMN search.words.times IS 'How often the article has a form of it.';
