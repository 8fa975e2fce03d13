using ClearView.Messaging.History;

namespace ClearView.Cli.Replays;

/// <summary>A shadow's report for scripts, with ids as they are written everywhere.</summary>
internal sealed record ShadowAnswer(
    string Function, bool Same, long From, long To, int Handled, int Failed, int Erased, ShadowMessages Messages, IReadOnlyList<ShadowRows> Rows,
    IReadOnlyList<DifferenceAnswer> Differences)
{
    public static ShadowAnswer Of(ShadowReport report) => new(
        report.Function, report.IsSame, report.From, report.To, report.Handled, report.Failed, report.Erased, report.Messages, report.Rows,
        [.. report.Differences.Select(d => new DifferenceAnswer(d.Message.ToString(), d.What, d.On, d.Id?.ToString()))]);
}

internal sealed record DifferenceAnswer(string Message, string What, string On, string? Id);
