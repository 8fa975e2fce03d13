namespace ClearView.Platform.Tests.Architecture;

public sealed class WallsTests
{
    [Fact]
    public void No_project_knows_more_than_it_may() => Assert.Empty(Walls.Broken(ProjectFile.InSrc()));

    [Fact]
    public void Every_wall_stands_around_a_project() =>
        Assert.Equal(Walls.All.Select(w => w.Project).Order(StringComparer.Ordinal), ProjectFile.InSrc().Select(p => p.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_page_and_the_guard_name_the_same_projects()
    {
        var table = Repository.Read("docs", "architecture.md").Split("## Walls")[1].Split("##")[0];
        var named = table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',')).Select(name => name.Trim(' ', '`'));

        Assert.Equal(Walls.All.Select(w => w.Project).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AiTool", "Hiring")]
    [InlineData("Functions", "AiTool")]
    [InlineData("Functions", "HrSystems")]
    [InlineData("HrSystems", "Hiring")]
    [InlineData("Web", "Messaging.Sqlite")]
    [InlineData("Simulators", "Contracts")]
    [InlineData("Contracts", "Messaging")]
    [InlineData("Messaging", "Contracts")]
    [InlineData("Web", "Cli")]
    public void A_forbidden_reference_is_found(string from, string to) =>
        Assert.Contains($"{from} may not know {to}.", Walls.Broken(With(from, $"""<ProjectReference Include="../{to}/{to}.csproj" />""")));

    [Theory]
    [InlineData("Messaging", "RabbitMQ.Client")]
    [InlineData("Messaging.RabbitMq", "Microsoft.Data.Sqlite")]
    [InlineData("AiTool", "Dapper")]
    [InlineData("Contracts", "CsvHelper")]
    [InlineData("Hiring", "MassTransit")]
    public void A_forbidden_package_is_found(string from, string package) =>
        Assert.Contains($"{from} may not use {package}.", Walls.Broken(With(from, $"""<PackageReference Include="{package}" />""")));

    [Fact]
    public void A_road_over_others_is_found()
    {
        // Contracts is known to all: whoever it knew, all would reach.
        var broken = Walls.Broken(With("Contracts", """<ProjectReference Include="..\Hiring\Hiring.csproj" />"""));

        Assert.Contains("AiTool must never reach Hiring, not through others either.", broken);
        Assert.Contains("HrSystems must never reach Hiring, not through others either.", broken);
        Assert.DoesNotContain(broken, line => line.StartsWith("Functions must", StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_that_another_project_brings_along_is_found()
    {
        var messaging = ProjectFile.Of("Messaging", "<Project />", """
            { "version": 2, "dependencies": { "net10.0": { "RabbitMQ.Client": { "type": "Transitive", "resolved": "7.2.2" }, "contracts": { "type": "Project" } } } }
            """);

        Assert.Equal(["Messaging must never get RabbitMQ.Client, not through others either."], Walls.Broken([messaging]));
    }

    [Fact]
    public void A_project_without_a_wall_is_found() =>
        Assert.Contains("Shortcuts has no wall", Assert.Single(Walls.Broken([ProjectFile.Of("Shortcuts", "<Project />")])), StringComparison.Ordinal);

    /// <summary>The projects as they are, one of them with a further item.</summary>
    private static IReadOnlyList<ProjectFile> With(string project, string item)
    {
        var xml = Repository.Read("src", project, project + ".csproj").Replace("</Project>", $"<ItemGroup>{item}</ItemGroup></Project>", StringComparison.Ordinal);
        return [.. ProjectFile.InSrc().Where(p => p.Name != project), ProjectFile.Of(project, xml)];
    }
}
