using System.Text.RegularExpressions;
using ClearView.AiTool;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Functions;
using ClearView.HrSystems;
using ClearView.Messaging;

namespace ClearView.Platform.Tests.Architecture;

public sealed partial class CatalogTests
{
    /// <summary>Results that nothing acts on. A contract gets here by decision, not by being forgotten.</summary>
    private static readonly string[] _ends = [];

    private static readonly (string Project, string Catalog, IReadOnlyList<FunctionDescriptor> Functions)[] _catalogs =
    [
        ("AiTool", "AiToolCatalog.cs", AiToolCatalog.All),
        ("Functions", "FunctionCatalog.cs", FunctionCatalog.All),
        ("HrSystems", "HrFunctionCatalog.cs", HrFunctionCatalog.All),
    ];

    [Fact]
    public void Every_catalog_is_run_by_a_role() =>
        Assert.Equal(_catalogs.SelectMany(c => c.Functions).Select(f => f.Name), RoleCatalog.All.Select(f => f.Function.Name));

    [Fact]
    public void Every_contract_is_consumed_or_an_end()
    {
        var consumed = RoleCatalog.All.SelectMany(f => f.Function.WireNames).ToHashSet(StringComparer.Ordinal);
        var contracts = ContractCatalog.All.Select(c => c.WireName).ToList();

        Assert.Empty(contracts.Except(consumed).Except(_ends));
        Assert.Empty(_ends.Intersect(consumed));
        Assert.Empty(consumed.Except(contracts)); // nobody waits for what cannot be published
    }

    [Fact]
    public void Every_contract_is_published_by_somebody() =>
        Assert.Equal(
            ContractCatalog.All.Select(c => c.WireName).Order(StringComparer.Ordinal),
            RoleCatalog.All.SelectMany(f => f.Function.Publications).Concat(RoleCatalog.Sources.SelectMany(s => s.WireNames))
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_names_what_is_published_when_its_function_publishes()
    {
        foreach (var (project, _, functions) in _catalogs)
        {
            foreach (var function in functions)
            {
                var code = File.ReadAllText(Repository.Files(function.Function.Name + ".cs", "src", project).Single());
                Assert.Equal($"{function.Name} {code.Contains("context.Publish(", StringComparison.Ordinal)}", $"{function.Name} {function.Publications.Count > 0}");
            }
        }
    }

    [Fact]
    public void No_two_functions_share_a_queue()
    {
        var queues = RoleCatalog.All.Select(f => f.Function.Queue).Append(Topology.Parking).Append(Topology.Dead).ToList();

        Assert.Equal(queues.Distinct(StringComparer.OrdinalIgnoreCase), queues);
    }

    [Fact]
    public void A_queue_is_named_in_small_letters_with_hyphens() =>
        Assert.All(RoleCatalog.All, f => Assert.Matches(QueueName(), f.Function.Name));

    [Fact]
    public void Every_wire_name_has_a_version_and_is_used_once()
    {
        var names = ContractCatalog.All.Select(c => c.WireName).ToList();

        Assert.All(names, name => Assert.Matches(WireName(), name));
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
        Assert.Equal(ContractCatalog.All.Select(c => c.Json.Type).Distinct(), ContractCatalog.All.Select(c => c.Json.Type));
    }

    [Fact]
    public void Every_record_with_a_wire_name_is_in_the_catalog() =>
        Assert.Equal(
            typeof(ContractCatalog).Assembly.GetTypes().Where(t => t.GetField("WireName") is not null).Select(t => t.Name).Order(StringComparer.Ordinal),
            ContractCatalog.All.Select(c => c.Json.Type.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_class_that_handles_messages_is_in_its_catalog()
    {
        foreach (var (project, catalog, functions) in _catalogs)
        {
            var handlers = functions[0].Function.Assembly.GetTypes()
                .Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IFunction<>)));

            Assert.Equal(
                handlers.Select(t => $"{project}: {t.Name}").Order(StringComparer.Ordinal),
                functions.Select(f => $"{project}: {f.Function.Name}").Order(StringComparer.Ordinal));
            Assert.True(File.Exists(Repository.File("src", project, catalog)));
        }
    }

    [Fact]
    public void Every_function_has_one_file_and_one_line()
    {
        foreach (var (project, catalog, functions) in _catalogs)
        {
            var lines = File.ReadAllLines(Repository.File("src", project, catalog));
            foreach (var function in functions)
            {
                var file = Assert.Single(Repository.Files(function.Function.Name + ".cs", "src", project));
                Assert.Contains($"class {function.Function.Name}", File.ReadAllText(file), StringComparison.Ordinal);
                Assert.Single(lines, line => line.Contains($"<{function.Function.Name},", StringComparison.Ordinal) && line.Contains($"(\"{function.Name}\"", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void A_file_holds_one_function()
    {
        foreach (var (project, _, functions) in _catalogs)
        {
            var handlers = functions.ToDictionary(f => f.Function.Name, f => Repository.Files(f.Function.Name + ".cs", "src", project).Single());
            Assert.Equal(handlers.Count, handlers.Values.Distinct(StringComparer.Ordinal).Count());
            Assert.All(handlers.Values, path => Assert.Single(Handler().Matches(File.ReadAllText(path))));
        }
    }

    [Fact]
    public void Every_hr_system_has_a_folder_and_a_name_of_its_own()
    {
        var names = HrSystemCatalog.All.Select(s => s.Name).ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.All(HrSystemCatalog.All, s => Assert.True(Directory.Exists(Repository.File("src", "HrSystems", s.Section.Split(':')[1])), s.Section));
    }

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*$")]
    private static partial Regex QueueName();

    [GeneratedRegex(@"^[a-z]+(\.[a-z]+(-[a-z]+)*)+\.v[1-9][0-9]*$")]
    private static partial Regex WireName();

    [GeneratedRegex(@"class \w+(\([^)]*\))?\s*:\s*IFunction<")]
    private static partial Regex Handler();
}
