-- What each stage of a run did.
CREATE TABLE ops.run_stages (
    run_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    articles BIGINT NOT NULL,
    words BIGINT,
    seconds DECIMAL(12, 3) NOT NULL,
    rejects BIGINT,
    PRIMARY KEY (run_id, stage)
);
