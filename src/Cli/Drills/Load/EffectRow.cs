using System.Data.Common;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Drills.Load;

/// <summary>What a function does in a drill: a row in a table that would take any number of the same.</summary>
internal sealed class EffectRow(IStoreConnection connection, TimeProvider clock)
{
    public static IReadOnlyList<string> Schema { get; } =
    [
        """
        CREATE TABLE drill_effects (
            function TEXT NOT NULL,
            letter TEXT NOT NULL,
            message_id TEXT NOT NULL,
            tenant TEXT NOT NULL,
            published_at BIGINT NOT NULL,
            handled_at BIGINT NOT NULL,
            process INTEGER NOT NULL
        );
        """,
    ];

    public Task KeepAsync(FunctionContext context, string letter, long publishedAt, CancellationToken ct) => connection.UseAsync(async (database, transaction) =>
    {
        await using var command = database.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO drill_effects VALUES (@function, @letter, @message_id, @tenant, @published_at, @handled_at, @process)";
        Add(command, "@function", context.Function);
        Add(command, "@letter", letter);
        Add(command, "@message_id", context.Envelope.Id.ToString());
        Add(command, "@tenant", context.Envelope.Tenant.Value);
        Add(command, "@published_at", publishedAt);
        Add(command, "@handled_at", clock.GetUtcNow().UtcTicks);
        Add(command, "@process", Environment.ProcessId);
        return await command.ExecuteNonQueryAsync(ct);
    }, ct);

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
