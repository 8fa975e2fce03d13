using ClearView.Messaging.Store;

namespace ClearView.Messaging.Tests.Support;

/// <summary>What the functions under test do, said by each test.</summary>
internal sealed class Script
{
    private int _calls;

    public Func<Letter, FunctionContext, CancellationToken, Task> Do { get; set; } = (_, _, _) => Task.CompletedTask;

    public int Calls => _calls;

    public Task PlayAsync(Letter letter, FunctionContext context, CancellationToken ct)
    {
        Interlocked.Increment(ref _calls);
        return Do(letter, context, ct);
    }
}

/// <summary>A function with a store: writes each letter's text down, then does what the script says.</summary>
internal sealed class Clerk(Script script, IStoreConnection store) : IFunction<Letter>
{
    public async Task HandleAsync(Letter message, FunctionContext context, CancellationToken ct)
    {
        await store.UseAsync(async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO effects (text) VALUES (@text)";
            command.Add("@text", message.Text);
            return await command.ExecuteNonQueryAsync(ct);
        }, ct);

        await script.PlayAsync(message, context, ct);
    }
}

/// <summary>A pure function: only does what the script says.</summary>
internal sealed class Herald(Script script) : IFunction<Letter>
{
    public Task HandleAsync(Letter message, FunctionContext context, CancellationToken ct) => script.PlayAsync(message, context, ct);
}
