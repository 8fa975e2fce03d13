namespace ClearView.Tests;

/// <summary>How long a test waits for what must come.</summary>
internal static class Patience
{
    /// <summary>Only a hang ends here: no test measures time, and a machine that others use is at times ten times slower than alone.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);
}
