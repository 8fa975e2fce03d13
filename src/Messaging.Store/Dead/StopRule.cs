using System.Globalization;

namespace ClearView.Messaging.Store.Dead;

/// <summary>When a redrive stops itself: at any failure of the first ten, then above one in twenty.</summary>
internal static class StopRule
{
    internal const int First = 10;
    internal const double Share = 0.05;

    /// <summary>Null while it may go on.</summary>
    public static string? ReasonOf(Redrive redrive)
    {
        var known = redrive.Done + redrive.Superseded + redrive.Failed;
        if (redrive.Failed == 0)
            return null;
        if (redrive.Moved == 1)
            return "the canary failed again";
        if (known <= First)
            return string.Create(CultureInfo.InvariantCulture, $"{redrive.Failed} of the first {known} failed again");
        return redrive.Failed > known * Share ? string.Create(CultureInfo.InvariantCulture, $"{redrive.Failed} of {known} failed again") : null;
    }
}
