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
    ];
}
