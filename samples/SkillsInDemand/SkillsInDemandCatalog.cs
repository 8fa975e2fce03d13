using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.SkillsInDemand;

/// <summary>What this assembly brings: one line for each function, as in the catalogs of ClearView itself.</summary>
public static class SkillsInDemandCatalog
{
    public static IReadOnlyList<FunctionDescriptor> All { get; } =
    [
        Function.Of<CountSkills, SkillsExtracted>("count-skills", from: From.Beginning),
    ];
}
