namespace ClearView.Platform.Tests.Architecture;

/// <summary>Who may know whom: the table of docs/architecture.md as a program reads it.</summary>
internal static class Walls
{
    private const string AspNet = "Microsoft.AspNetCore.App";
    private static readonly string[] _databases = ["Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.Core", "Npgsql", "Dapper"];
    private static readonly string[] _brokers = ["RabbitMQ.Client"];
    private static readonly string[] _transports = ["Messaging.RabbitMq", "Messaging.Sqlite"];

    public static IReadOnlyList<Wall> All { get; } =
    [
        new("Contracts", Knows: [], Packages: []),
        new("Messaging", Knows: [], Packages:
        [
            "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Logging.Abstractions",
        ]) { NeverPackages = [.. _databases, .. _brokers, AspNet] },
        new("Messaging.RabbitMq", Knows: ["Messaging"], Packages: ["RabbitMQ.Client"]) { Never = ["Messaging.Sqlite", "Messaging.Store"], NeverPackages = _databases },
        new("Messaging.Sqlite", Knows: ["Messaging"], Packages: ["Microsoft.Data.Sqlite"]) { Never = ["Messaging.RabbitMq", "Messaging.Store"], NeverPackages = _brokers },
        new("Messaging.Store", Knows: ["Messaging"], Packages: ["Microsoft.Data.Sqlite", "Npgsql"]) { Never = _transports, NeverPackages = _brokers },
        new("Hiring", Knows: ["Contracts", "Messaging"], Packages: ["Dapper"])
        {
            Never = ["Web", "AiTool", .. _transports], NeverPackages = [.. _brokers, AspNet],
        },
        new("AiTool", Knows: ["Contracts", "Messaging"], Packages: ["PdfPig", "DocumentFormat.OpenXml", "libphonenumber-csharp"])
        {
            Never = ["Hiring", "Messaging.Store", .. _transports], NeverPackages = [.. _databases, .. _brokers, AspNet],
        },
        // What is told to a model goes through one small project, so that its packages are not the AI tool's.
        new("LanguageModel", Knows: ["AiTool"], Packages: ["Microsoft.Extensions.AI.OpenAI", AspNet])
        {
            Never = ["Hiring", "Messaging.Store", .. _transports], NeverPackages = [.. _databases, .. _brokers],
        },
        new("Functions", Knows: ["Contracts", "Messaging", "Hiring"], Packages: ["MimeKit"])
        {
            Never = ["HrSystems", "AiTool", .. _transports], NeverPackages = [.. _brokers, AspNet],
        },
        new("HrSystems", Knows: ["Contracts", "Messaging"], Packages: ["CsvHelper", AspNet])
        {
            Never = ["Hiring", "Functions", "Messaging.Store", .. _transports], NeverPackages = [.. _databases, .. _brokers],
        },
        new("Simulators", Knows: [], Packages: [AspNet]),
        new("Web", Knows: ["Contracts", "Messaging", "Hiring"], Packages: ["Microsoft.AspNetCore.OpenApi", AspNet])
        {
            Never = ["AiTool", "HrSystems", "Functions", .. _transports], NeverPackages = _brokers,
        },
        // Everything meets in Cli, so that nothing else has to.
        new("Cli", Knows:
        [
            "AiTool", "Contracts", "Functions", "Hiring", "HrSystems", "LanguageModel", "Messaging", "Messaging.RabbitMq", "Messaging.Sqlite", "Messaging.Store", "Simulators", "Web",
        ], Packages: ["System.CommandLine", AspNet]),
    ];

    /// <summary>Every way in which the projects break the walls; empty when none does.</summary>
    public static IReadOnlyList<string> Broken(IReadOnlyList<ProjectFile> projects)
    {
        var byName = projects.ToDictionary(p => p.Name, StringComparer.Ordinal);
        return [.. projects.SelectMany(project => All.SingleOrDefault(w => w.Project == project.Name) is { } wall
            ? Broken(wall, project, byName)
            : [$"{project.Name} has no wall: say in Walls and in docs/architecture.md whom it may know."])];
    }

    private static IEnumerable<string> Broken(Wall wall, ProjectFile project, Dictionary<string, ProjectFile> byName) =>
    [
        .. project.Projects.Except(wall.Knows).Select(other => $"{project.Name} may not know {other}."),
        .. project.Packages.Except(wall.Packages).Select(package => $"{project.Name} may not use {package}."),
        .. Reached(project, byName).Intersect(wall.Never).Select(other => $"{project.Name} must never reach {other}, not through others either."),
        .. project.AllPackages.Intersect(wall.NeverPackages).Select(package => $"{project.Name} must never get {package}, not through others either."),
    ];

    private static HashSet<string> Reached(ProjectFile from, Dictionary<string, ProjectFile> byName)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(from.Projects);
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name) || !byName.TryGetValue(name, out var project))
                continue;
            foreach (var next in project.Projects)
                open.Push(next);
        }

        return reached;
    }
}

/// <param name="Knows">The projects it may reference.</param>
/// <param name="Packages">The packages and frameworks it may reference.</param>
internal sealed record Wall(string Project, IReadOnlyList<string> Knows, IReadOnlyList<string> Packages)
{
    /// <summary>Projects that it may not reach through others either.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    public IReadOnlyList<string> NeverPackages { get; init; } = [];
}
