using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Sqlite;

/// <summary>The queues in the file of an embedded broker that does not run; the one that runs is asked itself.</summary>
public static class EmbeddedQueues
{
    private const long ApplicationId = 0x434C5657;

    /// <summary>By name, with all that each holds: what waits for its next attempt too. Changes nothing.</summary>
    /// <exception cref="EmbeddedBrokerInUseException">Another process has the file open.</exception>
    /// <exception cref="EmbeddedBrokerFileException">The file is damaged, or not ClearView's.</exception>
    /// <exception cref="BrokerUnavailableException">The disk refused.</exception>
    public static IReadOnlyDictionary<string, long> Read(string path)
    {
        // Held meanwhile, so that no broker starts on a file that somebody reads.
        using var held = BrokerLock.Take(path);
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA application_id";
            if (command.ExecuteScalar() is not ApplicationId)
                throw new EmbeddedBrokerFileException(path, $"'{path}' is a database of something else, not ClearView's broker. Choose another file, or move this one away.");

            command.CommandText = "SELECT name, (SELECT count(*) FROM queued WHERE queue = queues.id) FROM queues";
            using var rows = command.ExecuteReader();
            var queues = new Dictionary<string, long>(StringComparer.Ordinal);
            while (rows.Read())
                queues.Add(rows.GetString(0), rows.GetInt64(1));
            return queues;
        }
        catch (SqliteException e)
        {
            throw SqliteFailure.AtStart(e, path);
        }
    }
}
