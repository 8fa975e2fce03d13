using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: EndsInTime]

namespace ClearView.Tests;

/// <summary>
/// A test that waits for ever is cancelled, and so it fails by its name; one that does not end then either ends its process, with its name.
/// Long drills, which are asked for by name, have their own bounds.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class EndsInTimeAttribute : BeforeAfterTestAttribute
{
    // The slowest builds the product anew and starts it, which takes four minutes on two cores and took ten where they were shared.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _respite = TimeSpan.FromMinutes(1);
    private static readonly bool _isBounded = Environment.GetEnvironmentVariable("CLEARVIEW_LONG_DRILLS") is null;
    private readonly ConcurrentDictionary<string, Timer> _running = new(StringComparer.Ordinal);

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        var isCancelled = false;
        if (_isBounded)
            _running[test.UniqueID] = new Timer(_ => End(), null, _longest, _respite);

        void End()
        {
            if (isCancelled)
                Environment.FailFast($"{test.TestDisplayName} does not end.");
            isCancelled = true;
            context.CancelCurrentTest();
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }
}
