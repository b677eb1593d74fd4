-- The words that tell whether claims of several articles are about the same thing; filled from
-- seeds/lexicon whenever views are built.
CREATE TABLE core.measures (
    measure VARCHAR NOT NULL PRIMARY KEY,
    about VARCHAR NOT NULL
);
CREATE TABLE core.region_names (
    form VARCHAR NOT NULL PRIMARY KEY,
    region VARCHAR NOT NULL
);
COMMENT ON COLUMN core.measures.measure IS 'A metric key that nothing narrows: revenue.';
COMMENT ON COLUMN core.measures.about IS
    'owner: says nothing without a company; place: says nothing without a region.';
COMMENT ON COLUMN core.region_names.form IS 'A place as written, in small letters.';
COMMENT ON COLUMN core.region_names.region IS 'The same place in one spelling.';
