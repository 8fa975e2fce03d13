namespace ClearView.Hiring;

/// <summary>The tables of <see cref="HiringSchema"/> on PostgreSQL; a test keeps the two alike. Texts are compared by their bytes, as SQLite does.</summary>
public static class PostgresHiringSchema
{
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
        CREATE TABLE candidates (
            tenant TEXT COLLATE "C" NOT NULL, id TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL,
            system TEXT COLLATE "C" NOT NULL, source_id TEXT COLLATE "C" NOT NULL, received_on TEXT COLLATE "C" NOT NULL, claim TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, id)
        );

        CREATE TABLE applications (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, job TEXT COLLATE "C" NOT NULL,
            system TEXT COLLATE "C" NOT NULL, source_id TEXT COLLATE "C" NOT NULL, candidate_source_id TEXT COLLATE "C" NOT NULL,
            version BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, candidate, job)
        );

        CREATE TABLE resumes (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, candidate)
        );

        CREATE TABLE held_resumes (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, envelope_id TEXT COLLATE "C" NOT NULL, state TEXT COLLATE "C" NOT NULL,
            doubts TEXT COLLATE "C" NOT NULL, hidden BIGINT NOT NULL, key_id TEXT COLLATE "C" NOT NULL, box BYTEA NOT NULL,
            PRIMARY KEY (tenant, candidate)
        );

        CREATE TABLE skills (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, candidate)
        );

        CREATE TABLE stories (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, candidate)
        );

        CREATE TABLE tips (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, candidate)
        );

        CREATE TABLE jobs (
            tenant TEXT COLLATE "C" NOT NULL, id TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL,
            system TEXT COLLATE "C" NOT NULL, source_id TEXT COLLATE "C" NOT NULL, title TEXT COLLATE "C" NOT NULL, text TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, id)
        );
        CREATE INDEX jobs_by_title ON jobs (tenant, title, id);

        CREATE TABLE parsed_jobs (
            tenant TEXT COLLATE "C" NOT NULL, job TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, job)
        );

        CREATE TABLE score_requests (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, candidate_version BIGINT NOT NULL,
            job TEXT COLLATE "C" NOT NULL, job_version BIGINT NOT NULL,
            PRIMARY KEY (tenant, candidate, candidate_version, job, job_version)
        );

        CREATE TABLE matches (
            tenant TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, candidate_version BIGINT NOT NULL,
            job TEXT COLLATE "C" NOT NULL, job_version BIGINT NOT NULL, score BIGINT NOT NULL, content TEXT COLLATE "C" NOT NULL,
            PRIMARY KEY (tenant, candidate, job)
        );
        CREATE INDEX matches_by_job ON matches (tenant, job, score DESC, candidate);

        CREATE TABLE write_backs (
            tenant TEXT COLLATE "C" NOT NULL, marker TEXT COLLATE "C" NOT NULL, candidate TEXT COLLATE "C" NOT NULL, job TEXT COLLATE "C" NOT NULL,
            system TEXT COLLATE "C" NOT NULL, written BIGINT NOT NULL,
            candidate_version BIGINT NOT NULL DEFAULT 0, job_version BIGINT NOT NULL DEFAULT 0, content TEXT COLLATE "C" NOT NULL DEFAULT '',
            PRIMARY KEY (tenant, marker)
        );
        CREATE INDEX write_backs_by_pair ON write_backs (tenant, candidate, job);

        CREATE TABLE audit (
            seq BIGINT PRIMARY KEY,
            tenant TEXT COLLATE "C" NOT NULL, message_id TEXT COLLATE "C" NOT NULL, type TEXT COLLATE "C" NOT NULL, subject TEXT COLLATE "C" NULL,
            at TEXT COLLATE "C" NOT NULL, content_hash TEXT COLLATE "C" NOT NULL, previous TEXT COLLATE "C" NOT NULL, hash TEXT COLLATE "C" NOT NULL
        );
        CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
            BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END
        $body$;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit EXECUTE FUNCTION audit_is_append_only();
        CREATE TRIGGER audit_is_never_cut BEFORE DELETE OR TRUNCATE ON audit EXECUTE FUNCTION audit_is_append_only();

        CREATE TABLE audit_head (only_one BIGINT PRIMARY KEY CHECK (only_one = 1), key_id TEXT COLLATE "C" NOT NULL, box TEXT COLLATE "C" NOT NULL);
        CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head EXECUTE FUNCTION audit_is_append_only();

        CREATE TABLE intake (
            tenant TEXT COLLATE "C" NOT NULL, idempotency_key TEXT COLLATE "C" NOT NULL, request_hash TEXT COLLATE "C" NOT NULL,
            kind TEXT COLLATE "C" NOT NULL, id TEXT COLLATE "C" NOT NULL, received_at TEXT COLLATE "C" NOT NULL, version BIGINT NOT NULL DEFAULT 0,
            PRIMARY KEY (tenant, idempotency_key)
        );
        """,
    ];
}
