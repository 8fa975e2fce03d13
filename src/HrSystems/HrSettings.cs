using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ClearView.HrSystems;

/// <summary>Reads one system's section, and takes no setting for another: a misspelt one would leave its default in force without a word.</summary>
internal static class HrSettings
{
    /// <param name="problemsOf">What is wrong with values that could be read.</param>
    /// <exception cref="HrSettingsException">With everything that is wrong.</exception>
    public static T Read<T>(IConfigurationSection section, Func<T, IEnumerable<string>> problemsOf)
        where T : new()
    {
        var options = new T();
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new HrSettingsException(section.Path, [e.Message]);
        }

        List<string> problems = [.. section.GetChildren().Select(ProblemOf<T>).OfType<string>(), .. problemsOf(options)];
        return problems.Count == 0 ? options : throw new HrSettingsException(section.Path, problems);
    }

    private static string? ProblemOf<T>(IConfigurationSection child)
    {
        var known = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        if (Array.Find(known, p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is not { } setting)
            return $"'{child.Key}' is no setting. Known are {string.Join(", ", known.Select(p => p.Name))}.";
        return setting.PropertyType == typeof(IList<string>) && child.Value is { Length: > 0 } ? $"{setting.Name} takes a list, such as [\"{child.Value}\"]." : null;
    }
}
