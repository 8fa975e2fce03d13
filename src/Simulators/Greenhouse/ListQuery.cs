using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace ClearView.Simulators.Greenhouse;

/// <summary>What a first request asks of a list: page size, and a test that a row must pass.</summary>
internal sealed record ListQuery(int PerPage, Predicate<IRow> Passes)
{
    public const int DefaultPerPage = 100, MostPerPage = 500, MostIds = 50;

    /// <summary>The query, or every error in the parameters.</summary>
    public static (ListQuery? Query, IReadOnlyList<string> Errors) Read(Resource resource, IReadOnlyDictionary<string, StringValues> parameters)
    {
        var perPage = DefaultPerPage;
        var tests = new List<Predicate<IRow>>();
        var errors = new List<string>();

        if (parameters.ContainsKey("created_at") && parameters.ContainsKey("updated_at"))
            errors.Add("created_at and updated_at cannot be used together; choose one.");
        if (resource.Unasked is { } unasked && !parameters.ContainsKey(unasked.Parameter))
            tests.Add(row => resource.Words[unasked.Parameter].Of(row) == unasked.Word);

        foreach (var (name, values) in parameters)
        {
            var value = values.Count == 1 ? values.ToString() : "";
            if (values.Count != 1)
                errors.Add($"{name} is given {values.Count} times; give it once.");
            else if (name == "per_page")
                perPage = ReadPerPage(value, errors);
            else if (name is "created_at" or "updated_at")
                AddTest(tests, TimeWindow.Read(name, value, errors), name == "created_at" ? row => row.CreatedAt : row => row.UpdatedAt);
            else if (name == "ids")
                AddTest(tests, ReadIds(name, value, errors), row => row.Id);
            else if (resource.Ids.TryGetValue(name, out var id))
                AddTest(tests, ReadIds(name, value, errors), id);
            else if (resource.Words.TryGetValue(name, out var word))
                AddWord(tests, errors, name, value, word.Words, word.Of);
            else
                errors.Add($"{name} is not a parameter of {resource.Name}.");
        }
        return errors.Count > 0 ? (null, errors) : (new ListQuery(perPage, row => tests.TrueForAll(test => test(row))), errors);
    }

    private static int ReadPerPage(string value, List<string> errors)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostPerPage)
            return number;
        errors.Add($"per_page must be a number from 1 to {MostPerPage}.");
        return 0;
    }

    private static HashSet<long> ReadIds(string name, string value, List<string> errors)
    {
        var ids = new HashSet<long>();
        var parts = value.Split(',');
        if (parts.Length > MostIds)
            errors.Add($"{name} has {parts.Length} ids; at most {MostIds} are allowed.");
        else if (!parts.All(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ids.Add(id) | true))
            errors.Add($"{name} must be numbers with commas between them.");
        return ids;
    }

    private static void AddWord(List<Predicate<IRow>> tests, List<string> errors, string name, string value, string[] words, Func<IRow, string> of)
    {
        if (!words.Contains(value))
            errors.Add($"{name} must be one of: {string.Join(", ", words)}.");
        tests.Add(row => of(row) == value);
    }

    private static void AddTest(List<Predicate<IRow>> tests, HashSet<long> ids, Func<IRow, long?> of) =>
        tests.Add(row => of(row) is { } id && ids.Contains(id));

    private static void AddTest(List<Predicate<IRow>> tests, TimeWindow window, Func<IRow, DateTimeOffset> of) =>
        tests.Add(row => window.Holds(of(row)));
}
