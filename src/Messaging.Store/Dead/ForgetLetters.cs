using ClearView.Messaging.History;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// Follows the inbox in what it forgets, a few rows at a time: the notes of redrives that ended long ago, and the bodies of letters that were
/// discarded long ago. The row of a discarded letter stays, however old: a missing result has it for its reason for as long as the
/// candidate or the job is stored. So do the notes on a letter that is dead again, which say how often it was redriven.
/// </summary>
public sealed partial class ForgetLetters(IStoreDatabase database, HistoryOptions options, ILogger<ForgetLetters> log, TimeProvider clock) : BackgroundService
{
    internal const int MostAtOnce = 500;
    private const string Writer = "forget-letters";
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    private const string Notes = """
        DELETE FROM redriven WHERE (redrive, function, message_id) IN (
            SELECT r.redrive, r.function, r.message_id FROM redriven r JOIN redrives d ON d.redrive = r.redrive
            WHERE d.state NOT IN ('running', 'undecided') AND d.ended_at < @before
              AND NOT EXISTS (SELECT 1 FROM dead_letters l WHERE l.function = r.function AND l.message_id = r.message_id)
            LIMIT @most)
        """;

    private const string Bodies = """
        UPDATE dead_letters SET body = @empty WHERE letter IN (
            SELECT l.letter FROM dead_letters l JOIN discards d ON d.discard = l.discard
            WHERE l.discard IS NOT NULL AND d.discarded_at < @before AND length(l.body) > 0
            LIMIT @most)
        """;

    /// <returns>How many notes and bodies went.</returns>
    internal async Task<(long Notes, long Bodies)> RunOnceAsync(int most, CancellationToken ct)
    {
        var before = (clock.GetUtcNow() - options.Age - options.Margin).ToUnixTimeMilliseconds();
        return (await RepeatAsync(Notes), await RepeatAsync(Bodies));

        async Task<long> RepeatAsync(string sql)
        {
            for (var total = 0L; ;)
            {
                var count = await database.AskAsync(async () =>
                {
                    await using var write = await database.BeginAsync(Writer, ct);
                    var command = write.Command(sql).With("@before", before).With("@most", most);
                    if (sql == Bodies)
                        command.Add("@empty", Array.Empty<byte>());
                    var rows = await command.ExecuteNonQueryAsync(ct);
                    await write.CommitAsync();
                    return rows;
                });
                total += count;
                if (count < most)
                    return total;
                await Task.Delay(_between, clock, ct); // others want to write
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Recurring.RunAsync(_every, RunAloneAsync, reason => Log.Later(log, reason), clock, stoppingToken);

    /// <summary>One process at a time: to do it twice would harm nothing and help nobody.</summary>
    private async Task RunAloneAsync(CancellationToken ct)
    {
        if (await database.TryTakeAsync(Writer, ct) is not { } right)
            return;
        await using (right)
            await RunOnceAsync(MostAtOnce, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Old notes of redrives and bodies of discarded letters could not be removed ({Reason}); that is tried again later.")]
        public static partial void Later(ILogger logger, string reason);
    }
}
