using ClearView.Web.Layout;

namespace ClearView.Web.Live;

/// <summary>One HR system as a person or a program is told of it.</summary>
/// <param name="State">reading (for the first time), well, partly (some is left out), trouble, or silent: role hr says nothing.</param>
/// <param name="LastRead">When it was last read to its end.</param>
/// <param name="Trouble">What is wrong; null when nothing is, as is what to do.</param>
/// <param name="LeftOut">What the last reading left out: a sentence each.</param>
public sealed record HrSystemView(
    string Name, string State, DateTimeOffset? LastRead, string? TroubleCode, string? Trouble, string? WhatToDo, IReadOnlyList<string> LeftOut)
{
    public const string Reading = "reading";
    public const string Well = "well";
    public const string Partly = "partly";
    public const string InTrouble = "trouble";
    public const string Silent = "silent";

    private const string AfterSettings = "After a change of that file, restart the role hr.";

    // Role hr reports every two seconds; a busy machine may let it wait.
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(20);

    internal static IReadOnlyList<HrSystemView> Of(HrSystemsReport? report, DateTimeOffset now) =>
        report is null ? [] : [.. report.Systems.Select(s => now - report.At > _longestSilence ? OfSilent(s) : Of(s))];

    private static HrSystemView Of(HrSystemLine line) => line switch
    {
        { Trouble: not null } => new(line.Name, InTrouble, line.LastRead, line.TroubleCode, line.Trouble, line.NeedsPerson ? Mend(line) : Wait(line), line.LeftOut),
        { LeftOut.Count: > 0 } => new(line.Name, Partly, line.LastRead, null, null, "Put right what each sentence names. It is read again by itself.", line.LeftOut),
        _ => new(line.Name, line.LastRead is null ? Reading : Well, line.LastRead, null, null, null, line.LeftOut),
    };

    private static string Mend(HrSystemLine line) =>
        $"Put this right in {Say.System(line.Name)} or in hr-systems.json. ClearView looks again by itself, and reads then what is new. {AfterSettings}";

    private static string Wait(HrSystemLine line) =>
        $"Nothing for now: ClearView looks again by itself within minutes, and reads then what is new. If this lasts, see whether {Say.System(line.Name)} can be reached from this machine, and whether hr-systems.json is right. {AfterSettings}";

    private static HrSystemView OfSilent(HrSystemLine line) => new(
        line.Name, Silent, line.LastRead, "hr.silent", "The role hr does not run, or does not answer: nothing is read from here, and no score is written back.",
        "Start the role hr again; in the demo, with the button Restart on the page Operations. What is new here is read then.", line.LeftOut);
}
