using ClearView.Messaging.Store;

namespace ClearView.Tests.Postgres;

/// <summary>What a database says of its tables: each column with its kind, in its order, and each unique key, as lines that can be compared.</summary>
internal static class Catalog
{
    public static Task<IReadOnlyList<string>> OfSqliteAsync(IStoreDatabase database, CancellationToken ct) => ReadAsync(database, """
        SELECT line FROM (
            SELECT t.name AS tab, c.cid AS place, t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 0 AND c.pk = 0 THEN '?' ELSE '' END AS line
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'
            UNION ALL
            SELECT tab, 1000, tab || ' unique (' || string_agg(col, ', ' ORDER BY seqno) || ')' FROM (
                SELECT t.name AS tab, i.name AS idx, c.seqno AS seqno, c.name AS col
                FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c WHERE t.type = 'table' AND i."unique" = 1
                UNION ALL
                SELECT t.name, 'rowid', 0, c.name FROM sqlite_master t, pragma_table_info(t.name) c
                WHERE t.type = 'table' AND c.pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i WHERE i.origin = 'pk'))
            GROUP BY tab, idx)
        WHERE tab NOT LIKE 'sqlite%' AND tab <> 'schema_versions' ORDER BY tab, place, line
        """, ct);

    public static Task<IReadOnlyList<string>> OfPostgresAsync(IStoreDatabase database, CancellationToken ct) => ReadAsync(database, """
        SELECT line FROM (
            SELECT c.relname COLLATE "C" AS tab, a.attnum::int AS place,
                c.relname || '.' || a.attname || ' ' ||
                CASE t.typname WHEN 'int8' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' WHEN 'text' THEN 'TEXT' ELSE t.typname END ||
                CASE WHEN a.attnotnull THEN '' ELSE '?' END ||
                CASE WHEN t.typname = 'text' AND l.collname <> 'C' THEN ' by language' ELSE '' END AS line
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE c.relkind = 'r'
            UNION ALL
            SELECT c.relname COLLATE "C", 1000, c.relname || ' unique (' || (
                SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k(column_number, place)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.column_number) || ')'
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
            WHERE i.indisunique) AS all_lines
        WHERE tab <> 'schema_versions' ORDER BY tab, place, line COLLATE "C"
        """, ct);

    private static Task<IReadOnlyList<string>> ReadAsync(IStoreDatabase database, string sql, CancellationToken ct) => database.ListAsync<string>(sql, ct);
}
