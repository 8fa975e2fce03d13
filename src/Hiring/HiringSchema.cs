namespace ClearView.Hiring;

/// <summary>
/// The domain's tables. Everything in them is anonymous or sealed: originals and identities lie in the vault, and what may still name a
/// person is sealed with that person's key.
/// </summary>
public static class HiringSchema
{
    /// <summary>Before it, held texts lay in the clear, and ids that followed from names of files followed from them alone.</summary>
    public const int Oldest = 4;

    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
        CREATE TABLE candidates (
            tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
            system TEXT NOT NULL, source_id TEXT NOT NULL, received_on TEXT NOT NULL, claim TEXT NOT NULL,
            PRIMARY KEY (tenant, id)
        ) WITHOUT ROWID;

        CREATE TABLE applications (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, job TEXT NOT NULL,
            system TEXT NOT NULL, source_id TEXT NOT NULL, candidate_source_id TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate, job)
        ) WITHOUT ROWID;

        CREATE TABLE resumes (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;

        CREATE TABLE held_resumes (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            envelope_id TEXT NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;

        CREATE TABLE skills (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;

        CREATE TABLE stories (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;

        CREATE TABLE tips (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;

        CREATE TABLE jobs (
            tenant TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
            system TEXT NOT NULL, source_id TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (tenant, id)
        ) WITHOUT ROWID;

        CREATE TABLE parsed_jobs (
            tenant TEXT NOT NULL, job TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, job)
        ) WITHOUT ROWID;

        CREATE TABLE score_requests (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, candidate_version INTEGER NOT NULL,
            job TEXT NOT NULL, job_version INTEGER NOT NULL,
            PRIMARY KEY (tenant, candidate, candidate_version, job, job_version)
        ) WITHOUT ROWID;

        CREATE TABLE matches (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, candidate_version INTEGER NOT NULL,
            job TEXT NOT NULL, job_version INTEGER NOT NULL, score INTEGER NOT NULL, content TEXT NOT NULL,
            PRIMARY KEY (tenant, candidate, job)
        ) WITHOUT ROWID;
        CREATE INDEX matches_by_job ON matches (tenant, job, score DESC, candidate);

        CREATE TABLE write_backs (
            tenant TEXT NOT NULL, marker TEXT NOT NULL, candidate TEXT NOT NULL, job TEXT NOT NULL,
            system TEXT NOT NULL, written INTEGER NOT NULL,
            PRIMARY KEY (tenant, marker)
        ) WITHOUT ROWID;
        CREATE INDEX write_backs_by_pair ON write_backs (tenant, candidate, job);

        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NULL,
            at TEXT NOT NULL, content_hash TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
        );
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

        CREATE TABLE intake (
            tenant TEXT NOT NULL, idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL,
            kind TEXT NOT NULL, id TEXT NOT NULL, received_at TEXT NOT NULL,
            PRIMARY KEY (tenant, idempotency_key)
        ) WITHOUT ROWID;
        """,
        """
        ALTER TABLE applications ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE write_backs ADD COLUMN candidate_version INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE write_backs ADD COLUMN job_version INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE intake ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        """,
        """
        CREATE TABLE audit_head (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), key_id TEXT NOT NULL, box TEXT NOT NULL);
        CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
        """,
        """
        DROP TABLE held_resumes;
        CREATE TABLE held_resumes (
            tenant TEXT NOT NULL, candidate TEXT NOT NULL, version INTEGER NOT NULL, envelope_id TEXT NOT NULL, state TEXT NOT NULL,
            doubts TEXT NOT NULL, hidden INTEGER NOT NULL, key_id TEXT NOT NULL, box BLOB NOT NULL,
            PRIMARY KEY (tenant, candidate)
        ) WITHOUT ROWID;
        """,
        """
        CREATE INDEX jobs_by_title ON jobs (tenant, title, id);
        UPDATE held_resumes SET state = 'superseded' WHERE state = 'waiting' AND EXISTS (
            SELECT 1 FROM candidates c WHERE c.tenant = held_resumes.tenant AND c.id = held_resumes.candidate AND c.version > held_resumes.version);
        UPDATE held_resumes SET box = x'' WHERE state <> 'waiting';
        """,
        """
        ALTER TABLE write_backs ADD COLUMN content TEXT NOT NULL DEFAULT '';
        """,
    ];
}
