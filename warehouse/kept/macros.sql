-- "the U.S." and "United States" are one place.
CREATE OR REPLACE MACRO core.place_of(region) AS
    regexp_replace(lower(trim(region)), '^the ', '');

-- The first number of a quote, as written: "1,200" of "1,200 pumps".
CREATE OR REPLACE MACRO core.written_number(quote) AS
    replace(regexp_extract(quote, '[0-9][0-9,]*(?:[.][0-9]+)?'), ',', '');

-- Half of the last digit written: 0.05 of "$1.2 trillion" is 50 billion; 1 in 200 where no digit
-- tells ("two million"), or the amount is no power of ten of what is written.
CREATE OR REPLACE MACRO core.written_rounding(amount, written) AS
    coalesce(
        if(
            abs(
                log10(amount / TRY_CAST(written AS DOUBLE))
                - round(log10(amount / TRY_CAST(written AS DOUBLE)))
            ) < 0.000001,
            0.5 * amount / TRY_CAST(written AS DOUBLE) / pow(10, length(split_part(written, '.', 2))),
            NULL
        ),
        amount / 200
    );

-- Percent by which an amount differs from another; null for percentages, whose difference in
-- points says more, and for changes from nothing.
CREATE OR REPLACE MACRO core.percent_off(amount, base, unit) AS
    if(
        unit = 'percent' OR base = 0,
        NULL,
        TRY_CAST(round(100 * CAST(amount - base AS DOUBLE) / abs(base), 2) AS DECIMAL(18, 2))
    );

-- Whether no amount fits the words of both claims, rounding included.
CREATE OR REPLACE MACRO core.differ(one, other) AS
    coalesce(one.at_least > other.at_most, false) OR coalesce(other.at_least > one.at_most, false);

-- Why two claims match, in words, and how sure that is: what each of metric, subject and region
-- leaves open, multiplied. Equal period, unit, kind and basis go without saying.
CREATE OR REPLACE MACRO core.match_reason(one, other) AS
    concat_ws(
        '; ',
        if(one.phrase = other.phrase, 'exact phrase', 'same metric_key'),
        CASE
            WHEN one.whose = '' THEN 'same market words'
            WHEN contains(one.whose, 'name:') THEN 'same company name'
            ELSE 'same company id'
        END,
        CASE
            WHEN one.place IS NULL AND other.place IS NULL THEN 'no region said'
            WHEN one.place IS NULL OR other.place IS NULL THEN 'global said by one'
            ELSE 'same region'
        END
    );
CREATE OR REPLACE MACRO core.match_confidence(one, other) AS
    CAST(
        CASE
            WHEN one.metric_key IS NULL THEN 0.75
            WHEN one.phrase = other.phrase THEN 1
            ELSE 0.9
        END
        * CASE WHEN one.whose = '' OR contains(one.whose, 'name:') THEN 0.9 ELSE 1 END
        * CASE
            WHEN one.place IS NULL AND other.place IS NULL THEN 0.95
            WHEN one.place IS NULL OR other.place IS NULL THEN 0.85
            ELSE 1
        END AS DECIMAL(3, 2)
    );
