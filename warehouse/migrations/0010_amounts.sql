-- Exchange rates, and the amounts that are made of figures: in dollars and in SI units.
CREATE TABLE core.rates (
    currency VARCHAR NOT NULL,
    rate_date DATE NOT NULL,
    usd_per_unit DECIMAL(19,12) NOT NULL,
    source VARCHAR NOT NULL,
    PRIMARY KEY (currency, rate_date)
);
ALTER TABLE core.figures ADD COLUMN value_usd DECIMAL(38,9);
ALTER TABLE core.figures ADD COLUMN value_high_usd DECIMAL(38,9);
ALTER TABLE core.figures ADD COLUMN rate_date DATE;
ALTER TABLE core.figures ADD COLUMN rate_source VARCHAR;
ALTER TABLE core.figures ADD COLUMN value_si DECIMAL(38,15);
ALTER TABLE core.figures ADD COLUMN value_high_si DECIMAL(38,15);
ALTER TABLE core.figures ADD COLUMN unit_si VARCHAR;

-- The hashes of the rates and of the table of units that amounts were made by.
CREATE TABLE ops.conversions (
    table_name VARCHAR NOT NULL PRIMARY KEY,
    content_sha256 VARCHAR NOT NULL
);

-- Addresses that lead to the very words; `warehouse/permalink.py` says the same in Python.
-- A dash in a text directive would be read as a mark of its syntax.
CREATE MACRO core.encoded(words) AS replace(url_encode(words), '-', '%2D');

-- The page that an article was read from; null for a file.
CREATE MACRO core.page_of(source_uri, origin_uri) AS
    CASE
        WHEN regexp_matches(origin_uri, '^https?://') THEN split_part(origin_uri, '#', 1)
        WHEN regexp_matches(source_uri, '^https?://') THEN split_part(source_uri, '#', 1)
    END;

-- What finds a sentence in a page: all of its words, or the first and the last five.
CREATE MACRO core.words_of(sentence) AS string_split_regex(trim(sentence), '\s+');
CREATE MACRO core.directive(sentence) AS
    if(
        length(core.words_of(sentence)) <= 10,
        core.encoded(array_to_string(core.words_of(sentence), ' ')),
        core.encoded(array_to_string(core.words_of(sentence)[:5], ' '))
            || ',' || core.encoded(array_to_string(core.words_of(sentence)[-5:], ' '))
    );
CREATE MACRO core.permalink(source_uri, origin_uri, sentence, char_start, char_end) AS
    CASE
        WHEN core.page_of(source_uri, origin_uri) IS NULL
            THEN source_uri || '#char=' || char_start || ',' || char_end
        ELSE core.page_of(source_uri, origin_uri) || '#:~:text=' || core.directive(sentence)
    END;

-- The same for words without a sentence: with the two whole words before and behind them.
CREATE MACRO core.plain_words(words) AS
    nullif(array_to_string(regexp_extract_all(words, '\S+'), ' '), '');
CREATE MACRO core.before(raw_text, char_start) AS
    core.plain_words(
        regexp_extract(
            if(char_start < 60, ' ', '') || raw_text[greatest(char_start - 59, 1) : char_start],
            '\s\S+\s+\S+\s*$'
        )
    );
CREATE MACRO core.behind(raw_text, char_end) AS
    core.plain_words(
        regexp_extract(
            raw_text[char_end + 1 : char_end + 60]
                || if(char_end + 60 > length(raw_text), ' ', ''),
            '^\s*\S+\s+\S+\s'
        )
    );
CREATE MACRO core.permalink_between(source_uri, origin_uri, raw_text, char_start, char_end) AS
    CASE
        WHEN core.page_of(source_uri, origin_uri) IS NULL
            THEN source_uri || '#char=' || char_start || ',' || char_end
        ELSE core.page_of(source_uri, origin_uri) || '#:~:text=' || concat_ws(
            ',',
            core.encoded(core.before(raw_text, char_start)) || '-',
            core.encoded(core.plain_words(raw_text[char_start + 1 : char_end])),
            '-' || core.encoded(core.behind(raw_text, char_end))
        )
    END;
