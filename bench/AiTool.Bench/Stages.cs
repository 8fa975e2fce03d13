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

    /// <summary>Of the fastest pass over all inputs: what the code can, whoever else is on the machine.</summary>
    public SortedDictionary<string, double> Best { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls a second, of the median pass over all inputs: what a neighbour on the machine slows is some of the passes.</summary>
    public void Rate(string name, TimeSpan length, int inputs, Action<int> call)
    {
        Warm(length, inputs, call);
        var passes = Run(length, inputs, call);
        Values[name] = Math.Round(inputs / Median(passes), 1);
        Best[name] = Math.Round(inputs / passes.Min(), 1);
    }

    // The runtime counts calls, then compiles what is busy anew by what it saw, and that for ten seconds and more: warm is when a further while brings nothing.
    private static void Warm(TimeSpan length, int inputs, Action<int> call)
    {
        const int Fewest = 3;
        const int Most = 10;
        const double Nothing = 0.97;
        var before = double.MaxValue;
        for (var whiles = 1; whiles <= Most; whiles++)
        {
            var now = Median(Run(length, inputs, call));
            if (whiles >= Fewest && now > before * Nothing)
                return;
            before = Math.Min(before, now);
        }
    }

    private static double Median(List<double> passes) => passes.Order().ElementAt(passes.Count / 2);

    /// <returns>Seconds of each pass.</returns>
    private static List<double> Run(TimeSpan length, int inputs, Action<int> call)
    {
        var start = Stopwatch.GetTimestamp();
        var passes = new List<double>();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            var pass = Stopwatch.GetTimestamp();
            for (var i = 0; i < inputs; i++)
                call(i);
            passes.Add(Stopwatch.GetElapsedTime(pass).TotalSeconds);
        }

        return passes;
    }
}
