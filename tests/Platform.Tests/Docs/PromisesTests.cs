using System.Text.RegularExpressions;
using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.Docs;

/// <summary>The table of promises names tests that are there.</summary>
public sealed partial class PromisesTests
{
    private static readonly string[] _projects = ["Messaging.Tests", "Broker.Tests", "Platform.Tests"];
    private static readonly string[] _rows = [.. Repository.Read("src", "Messaging", "README.md").Split('\n').Where(line => Row().IsMatch(line))];

    [Fact]
    public void Each_promise_has_a_row_and_each_named_test_is_there()
    {
        var tests = string.Concat(_projects
            .SelectMany(project => Directory.EnumerateFiles(Repository.File("tests", project), "*.cs", SearchOption.AllDirectories))
            .Select(System.IO.File.ReadAllText));

        Assert.Equal(Enumerable.Range(1, 13), _rows.Select(row => int.Parse(Row().Match(row).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(_rows, row => Assert.True(Name().IsMatch(row) || row.Contains("**not yet**", StringComparison.Ordinal), row));
        Assert.All(_rows.SelectMany(row => Name().Matches(row)), name => Assert.Contains($" {name.Groups[1].Value}(", tests, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| (\d+) \|")]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][a-z0-9]*(?:_[A-Za-z0-9]+)+)`")]
    private static partial Regex Name();
}
