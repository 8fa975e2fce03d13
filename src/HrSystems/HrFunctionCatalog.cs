using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.HrSystems;

/// <summary>The functions of role hr.</summary>
public static class HrFunctionCatalog
{
    public static IReadOnlyList<FunctionDescriptor> All { get; } =
    [
        // Its locks reach as far as its process.
        Function.Pure<WriteScore, ScoreWriteRequested>("write-score", parallelism: 4).Publishes<ScoreWritten>() with { Exclusive = true },
    ];
}
