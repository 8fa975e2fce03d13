using ClearView.Hiring;
using ClearView.Messaging.Store;

namespace ClearView.Web;

/// <summary>What the pages need and may not reference: the composition root hands it over.</summary>
public sealed record WebParts
{
    /// <summary>The catalogs, as the operations page shows them.</summary>
    public required IReadOnlyList<FunctionLine> Functions { get; init; }

    /// <summary>A first look at a file, before it is accepted. Called from several requests at once.</summary>
    public required Func<ReadOnlyMemory<byte>, DocumentVerdict> GlanceAtDocument { get; init; }

    /// <summary>
    /// The text of an invented sample, so that a person can compare. Null outside the demo: then the pages say that originals stay in the vault.
    /// </summary>
    public Func<CandidateRow, CancellationToken, Task<OriginalText?>>? ShowOriginal { get; init; }

    /// <summary>How the HR systems stand; null when role hr never said. Called once a second while somebody watches.</summary>
    public Func<HrSystemsReport?> HrSystems { get; init; } = () => null;

    /// <summary>The account by message, line by line: how far it is, and last what was found. Null when this process cannot take it.</summary>
    public Func<MessageAccountRequest, CancellationToken, IAsyncEnumerable<string>>? AccountOfMessages { get; init; }

    /// <summary>Messages that may wait for the broker before the intake answers 503 with Retry-After.</summary>
    public int MostWaitingMessages { get; init; } = OutboxBound.MostWaiting;
}

/// <param name="Most">Gaps that are named.</param>
/// <param name="Settle">After which what is nowhere is looked for once more; null for the usual.</param>
public sealed record MessageAccountRequest(DateTimeOffset? Since, string? Function, string? Tenant, int Most, TimeSpan? Settle);

/// <summary>One function as a person reads it.</summary>
/// <param name="Name">Also the end of its queue's name.</param>
/// <param name="Role">ai, functions or hr.</param>
/// <param name="Consumes">Wire names.</param>
public sealed record FunctionLine(string Name, string Role, IReadOnlyList<string> Consumes)
{
    public string Queue => "clearview." + Name;
}

/// <summary>What a first look at a file found: either its media type, or why it cannot be used.</summary>
/// <param name="Code">unknown-type is answered 415, too-large 413, everything else 422.</param>
/// <param name="Problem">What is wrong and what to do; holds nothing of the file.</param>
public sealed record DocumentVerdict(string? MediaType, string? Code, string? Problem)
{
    public static DocumentVerdict Usable(string mediaType) => new(mediaType, null, null);

    public static DocumentVerdict Unusable(string code, string problem) => new(null, code, problem);
}

/// <summary>An original as text.</summary>
/// <param name="Text">The extracted text that the hidden items' positions refer to.</param>
public sealed record OriginalText(string Text);
