using System.Text.Json;
using ClearView.Cli.Benches;
using ClearView.Hiring;

namespace ClearView.Bench.Pipeline;

/// <summary>One installation's figures.</summary>
/// <param name="PerSecond">Résumés, from the first request to the last stored effect.</param>
/// <param name="CpuSecondsPer1k">Of this process, which also sends; a broker of its own is not counted.</param>
/// <param name="P50Ms">Until an answer of 202.</param>
internal sealed record PipelineRow(
    string Broker, double PerSecond, double Seconds, double CpuSecondsPer1k, double P50Ms, double P99Ms, int ToldToWait,
    long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches, long DeadLetters, long Unaccounted)
{
    public PipelineRow(string broker, int resumes, Account account, double seconds, double cpu, Sender sender)
        : this(
            broker, Math.Round(resumes / seconds, 1), Math.Round(seconds, 1), Math.Round(cpu / resumes * 1_000, 2), At(sender.Accepted, 0.5), At(sender.Accepted, 0.99),
            sender.ToldToWait, account.Received, account.Anonymized, account.HeldForReview, account.Stories, account.Tips, account.Skills, account.Matches,
            account.DeadLetters, account.Unaccounted)
    {
    }

    private static double At(IReadOnlyList<double> sorted, double share) => Math.Round(sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)], 1);
}

internal sealed record PipelineResult(
    string Bench, int Resumes, long BytesEach, int Clients, IReadOnlyList<PipelineRow> Rows, Surroundings Surroundings)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static PipelineResult Of(Load load, IReadOnlyList<PipelineRow> rows, Surroundings surroundings) =>
        new("pipeline", load.Resumes, load.Bytes, load.Clients, rows, surroundings);

    public string ToJson() => JsonSerializer.Serialize(this, _json);
}
