-- What files looked like when their content was last known, so that they need not be read again.
CREATE TABLE ops.stamps (
    source_uri VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL,
    held_uri VARCHAR NOT NULL,
    content_key VARCHAR NOT NULL
);

-- An input that is left alone until it changes is not one that was merely refused.
UPDATE ops.ledger SET state = 'parked'
WHERE source_uri IN (SELECT source_uri FROM ops.rejections WHERE reason = 'parked');
