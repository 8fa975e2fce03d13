using System.Collections.Concurrent;

namespace ClearView.Messaging;

/// <summary>Waits that an operator, a drill or the demo puts before every message of a function.</summary>
public sealed class FunctionBrakes
{
    private readonly ConcurrentDictionary<string, TimeSpan> _waits = new(StringComparer.Ordinal);

    public TimeSpan Of(string function) => _waits.GetValueOrDefault(function);

    /// <summary>Zero lets the function run freely again.</summary>
    public void Set(string function, TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
            _waits.TryRemove(function, out _);
        else
            _waits[function] = wait;
    }
}
