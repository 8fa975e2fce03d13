using System.Text.Json;
using System.Xml.Linq;

namespace ClearView.Platform.Tests.Architecture;

/// <summary>What a project says that it needs.</summary>
/// <param name="Projects">Names of the projects it references, without what those reference.</param>
/// <param name="Packages">Packages and shared frameworks it references itself.</param>
/// <param name="AllPackages">Packages it gets in the end, through others too.</param>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> AllPackages)
{
    public static IReadOnlyList<ProjectFile> InSrc() => [.. Repository.Files("*.csproj", "src").Select(Read)];

    public static ProjectFile Of(string name, string xml, string? lockFile = null)
    {
        var project = XDocument.Parse(xml);
        var packages = Included(project, "PackageReference").Concat(Included(project, "FrameworkReference")).ToList();
        return new ProjectFile(
            name, [.. Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            packages, lockFile is null ? packages : [.. packages.Union(Locked(lockFile))]);
    }

    private static ProjectFile Read(string path) => Of(
        Path.GetFileNameWithoutExtension(path), File.ReadAllText(path), File.ReadAllText(Path.Combine(Path.GetDirectoryName(path)!, "packages.lock.json")));

    private static IEnumerable<string> Included(XDocument project, string item) =>
        project.Descendants(item).Attributes("Include").SelectMany(include => include.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static IReadOnlyList<string> Locked(string lockFile)
    {
        using var json = JsonDocument.Parse(lockFile);
        return
        [
            .. json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project").Select(package => package.Name),
        ];
    }
}
