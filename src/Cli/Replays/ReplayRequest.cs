using System.Text.Json;
using ClearView.Cli.Ai;
using ClearView.Cli.Node;
using ClearView.Messaging.History;
using ClearView.Messaging.Store;

namespace ClearView.Cli.Replays;

/// <summary>
/// Asks for a replay. It is written into the store, and whoever runs the function takes it up: so it goes on over any death, and an
/// embedded broker, which serves one process, needs no second.
/// </summary>
internal static class ReplayRequest
{
    private static readonly TimeSpan _every = TimeSpan.FromMilliseconds(500);
    private static readonly FunctionListJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JsonLine.Encoder });

    public static async Task<int> RunAsync(ReplayOptions options, DataFolder data, bool wait, CancellationToken ct)
    {
        await data.NeedStoreAsync(ct);
        using var store = data.OpenStore();
        var progress = new CatchUpProgress(store);
        await RefuseUnknownAsync(options.Function, progress, ct);

        var asked = CatchUpState.Begin(options.Function, options.Rate ?? new HistoryOptions().Rate, TimeProvider.System.GetUtcNow()) with { Since = options.Since };
        await progress.BeginAsync(asked, ct);
        var state = asked;
        while (wait && state.DoneAt is null)
        {
            await Task.Delay(_every, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"clearview: no longer waited for. The replay of '{options.Function}' goes on; 'functions list' shows how far it is.");
                return ExitCode.Failed;
            }

            state = await progress.FindAsync(options.Function, ct) is { } now && now.Run == asked.Run
                ? now
                : throw new UsageException($"Another replay of '{options.Function}' was asked for meanwhile; 'functions list' shows how far that is.");
        }

        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(new ReplayAnswer(options.Function, CatchUpLine.Of(state)!), _json.ReplayAnswer));
        else if (wait)
            Console.WriteLine($"'{options.Function}' {FunctionList.Text(CatchUpLine.Of(state)!)}.");
        else
            Console.WriteLine($"Asked for. The process that runs '{options.Function}' takes it up within seconds; 'functions list' shows how far it is.");
        return ExitCode.Done;
    }

    private static async Task RefuseUnknownAsync(string function, CatchUpProgress progress, CancellationToken ct)
    {
        if (RoleCatalog.All.Select(f => f.Function).FirstOrDefault(f => f.Name == function) is not { } known)
        {
            if (await progress.FindAsync(function, ct) is null)
                throw new UsageException($"'{function}' is no function. 'functions list' names them.");
        }
        else if (!known.KeepsState)
        {
            throw new UsageException($"'{function}' is a pure stage: it has no inbox that tells what it had, and would do its work again. Only functions with a store are replayed.");
        }
    }
}

internal sealed record ReplayAnswer(string Function, CatchUpLine CatchUp);
