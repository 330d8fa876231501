"""Append to the ledger in one round trip, so that its lock is held for as short as can be."""

from __future__ import annotations

from django.db import migrations

# The hash is over the RFC 8785 form of the header: its keys in order, its strings escaped as
# jsonb writes them, which is RFC 8785's way. claims.ledger.services.header_hash is the same
# in Python, and tests/ledger holds the two together.
APPEND = """
CREATE FUNCTION claims_ledger_append(changes jsonb)
RETURNS TABLE (seq bigint, previous bytea, hash bytea)
LANGUAGE plpgsql AS $$
DECLARE
    change jsonb;
BEGIN
    PERFORM pg_advisory_xact_lock(1818584167);  -- "ledg"; one lock for the one chain
    SELECT head.seq, head.hash INTO seq, hash
        FROM claims_entry head ORDER BY head.seq DESC LIMIT 1;
    IF NOT FOUND THEN
        seq := 0;
        hash := decode(repeat('00', 32), 'hex');
    END IF;
    FOR change IN SELECT jsonb_array_elements(changes) LOOP
        seq := seq + 1;
        previous := hash;
        hash := sha256(convert_to(concat(
            '{"at":', change->'at', ',"digest":', change->'digest', ',"kind":', change->'kind',
            ',"previous":"', encode(previous, 'hex'), '","seq":', seq,
            ',"subject_id":', change->'subject_id', ',"subject_kind":', change->'subject_kind',
            '}'), 'UTF8'));
        INSERT INTO claims_entry
            (seq, at, kind, subject_kind, subject_id, digest, previous, hash)
        VALUES (
            seq, (change->>'at')::timestamptz, change->>'kind', change->>'subject_kind',
            (change->>'subject_id')::uuid, decode(change->>'digest', 'hex'), previous, hash);
        INSERT INTO claims_entrybody (seq, salt, content, actor_id)
        VALUES (
            seq, decode(change->>'salt', 'hex'), change->'content', (change->>'actor')::bigint);
        RETURN NEXT;
    END LOOP;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_watch"),
    ]

    operations = [
        migrations.RunSQL(APPEND, "DROP FUNCTION claims_ledger_append(jsonb)"),
    ]
