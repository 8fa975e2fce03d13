using System.Globalization;

namespace ClearView.Bench.AiTool;

/// <summary>What is measured, and for how long.</summary>
internal sealed record BenchArguments(string Samples, TimeSpan Seconds)
{
    public static BenchArguments Of(string[] args)
    {
        var (samples, seconds) = ("samples", 2.0);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--json": break; // the only form there is
                case "--samples" when i + 1 < args.Length: samples = args[++i]; break;
                case "--seconds" when i + 1 < args.Length: seconds = double.Parse(args[++i], CultureInfo.InvariantCulture); break;
                default: throw new ArgumentException($"'{args[i]}' is not known here: --json, --samples FOLDER, --seconds N.", nameof(args));
            }
        }

        return new BenchArguments(samples, TimeSpan.FromSeconds(seconds));
    }
}
