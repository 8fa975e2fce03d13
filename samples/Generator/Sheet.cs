using System.Text;

namespace ClearView.Generator;

/// <summary>
/// A source written by hand: "key: value" lines, an empty line, then the text. All sheets are
/// embedded in the assembly, so that the program runs from any folder.
/// </summary>
internal sealed class Sheet(string name, IReadOnlyDictionary<string, string> values, string body)
{
    public string Name => name;

    public string Body => body;

    public string this[string key] => values.TryGetValue(key, out var value)
        ? value
        : throw new InvalidDataException($"{name}: no line '{key}: ...' above the first empty line. Add it.");

    public string Get(string key, string otherwise = "") => values.GetValueOrDefault(key, otherwise);

    public bool Has(string key) => values.ContainsKey(key);

    public IEnumerable<int> Numbers(string key) =>
        this[key].Split(',', StringSplitOptions.TrimEntries).Select(n => int.Parse(n, Texts.Invariant));

    /// <summary>Every sheet of one folder, in the order of the file names.</summary>
    public static IReadOnlyList<Sheet> ReadAll(string folder) =>
    [
        .. Resources.Names(folder).Select(name => Parse(name, Encoding.UTF8.GetString(Resources.Read(name)))),
    ];

    public static Sheet Parse(string name, string text)
    {
        var normal = text.Replace("\r\n", "\n", StringComparison.Ordinal).Normalize(NormalizationForm.FormC);
        var end = normal.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0)
            throw new InvalidDataException($"{name}: no empty line between the keys and the text. Add one.");

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in normal[..end].Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !values.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim()))
                throw new InvalidDataException($"{name}: '{line}' is not a new 'key: value'.");
        }

        return new Sheet(name, values, normal[(end + 2)..].TrimEnd() + "\n");
    }
}
