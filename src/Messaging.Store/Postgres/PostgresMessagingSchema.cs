namespace ClearView.Messaging.Store.Postgres;

/// <summary>
/// The tables of <see cref="MessagingSchema"/> on PostgreSQL; a test keeps the two alike. Texts are compared by their bytes, as SQLite does,
/// whatever language the database is set to: lists and exports are in the same order on both.
/// </summary>
internal static class PostgresMessagingSchema
{
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
        CREATE TABLE outbox (
            position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            sender TEXT COLLATE "C" NOT NULL,
            kept_at BIGINT NOT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NULL,
            order_key TEXT COLLATE "C" NULL,
            source_version BIGINT NOT NULL,
            causation_id TEXT COLLATE "C" NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            message_id TEXT COLLATE "C" NOT NULL,
            type TEXT COLLATE "C" NOT NULL,
            source TEXT COLLATE "C" NOT NULL,
            time TEXT COLLATE "C" NOT NULL,
            trace_parent TEXT COLLATE "C" NULL,
            trace_state TEXT COLLATE "C" NULL,
            body BYTEA NOT NULL
        );
        CREATE INDEX outbox_by_sender ON outbox (sender, position);
        CREATE INDEX outbox_by_tenant ON outbox (sender, tenant, position);

        CREATE TABLE inbox (
            position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            function TEXT COLLATE "C" NOT NULL,
            message_id TEXT COLLATE "C" NOT NULL,
            state BIGINT NOT NULL,
            part TEXT COLLATE "C" NOT NULL,
            first_position BIGINT NULL,
            attempt BIGINT NOT NULL,
            due_at BIGINT NOT NULL,
            kept_at BIGINT NOT NULL,
            ended_at BIGINT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NULL,
            order_key TEXT COLLATE "C" NULL,
            source_version BIGINT NOT NULL,
            causation_id TEXT COLLATE "C" NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            type TEXT COLLATE "C" NOT NULL,
            source TEXT COLLATE "C" NOT NULL,
            time TEXT COLLATE "C" NOT NULL,
            trace_parent TEXT COLLATE "C" NULL,
            trace_state TEXT COLLATE "C" NULL,
            cause TEXT COLLATE "C" NULL,
            body BYTEA NULL
        );
        CREATE UNIQUE INDEX inbox_once ON inbox (function, message_id);
        CREATE INDEX inbox_waiting ON inbox (function, part, position) WHERE state = 0;
        CREATE INDEX inbox_lanes ON inbox (function, order_key, position) WHERE order_key IS NOT NULL;

        CREATE TABLE dead_letters (
            letter BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            function TEXT COLLATE "C" NOT NULL,
            message_id TEXT COLLATE "C" NOT NULL,
            code TEXT COLLATE "C" NOT NULL,
            fingerprint TEXT COLLATE "C" NOT NULL,
            cause TEXT COLLATE "C" NOT NULL,
            failed_at BIGINT NOT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NULL,
            order_key TEXT COLLATE "C" NULL,
            source_version BIGINT NOT NULL,
            causation_id TEXT COLLATE "C" NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            type TEXT COLLATE "C" NOT NULL,
            source TEXT COLLATE "C" NOT NULL,
            time TEXT COLLATE "C" NOT NULL,
            trace_parent TEXT COLLATE "C" NULL,
            trace_state TEXT COLLATE "C" NULL,
            body BYTEA NOT NULL,
            UNIQUE (function, message_id)
        );
        CREATE INDEX dead_letters_by_group ON dead_letters (tenant, fingerprint, letter);
        CREATE INDEX dead_letters_by_time ON dead_letters (tenant, failed_at);

        CREATE TABLE checkpoints (
            name TEXT COLLATE "C" PRIMARY KEY,
            value TEXT COLLATE "C" NOT NULL
        );

        CREATE TABLE person_keys (
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NOT NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            wrapped_by TEXT COLLATE "C" NOT NULL,
            wrapped BYTEA NOT NULL,
            PRIMARY KEY (tenant, subject)
        );

        CREATE TABLE erased_keys (
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NOT NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            erased_at BIGINT NOT NULL,
            PRIMARY KEY (tenant, subject, key_id)
        );

        CREATE TABLE senders (
            name TEXT COLLATE "C" PRIMARY KEY,
            seen_at BIGINT NOT NULL
        );

        CREATE TABLE accepted (
            message_id TEXT COLLATE "C" PRIMARY KEY,
            accepted_at BIGINT NOT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NULL,
            order_key TEXT COLLATE "C" NULL,
            source_version BIGINT NOT NULL,
            causation_id TEXT COLLATE "C" NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            type TEXT COLLATE "C" NOT NULL
        );
        """,
        """
        ALTER TABLE outbox ADD COLUMN queue TEXT COLLATE "C" NULL;

        ALTER TABLE dead_letters ADD COLUMN transient BIGINT NOT NULL DEFAULT 0;
        ALTER TABLE dead_letters ADD COLUMN discard BIGINT NULL;
        UPDATE dead_letters SET transient = 1 WHERE cause LIKE '%"exceptionType":"ClearView.Messaging.TransientFailureException"%';
        DROP INDEX dead_letters_by_group;
        CREATE INDEX dead_letters_open ON dead_letters (function, fingerprint, tenant, letter, failed_at, transient) WHERE discard IS NULL;
        CREATE INDEX dead_letters_discarded ON dead_letters (discard, tenant) WHERE discard IS NOT NULL;

        CREATE TABLE redrives (
            redrive BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            function TEXT COLLATE "C" NOT NULL,
            fingerprint TEXT COLLATE "C" NOT NULL,
            tenant TEXT COLLATE "C" NULL,
            letter BIGINT NULL,
            until_letter BIGINT NOT NULL,
            automatic BIGINT NOT NULL,
            rate BIGINT NOT NULL,
            wait_ms BIGINT NOT NULL,
            asked_by TEXT COLLATE "C" NOT NULL,
            state TEXT COLLATE "C" NOT NULL,
            reason TEXT COLLATE "C" NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT NULL,
            moved BIGINT NOT NULL,
            done BIGINT NOT NULL,
            superseded BIGINT NOT NULL,
            failed BIGINT NOT NULL
        );
        CREATE INDEX redrives_by_group ON redrives (function, fingerprint, redrive);
        CREATE INDEX redrives_running ON redrives (redrive) WHERE state = 'running';

        CREATE TABLE redriven (
            redrive BIGINT NOT NULL,
            function TEXT COLLATE "C" NOT NULL,
            message_id TEXT COLLATE "C" NOT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            automatic BIGINT NOT NULL,
            moved_at BIGINT NOT NULL,
            moved_before BIGINT NOT NULL,
            outcome BIGINT NOT NULL,
            PRIMARY KEY (redrive, function, message_id)
        );
        CREATE INDEX redriven_by_outcome ON redriven (redrive, outcome, moved_at, moved_before, tenant);
        CREATE INDEX redriven_by_message ON redriven (function, message_id);

        CREATE TABLE discards (
            discard BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            discarded_at BIGINT NOT NULL,
            discarded_by TEXT COLLATE "C" NOT NULL,
            reason TEXT COLLATE "C" NOT NULL,
            letters BIGINT NOT NULL
        );
        """,
        """
        CREATE TABLE claims (
            position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            claim BYTEA NOT NULL,
            kept_at BIGINT NOT NULL,
            length BIGINT NOT NULL,
            tenant TEXT COLLATE "C" NOT NULL,
            subject TEXT COLLATE "C" NULL,
            order_key TEXT COLLATE "C" NULL,
            source_version BIGINT NOT NULL,
            causation_id TEXT COLLATE "C" NULL,
            key_id TEXT COLLATE "C" NOT NULL,
            message_id TEXT COLLATE "C" NOT NULL,
            type TEXT COLLATE "C" NOT NULL,
            body BYTEA NOT NULL,
            UNIQUE (claim)
        );
        CREATE INDEX claims_by_age ON claims (kept_at, length);

        CREATE TABLE claim_marks (
            queue TEXT COLLATE "C" PRIMARY KEY,
            empty_at BIGINT NOT NULL,
            proven_at BIGINT NOT NULL
        );
        """,
    ];
}
