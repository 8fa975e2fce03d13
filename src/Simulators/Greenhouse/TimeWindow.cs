using System.Globalization;

namespace ClearView.Simulators.Greenhouse;

/// <summary>A filter of the form <c>gte|T1|lte|T2</c>; either side may stand alone, gt and lt exclude the bound.</summary>
internal sealed class TimeWindow
{
    private readonly List<Predicate<DateTimeOffset>> _bounds = [];

    public bool Holds(DateTimeOffset time) => _bounds.TrueForAll(bound => bound(time));

    public static TimeWindow Read(string name, string value, List<string> errors)
    {
        var window = new TimeWindow();
        var parts = value.Split('|');
        if (parts.Length is not (2 or 4))
        {
            errors.Add($"{name} must look like gte|2026-01-01T00:00:00Z|lte|2026-02-01T00:00:00Z, or have one of the two sides.");
            return window;
        }
        for (var at = 0; at < parts.Length; at += 2)
        {
            if (!TryTime(parts[at + 1], out var time))
                errors.Add($"{name}: '{parts[at + 1]}' is not an ISO 8601 time with Z or an offset.");
            else if (!window.TryAdd(parts[at], time))
                errors.Add($"{name}: '{parts[at]}' is not one of gte, lte, gt, lt.");
        }
        return window;
    }

    private bool TryAdd(string comparison, DateTimeOffset bound)
    {
        Predicate<DateTimeOffset>? test = comparison switch
        {
            "gte" => time => time >= bound,
            "gt" => time => time > bound,
            "lte" => time => time <= bound,
            "lt" => time => time < bound,
            _ => null,
        };
        if (test is not null)
            _bounds.Add(test);
        return test is not null;
    }

    /// <summary>A time without a zone is refused: which one it means cannot be known.</summary>
    private static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal));
}
