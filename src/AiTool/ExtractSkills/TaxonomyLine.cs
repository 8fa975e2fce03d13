namespace ClearView.AiTool.ExtractSkills;

/// <summary>One skill as Fields/README.md says how to write it down.</summary>
/// <param name="Names">Without <see cref="SkillName.Skill"/>, which only the whole taxonomy knows.</param>
internal sealed record TaxonomyLine(string Id, string Name, string Field, IReadOnlyList<SkillName> Names, IReadOnlyList<string> Parents, IReadOnlyList<string> Related)
{
    /// <summary>The skill of a line, followed by those of their own that it holds.</summary>
    public static IEnumerable<TaxonomyLine> Read(string line, string field)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length < 2 || fields.Length > 5 || fields[0].Length == 0 || fields[1].Length == 0)
            throw new InvalidDataException($"{field}: expected 'id | Name | other names | parents | related', found '{line}'.");
        var (id, name) = (fields[0], fields[1]);
        var others = Split(fields, 2);
        var names = others.Where(other => other != "!" && other[0] != '+').Select(NameOf);
        yield return new TaxonomyLine(id, name, field, [.. others.Contains("!") ? names : names.Prepend(NameOf(name))], Split(fields, 3), Split(fields, 4));

        var own = others.Where(other => other[0] == '+').Select(other => NameOf(other[1..])).ToList();
        foreach (var product in own)
            yield return new TaxonomyLine(IdOf(product.Text), product.Text, field, [product], [id], [.. own.Where(other => other != product).Select(other => IdOf(other.Text))]);
    }

    private static string[] Split(string[] fields, int at) =>
        at < fields.Length ? fields[at].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];

    private static SkillName NameOf(string written)
    {
        var parts = written.Split('~');
        var rule = parts[0][0] switch { '=' => NameRule.AsWritten, '?' => NameRule.InCompany, '@' => NameRule.SpokenLanguage, _ => NameRule.Anywhere };
        return new SkillName(-1, rule == NameRule.Anywhere ? parts[0] : parts[0][1..], rule, parts[1..]);
    }

    private static string IdOf(string name) => string.Join('-', name.ToLowerInvariant().Split([' ', '.', '/'], StringSplitOptions.RemoveEmptyEntries));
}
