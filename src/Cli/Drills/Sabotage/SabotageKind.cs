namespace ClearView.Cli.Drills.Sabotage;

/// <summary>Ways in which the library is broken on purpose, to see that a drill notices. Only the processes of drills know them.</summary>
internal enum SabotageKind
{
    None,

    /// <summary>Deliveries are acknowledged before they are handled.</summary>
    AckEarly,

    /// <summary>Some messages are not sent and yet called kept.</summary>
    Drop,

    /// <summary>Some messages are sent a second time, as another message.</summary>
    Duplicate,
}

internal static class SabotageText
{
    public static IReadOnlyList<string> Names { get; } = ["ack-early", "drop", "duplicate"];

    public static IReadOnlyList<SabotageKind> Kinds { get; } = [SabotageKind.AckEarly, SabotageKind.Drop, SabotageKind.Duplicate];

    public static SabotageKind? Parse(string text) => Names.Contains(text) ? Kinds[Names.ToList().IndexOf(text)] : null;

    /// <summary>Null for none.</summary>
    public static string? Of(SabotageKind kind) => kind == SabotageKind.None ? null : Names[(int)kind - 1];
}
