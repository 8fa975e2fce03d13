using ClearView.Messaging;

namespace ClearView.AiTool.LanguageModel;

/// <summary>What a language model may cost.</summary>
public sealed record RewriteLimits
{
    /// <summary>For one answer, the waiting for a free place included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Questions that this process asks at once.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>For a tenant that <see cref="Tenants"/> does not name, from midnight to midnight UTC.</summary>
    public long TokensPerDay { get; init; } = 200_000;

    public IReadOnlyDictionary<string, long> Tenants { get; init; } = new Dictionary<string, long>();

    public int AnswerTokens { get; init; } = 800;

    public long TokensOf(TenantId tenant) => Tenants.TryGetValue(tenant.Value, out var own) ? own : TokensPerDay;
}
