using System.Text;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.HrSystems;

namespace ClearView.Cli.Docs;

/// <summary>
/// The C4 diagrams of docs/architecture.md, drawn from the catalogs: what is not in a catalog does not run, and does not publish.
/// </summary>
internal static class ArchitectureDiagrams
{
    private const string Begin = "<!-- drawn from the catalogs by './clearview docs --write': do not edit below -->";
    private const string End = "<!-- end of what is drawn -->";

    // A function that takes nearly everything would hide all others behind its arrows.
    private const int MostDrawn = 5;

    private const string Colours =
        "  classDef person fill:#e8e4f3,stroke:#6a5a9c,color:#222\n" +
        "  classDef system fill:#dcecfb,stroke:#3572a5,color:#222\n" +
        "  classDef outside fill:#eee,stroke:#888,color:#222\n";

    /// <summary>The page with its drawn part made anew; everything else stays.</summary>
    /// <exception cref="InvalidDataException">The page does not hold the two marks.</exception>
    public static string Renew(string page)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin
            ? page[..(begin + Begin.Length)] + "\n\n" + Draw() + "\n" + page[end..]
            : throw new InvalidDataException($"The page must hold the lines '{Begin}' and '{End}'.");
    }

    private static string Draw()
    {
        var text = new StringBuilder();
        Context(text);
        Containers(text);
        Components(text);
        Functions(text);
        return text.ToString();
    }

    private static void Context(StringBuilder text)
    {
        text.Append("### Context\n\n```mermaid\nflowchart LR\n");
        Box(text, "candidate", "Candidate", "Person", "applies", "person");
        Box(text, "team", "Hiring team", "Person", "sees what candidates can do, decides", "person");
        Box(text, "operator", "Operator", "Person", "keeps it running", "person");
        Box(text, "clearview", "ClearView", "System", "hides who a person is, shows what a person can do", "system");
        foreach (var system in HrSystemCatalog.All)
            Box(text, Id(system.Name), system.Name, "HR system", "has jobs and candidates", "outside");
        text.Append("  candidate -->|r\u00e9sum\u00e9| clearview\n  team -->|jobs, reviews| clearview\n  operator -->|watches| clearview\n");
        foreach (var system in HrSystemCatalog.All)
            text.Append($"  {Id(system.Name)} -->|jobs, candidates| clearview\n  clearview -->|scores with reasons| {Id(system.Name)}\n");
        text.Append(Colours).Append("```\n\n");
    }

    private static void Containers(StringBuilder text)
    {
        text.Append("### Containers\n\nOne executable; a process runs one role, several, or all. Every role sends and takes sealed messages.\n\n```mermaid\nflowchart TB\n");
        Box(text, "web", "web", "Role: ASP.NET Core", "intake, API, pages", "system");
        foreach (var role in RoleCatalog.All.GroupBy(f => f.Role))
            Box(text, Id(role.Key), Id(role.Key), "Role: .NET", Count(role.Count()), "system");
        Box(text, "broker", "Broker", "RabbitMQ, or SQLite in one process", "a queue for each function, retries, parking, dead letters", "outside");
        Box(text, "store", "Store", "SQLite or PostgreSQL", "results, inbox, outbox, dead letters, persons' keys", "outside");
        Box(text, "vault", "Vault", "Files, each sealed with its person's key", "originals, identities", "outside");
        foreach (var role in RoleCatalog.All.Select(f => Id(f.Role)).Prepend("web").Distinct())
            text.Append($"  broker <--> {role}\n");
        text.Append("  web -->|transactions| store\n  functions -->|transactions| store\n  hr -->|outbox, checkpoints| store\n  ai -->|persons' keys| store\n");
        text.Append("  web -->|keeps| vault\n  hr -->|keeps| vault\n  ai -->|opens| vault\n").Append(Colours).Append("```\n\n");
    }

    private static void Box(StringBuilder text, string id, string name, string kind, string does, string look) =>
        text.Append($"  {id}[\"<b>{name}</b><br/>[{kind}]<br/>{does}\"]:::{look}\n");

    private static void Components(StringBuilder text)
    {
        var watchers = RoleCatalog.All.Where(f => f.Function.WireNames.Count > MostDrawn).Select(f => f.Function).ToList();
        text.Append("### Components\n\nFunctions (boxes), the messages between them (rounded), and where messages enter (double walls).");
        foreach (var watcher in watchers)
            text.Append($"\n`{watcher.Name}` takes {watcher.WireNames.Count} kinds of message and is left out of the picture.");
        text.Append("\n\n```mermaid\nflowchart TB\n");

        foreach (var (wireName, _) in ContractCatalog.All)
            text.Append($"  {Id(wireName)}([{wireName[..wireName.LastIndexOf('.')]}]):::message\n");
        foreach (var source in RoleCatalog.Sources)
            text.Append($"  {Id(source.Name)}[[{Id(source.Role)}: {source.Name}]]:::{Id(source.Role)}\n");
        foreach (var (role, function) in RoleCatalog.All.Where(f => !watchers.Contains(f.Function)))
            text.Append($"  {Id(function.Name)}[{function.Name}]:::{Id(role)}\n");

        foreach (var source in RoleCatalog.Sources)
            Arrows(text, source.WireNames.Select(w => (source.Name, w)));
        foreach (var function in RoleCatalog.All.Select(f => f.Function).Except(watchers))
            Arrows(text, function.WireNames.Select(w => (w, function.Name)).Concat(function.Publications.Select(w => (function.Name, w))));

        text.Append("  classDef message fill:#fff,stroke:#888,color:#333\n  classDef web fill:#fdf3d0,stroke:#a8842c,color:#222\n");
        text.Append("  classDef ai fill:#dcecfb,stroke:#3572a5,color:#222\n  classDef functions fill:#e0f2e0,stroke:#3f7f3f,color:#222\n");
        text.Append("  classDef hr fill:#f3e1f3,stroke:#8b4a8b,color:#222\n```\n\nBlue: role ai. Green: role functions. Violet: role hr. Yellow: role web.\n\n");
    }

    private static void Arrows(StringBuilder text, IEnumerable<(string From, string To)> arrows)
    {
        foreach (var (from, to) in arrows)
            text.Append($"  {Id(from)} --> {Id(to)}\n");
    }

    private static void Functions(StringBuilder text)
    {
        text.Append("### Queues\n\nOf a function with a store, inbox, effects and outbox are one transaction; one without publishes under derived ids, and acknowledges after the confirm.\n\n");
        text.Append("| Role | Function | Takes | Publishes | Store |\n|---|---|---|---|---|\n");
        foreach (var (role, function) in RoleCatalog.All)
            text.Append($"| {Id(role)} | `{function.Name}` | {Code(function.WireNames)} | {Code(function.Publications)} | {(function.KeepsState ? "yes" : "no")} |\n");
    }

    private static string Code(IReadOnlyList<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Count(int functions) => functions == 1 ? "1 function" : $"{functions} functions";

    private static string Id(Roles role) => Id(role.ToString());

    private static string Id(string name) => name.Replace('.', '_').Replace('-', '_').ToLowerInvariant();
}
