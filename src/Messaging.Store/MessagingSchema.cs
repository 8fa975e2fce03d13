namespace ClearView.Messaging.Store;

/// <summary>The tables of messaging itself. Every one that speaks of a message carries tenant, subject, order key, version, cause and key.</summary>
internal static class MessagingSchema
{
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
        CREATE TABLE outbox (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            sender TEXT NOT NULL,
            kept_at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            message_id TEXT NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL,
            time TEXT NOT NULL,
            trace_parent TEXT NULL,
            trace_state TEXT NULL,
            body BLOB NOT NULL
        );
        CREATE INDEX outbox_by_sender ON outbox (sender, position);

        CREATE TABLE inbox (
            function TEXT NOT NULL,
            message_id TEXT NOT NULL,
            handled_at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            type TEXT NOT NULL,
            PRIMARY KEY (function, message_id)
        ) WITHOUT ROWID;

        CREATE TABLE dead_letters (
            function TEXT NOT NULL,
            message_id TEXT NOT NULL,
            code TEXT NOT NULL,
            cause TEXT NOT NULL,
            failed_at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL,
            time TEXT NOT NULL,
            trace_parent TEXT NULL,
            trace_state TEXT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (function, message_id)
        );
        CREATE INDEX dead_letters_by_cause ON dead_letters (code, failed_at);

        CREATE TABLE checkpoints (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE person_keys (
            tenant TEXT NOT NULL,
            subject TEXT NOT NULL,
            key_id TEXT NOT NULL,
            wrapped_by TEXT NOT NULL,
            wrapped BLOB NOT NULL,
            PRIMARY KEY (tenant, subject)
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE erased_keys (
            tenant TEXT NOT NULL,
            subject TEXT NOT NULL,
            key_id TEXT NOT NULL,
            erased_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, subject, key_id)
        ) WITHOUT ROWID;

        CREATE TABLE senders (
            name TEXT PRIMARY KEY,
            seen_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE accepted (
            message_id TEXT PRIMARY KEY,
            accepted_at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            type TEXT NOT NULL
        ) WITHOUT ROWID;
        """,
        """
        ALTER TABLE inbox RENAME TO inbox_before;
        CREATE TABLE inbox (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            function TEXT NOT NULL,
            message_id TEXT NOT NULL,
            state INTEGER NOT NULL,
            part TEXT NOT NULL,
            first_position INTEGER NULL,
            attempt INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            kept_at INTEGER NOT NULL,
            ended_at INTEGER NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL,
            time TEXT NOT NULL,
            trace_parent TEXT NULL,
            trace_state TEXT NULL,
            cause TEXT NULL,
            body BLOB NULL
        );
        INSERT INTO inbox (function, message_id, state, part, attempt, due_at, kept_at, ended_at, tenant, subject, order_key, source_version,
                           causation_id, key_id, type, source, time)
        SELECT function, message_id, 1, '', 1, 0, handled_at, handled_at, tenant, subject, order_key, source_version, causation_id, key_id, type, '', ''
        FROM inbox_before ORDER BY handled_at;
        DROP TABLE inbox_before;
        CREATE UNIQUE INDEX inbox_once ON inbox (function, message_id);
        CREATE INDEX inbox_waiting ON inbox (function, part, position) WHERE state = 0;
        CREATE INDEX inbox_lanes ON inbox (function, order_key, position) WHERE order_key IS NOT NULL;

        ALTER TABLE dead_letters RENAME TO dead_letters_before;
        DROP INDEX dead_letters_by_cause;
        CREATE TABLE dead_letters (
            letter INTEGER PRIMARY KEY AUTOINCREMENT,
            function TEXT NOT NULL,
            message_id TEXT NOT NULL,
            code TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            cause TEXT NOT NULL,
            failed_at INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL,
            time TEXT NOT NULL,
            trace_parent TEXT NULL,
            trace_state TEXT NULL,
            body BLOB NOT NULL,
            UNIQUE (function, message_id)
        );
        INSERT INTO dead_letters (function, message_id, code, fingerprint, cause, failed_at, tenant, subject, order_key, source_version,
                                  causation_id, key_id, type, source, time, trace_parent, trace_state, body)
        SELECT function, message_id, code, code, cause, failed_at, tenant, subject, order_key, source_version,
               causation_id, key_id, type, source, time, trace_parent, trace_state, body
        FROM dead_letters_before ORDER BY failed_at;
        DROP TABLE dead_letters_before;
        CREATE INDEX dead_letters_by_group ON dead_letters (tenant, fingerprint, letter);
        CREATE INDEX dead_letters_by_time ON dead_letters (tenant, failed_at);

        CREATE INDEX outbox_by_tenant ON outbox (sender, tenant, position);
        """,
        """
        ALTER TABLE outbox ADD COLUMN queue TEXT NULL;

        ALTER TABLE dead_letters ADD COLUMN transient INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE dead_letters ADD COLUMN discard INTEGER NULL;
        UPDATE dead_letters SET transient = 1 WHERE cause LIKE '%"exceptionType":"ClearView.Messaging.TransientFailureException"%';
        DROP INDEX dead_letters_by_group;
        CREATE INDEX dead_letters_open ON dead_letters (function, fingerprint, tenant, letter, failed_at, transient) WHERE discard IS NULL;
        CREATE INDEX dead_letters_discarded ON dead_letters (discard, tenant) WHERE discard IS NOT NULL;

        CREATE TABLE redrives (
            redrive INTEGER PRIMARY KEY AUTOINCREMENT,
            function TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            tenant TEXT NULL,
            letter INTEGER NULL,
            until_letter INTEGER NOT NULL,
            automatic INTEGER NOT NULL,
            rate INTEGER NOT NULL,
            wait_ms INTEGER NOT NULL,
            asked_by TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER NULL,
            moved INTEGER NOT NULL,
            done INTEGER NOT NULL,
            superseded INTEGER NOT NULL,
            failed INTEGER NOT NULL
        );
        CREATE INDEX redrives_by_group ON redrives (function, fingerprint, redrive);
        CREATE INDEX redrives_running ON redrives (redrive) WHERE state = 'running';

        CREATE TABLE redriven (
            redrive INTEGER NOT NULL,
            function TEXT NOT NULL,
            message_id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            automatic INTEGER NOT NULL,
            moved_at INTEGER NOT NULL,
            moved_before INTEGER NOT NULL,
            outcome INTEGER NOT NULL,
            PRIMARY KEY (redrive, function, message_id)
        ) WITHOUT ROWID;
        CREATE INDEX redriven_by_outcome ON redriven (redrive, outcome, moved_at, moved_before, tenant);
        CREATE INDEX redriven_by_message ON redriven (function, message_id);

        CREATE TABLE discards (
            discard INTEGER PRIMARY KEY AUTOINCREMENT,
            discarded_at INTEGER NOT NULL,
            discarded_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            letters INTEGER NOT NULL
        );
        """,
        """
        CREATE TABLE claims (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            claim BLOB NOT NULL,
            kept_at INTEGER NOT NULL,
            length INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            subject TEXT NULL,
            order_key TEXT NULL,
            source_version INTEGER NOT NULL,
            causation_id TEXT NULL,
            key_id TEXT NOT NULL,
            message_id TEXT NOT NULL,
            type TEXT NOT NULL,
            body BLOB NOT NULL,
            UNIQUE (claim)
        );
        CREATE INDEX claims_by_age ON claims (kept_at, length);

        CREATE TABLE claim_marks (
            queue TEXT PRIMARY KEY,
            empty_at INTEGER NOT NULL,
            proven_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
    ];
}
