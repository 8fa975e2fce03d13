using System.Globalization;

namespace ClearView.Cli.Replays;

/// <param name="Rate">Messages a second; null for the usual.</param>
internal sealed record ReplayOptions(string Function, DateTimeOffset? Since, int? Rate, int Limit, bool Json)
{
    /// <exception cref="UsageException">It is neither a date nor an age.</exception>
    public static DateTimeOffset? SinceOf(string? text, DateTimeOffset now)
    {
        if (text is null)
            return null;
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && UnitOf(text[^1]) is { } unit)
            return now - unit * count;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : throw new UsageException($"--since takes a date such as 2026-11-01 or an age such as 36h or 7d, not '{text}'.");
    }

    private static TimeSpan? UnitOf(char letter) => letter switch
    {
        'd' => TimeSpan.FromDays(1),
        'h' => TimeSpan.FromHours(1),
        'm' => TimeSpan.FromMinutes(1),
        's' => TimeSpan.FromSeconds(1),
        _ => null,
    };
}
