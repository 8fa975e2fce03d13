using System.Diagnostics;

namespace ClearView.Bench.AiTool;

/// <summary>Times the stages of the AI tool.</summary>
internal sealed class Stages
{
    public SortedDictionary<string, double> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Milliseconds of one call.</summary>
    public T Once<T>(string name, Func<T> call)
    {
        var start = Stopwatch.GetTimestamp();
        var result = call();
        Values[name] = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
        return result;
    }

    /// <summary>Calls a second over all inputs in turn, after as long a time to warm up.</summary>
    public void Rate(string name, TimeSpan length, int inputs, Action<int> call)
    {
        Run(length, inputs, call);
        var (calls, seconds) = Run(length, inputs, call);
        Values[name] = Math.Round(calls / seconds, 1);
    }

    private static (long Calls, double Seconds) Run(TimeSpan length, int inputs, Action<int> call)
    {
        var start = Stopwatch.GetTimestamp();
        long calls = 0;
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            for (var i = 0; i < inputs; i++, calls++)
                call(i);
        }
        return (calls, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
