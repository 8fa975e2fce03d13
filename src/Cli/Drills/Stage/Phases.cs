namespace ClearView.Cli.Drills.Stage;

/// <summary>The time before a fault and the time with it, by the clock of the letters.</summary>
/// <param name="From">When processes had warmed up.</param>
internal sealed record Phases(long From, long Fault, long To)
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(2);

    /// <summary>Half of the load alone, then the fault.</summary>
    public static async Task<Phases> RunAsync(DrillStage stage, Action fault, CancellationToken time)
    {
        await DrillStage.WaitAsync(_warmUp < stage.Load / 4 ? _warmUp : stage.Load / 4, time);
        var from = Now;
        await DrillStage.WaitAsync(stage.Load / 2 - _warmUp, time);
        var begin = Now;
        fault();
        return new Phases(from, begin, begin + (stage.Load / 2).Ticks);
    }

    private static long Now => TimeProvider.System.GetUtcNow().UtcTicks;
}
