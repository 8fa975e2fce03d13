using ClearView.HrSystems;
using ClearView.HrSystems.Nightly;

namespace ClearView.Platform.Tests.HowTo.Nightly;

/// <summary>The catalog as it would be for somebody who followed the page.</summary>
internal static class NightlyCatalog
{
    public static IReadOnlyList<HrSystemDescriptor> All { get; } =
    [
        new(NightlySystem.SystemName, "HrSystems:Nightly", NightlySystem.Create),
    ];
}
