using System.Collections.Frozen;

namespace ClearView.AiTool.CheckStory;

/// <summary>The words that a sentence may hold though its source does not: they join what the source says and claim nothing of their own.</summary>
/// <remarks>No number, no rank, no praise, no negation, nothing that says how much, how often or how well.</remarks>
internal static class PlainWords
{
    public static readonly FrozenSet<string> All = (
        "a an the this that these those they them their theirs themselves it its there who which what where when while "
        + "and or as at by for from in into of on to with during through until up about over since then also so than "
        + "is are was were be been being has have had having do does did done "
        + "work working worked job role post text words word line "
        + "use used using show shows showed shown name names named list lists listed include includes included including "
        + "figure figures result drew draws introduce introduces time told tell story among skill skills")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
