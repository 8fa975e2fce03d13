using System.Xml.Linq;

namespace ClearView.Platform.Tests.Architecture;

public sealed class LayoutTests
{
    [Fact]
    public void The_solution_lists_every_project()
    {
        var listed = XDocument.Parse(Repository.Read("ClearView.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);
        var there = Repository.Files("*.csproj").Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_one_solution() =>
        Assert.Equal(["ClearView.slnx"], Repository.Files("*.sln*").Select(Path.GetFileName));

    [Fact]
    public void A_project_is_named_after_its_folder() =>
        Assert.All(Repository.Files("*.csproj"), path => Assert.Equal(Path.GetFileName(Path.GetDirectoryName(path)), Path.GetFileNameWithoutExtension(path)));

    [Fact]
    public void Versions_of_packages_stand_in_one_place() =>
        Assert.All(Repository.Files("*.csproj"), path => Assert.DoesNotContain("Version=", File.ReadAllText(path), StringComparison.Ordinal));

    [Fact]
    public void Every_pinned_package_is_used()
    {
        var projects = string.Concat(Repository.Files("*.csproj").Concat(Repository.Files("*.props")).Where(p => !p.EndsWith("Packages.props", StringComparison.Ordinal)).Select(File.ReadAllText));
        var pinned = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);

        Assert.DoesNotContain(pinned, package => !projects.Contains($"PackageReference Include=\"{package}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void What_counts_as_told_outlives_a_power_cut() =>
        Assert.All(Repository.Files("*.cs", "src", "HrSystems").Concat(Repository.Files("*.cs", "src", "Functions")),
            path => Assert.DoesNotContain("File.Move(", File.ReadAllText(path), StringComparison.Ordinal)); // DurableFiles.Move waits for the name too

    [Fact]
    public void A_namespace_says_where_its_file_is()
    {
        foreach (var path in Repository.Files("*.cs", "src"))
        {
            var line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal));
            var folder = Path.GetRelativePath(Repository.File("src"), Path.GetDirectoryName(path)!);
            if (line is not null)
                Assert.Equal($"{path}: namespace ClearView.{folder.Replace(Path.DirectorySeparatorChar, '.')};", $"{path}: {line}");
        }
    }
}
