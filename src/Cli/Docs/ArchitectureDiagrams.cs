using System.Text;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.HrSystems;

namespace ClearView.Cli.Docs;

/// <summary>
/// The C4 diagrams of docs/architecture.md, drawn from the catalogs: what is not in a catalog does not run, so the picture cannot be wrong.
/// </summary>
internal static class ArchitectureDiagrams
{
    private const string Begin = "<!-- drawn from the catalogs by './clearview docs --write': do not edit below -->";
    private const string End = "<!-- end of what is drawn -->";

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
        text.Append("### Context\n\n```mermaid\nC4Context\n");
        text.Append("  Person(team, \"Hiring team\", \"sees what candidates can do, decides\")\n");
        text.Append("  Person(candidate, \"Candidate\", \"applies, gets tips\")\n");
        text.Append("  Person(operator, \"Operator\", \"keeps it running\")\n");
        text.Append("  System(clearview, \"ClearView\", \"hides who a person is, shows what a person can do\")\n");
        foreach (var system in HrSystemCatalog.All)
            text.Append($"  System_Ext({Id(system.Name)}, \"{system.Name}\", \"HR system\")\n");
        foreach (var system in HrSystemCatalog.All)
            text.Append($"  Rel({Id(system.Name)}, clearview, \"jobs and candidates\")\n  Rel(clearview, {Id(system.Name)}, \"scores with reasons\")\n");
        text.Append("  Rel(candidate, clearview, \"r\u00e9sum\u00e9\")\n  Rel(team, clearview, \"reads, reviews\")\n  Rel(operator, clearview, \"watches\")\n```\n\n");
    }

    private static void Containers(StringBuilder text)
    {
        text.Append("### Containers\n\nOne executable; a process runs one role, several, or all.\n\n```mermaid\nC4Container\n");
        text.Append("  Container(web, \"web\", \"ASP.NET Core\", \"intake, API, pages\")\n");
        foreach (var role in RoleCatalog.All.GroupBy(f => f.Role))
            text.Append($"  Container({Id(role.Key.ToString())}, \"{role.Key.ToString().ToLowerInvariant()}\", \".NET\", \"{role.Count()} functions\")\n");
        text.Append("  ContainerQueue(broker, \"Broker\", \"RabbitMQ, or SQLite in one process\", \"a queue for each function, retry ladder, parking, dead letters\")\n");
        text.Append("  ContainerDb(store, \"Store\", \"SQLite\", \"results, inbox, outbox, dead letters, persons' keys\")\n");
        text.Append("  ContainerDb(vault, \"Vault\", \"files, each sealed with its person's key\", \"originals, identities\")\n");
        foreach (var role in new[] { "web", "ai", "functions", "hr" })
            text.Append($"  BiRel({role}, broker, \"sealed messages\")\n");
        text.Append("  Rel(web, store, \"transactions\")\n  Rel(functions, store, \"transactions\")\n  Rel(hr, store, \"outbox, checkpoints\")\n  Rel(ai, store, \"persons' keys only\")\n");
        text.Append("  Rel(web, vault, \"keeps originals\")\n  Rel(hr, vault, \"keeps originals\")\n  Rel(ai, vault, \"opens originals\")\n```\n\n");
    }

    private static void Components(StringBuilder text)
    {
        text.Append("### Components\n\nFunctions and the messages between them.\n\n```mermaid\nflowchart LR\n");
        foreach (var (wireName, _) in ContractCatalog.All)
            text.Append($"  {Id(wireName)}([{wireName}])\n");
        foreach (var role in RoleCatalog.All.GroupBy(f => f.Role))
        {
            text.Append($"  subgraph {role.Key.ToString().ToLowerInvariant()}\n");
            foreach (var (_, function) in role)
                text.Append($"    {Id(function.Name)}[{function.Name}]\n");
            text.Append("  end\n");
        }

        foreach (var (_, function) in RoleCatalog.All)
        {
            foreach (var wireName in function.WireNames)
                text.Append($"  {Id(wireName)} --> {Id(function.Name)}\n");
        }

        text.Append("```\n\n");
    }

    private static void Functions(StringBuilder text)
    {
        text.Append("### Queues\n\n| Role | Function | Takes | Store |\n|---|---|---|---|\n");
        foreach (var (role, function) in RoleCatalog.All)
            text.Append($"| {role.ToString().ToLowerInvariant()} | `{function.Name}` | {string.Join(", ", function.WireNames.Select(w => $"`{w}`"))} | {(function.KeepsState ? "inbox, effects and outbox in one transaction" : "none: derived ids, confirm before acknowledge")} |\n");
        text.Append('\n');
    }

    private static string Id(string name) => name.Replace('.', '_').Replace('-', '_').ToLowerInvariant();
}
