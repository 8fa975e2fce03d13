using ClearView.HrSystems.Folder;
using ClearView.HrSystems.Greenhouse;
using Microsoft.Extensions.Configuration;

namespace ClearView.HrSystems;

/// <summary>Every HR system that ClearView can talk to. A system is used when its section is there.</summary>
public static class HrSystemCatalog
{
    public static IReadOnlyList<HrSystemDescriptor> All { get; } =
    [
        new(GreenhouseSystem.SystemName, "HrSystems:Greenhouse", GreenhouseSystem.Create),
        new(FolderSystem.SystemName, "HrSystems:Folder", FolderSystem.Create),
    ];
}

/// <summary>A line of the catalog.</summary>
/// <param name="Section">Where its settings are.</param>
/// <param name="Create">Makes it from its section. Throws <see cref="HrSettingsException"/> when the settings cannot be used.</param>
public sealed record HrSystemDescriptor(string Name, string Section, Func<IConfigurationSection, IServiceProvider, IHrSystem> Create);
