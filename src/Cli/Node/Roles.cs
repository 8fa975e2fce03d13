using ClearView.AiTool;
using ClearView.Contracts;
using ClearView.Functions;
using ClearView.HrSystems;
using ClearView.Messaging;

namespace ClearView.Cli.Node;

/// <summary>What a process does. The functions of every role are in every process's topology, so that no message waits for a role to start.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    Web = 1,
    Ai = 2,
    Functions = 4,
    Hr = 8,
    All = Web | Ai | Functions | Hr,
}

internal static class RoleCatalog
{
    public static IReadOnlyList<(Roles Role, FunctionDescriptor Function)> All { get; } =
    [
        .. AiToolCatalog.All.Select(f => (Roles.Ai, f)),
        .. FunctionCatalog.All.Select(f => (Roles.Functions, f)),
        .. HrFunctionCatalog.All.Select(f => (Roles.Hr, f)),
    ];

    /// <summary>What enters without a function, and where.</summary>
    public static IReadOnlyList<MessageSource> Sources { get; } =
    [
        new(Roles.Web, "intake", [ResumeReceived.WireName, JobPublished.WireName, ApplicationReceived.WireName]),
        new(Roles.Web, "review", [ResumeAnonymized.WireName]),
        new(Roles.Hr, "connectors", [ResumeReceived.WireName, JobPublished.WireName, ApplicationReceived.WireName]),
    ];

    public static Topology Topology { get; } = Topology.Of(All.Select(f => f.Function)).WithHistory();

    public static IReadOnlyList<FunctionDescriptor> Of(Roles roles) => [.. All.Where(f => roles.HasFlag(f.Role)).Select(f => f.Function)];

    /// <exception cref="UsageException">A name is no role.</exception>
    public static Roles Parse(string text)
    {
        var roles = Roles.None;
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            roles |= name switch
            {
                "all" => Roles.All,
                "web" => Roles.Web,
                "ai" => Roles.Ai,
                "functions" => Roles.Functions,
                "hr" => Roles.Hr,
                _ => throw new UsageException($"'{name}' is no role. The roles are web, ai, functions, hr and all."),
            };
        }

        return roles == Roles.None ? throw new UsageException("Name at least one role: web, ai, functions, hr or all.") : roles;
    }

    public static string Text(Roles roles) => roles == Roles.All
        ? "all"
        : string.Join('-', Enum.GetValues<Roles>().Where(r => r is not Roles.None and not Roles.All && roles.HasFlag(r)).Select(r => r.ToString().ToLowerInvariant()));
}

/// <param name="WireNames">What it commits to the outbox.</param>
internal sealed record MessageSource(Roles Role, string Name, IReadOnlyList<string> WireNames);
