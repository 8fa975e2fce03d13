using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>The skills that ClearView knows, read once from taxonomy.txt, whose head explains its lines.</summary>
internal sealed class Taxonomy
{
    private readonly FrozenDictionary<string, int> _byId;

    private Taxonomy(IReadOnlyList<Skill> skills, IReadOnlyList<SkillName> names)
    {
        Skills = skills;
        Names = names;
        Phrases = new PhraseTable(names.Select((name, at) => (name.Text, at)));
        _byId = skills.ToFrozenDictionary(skill => skill.Id, skill => skill.Index, StringComparer.Ordinal);
    }

    public static Taxonomy Default { get; } = Read(EmbeddedLines.Read("ExtractSkills.taxonomy.txt"));

    public IReadOnlyList<Skill> Skills { get; }

    public IReadOnlyList<SkillName> Names { get; }

    /// <summary>Every name; a match's value is its index in <see cref="Names"/>.</summary>
    public PhraseTable Phrases { get; }

    public int? IndexOf(string id) => _byId.TryGetValue(id, out var index) ? index : null;

    /// <exception cref="InvalidDataException">A line is malformed, or names a skill that does not exist; the message says which.</exception>
    public static Taxonomy Read(IReadOnlyList<string> lines)
    {
        var fields = lines.Select(Fields).ToList();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!ids.TryAdd(field[0], ids.Count))
                throw new InvalidDataException($"taxonomy.txt: the skill '{field[0]}' is there twice.");
        }

        var parents = fields.ConvertAll(field => Indexes(field, 3, ids));
        var related = fields.ConvertAll(field => Indexes(field, 4, ids).ToHashSet());
        for (var i = 0; i < related.Count; i++)
        {
            foreach (var other in related[i].ToArray())
                related[other].Add(i);
        }
        var names = new List<SkillName>();
        var skills = new List<Skill>();
        for (var i = 0; i < fields.Count; i++)
        {
            var own = NamesOf(fields[i], i);
            names.AddRange(own);
            skills.Add(new Skill(i, fields[i][0], fields[i][1], Ancestors(parents, i), [.. parents[i]], [.. related[i].Order()],
                own.Exists(name => name.Rule == NameRule.SpokenLanguage)));
        }
        return new Taxonomy(skills, names);
    }

    private static List<SkillName> NamesOf(string[] fields, int skill)
    {
        var others = Split(fields[2]);
        var names = new List<SkillName>();
        if (others.Length == 0 || others[0] != "!")
            names.Add(new SkillName(skill, fields[1], NameRule.Anywhere, []));
        foreach (var other in others)
        {
            if (other == "!")
                continue;
            var parts = other.Split('~');
            var rule = parts[0][0] switch { '=' => NameRule.AsWritten, '?' => NameRule.InCompany, '@' => NameRule.SpokenLanguage, _ => NameRule.Anywhere };
            names.Add(new SkillName(skill, rule == NameRule.Anywhere ? parts[0] : parts[0][1..], rule, parts[1..]));
        }
        return names;
    }

    private static int[] Ancestors(List<List<int>> parents, int skill)
    {
        var found = new List<int>(parents[skill]);
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var above in parents[found[i]])
            {
                if (above != skill && !found.Contains(above))
                    found.Add(above);
            }
        }
        return [.. found];
    }

    private static string[] Fields(string line)
    {
        var fields = line.Split('|', StringSplitOptions.TrimEntries);
        if (fields.Length < 2 || fields.Length > 5 || fields[0].Length == 0 || fields[1].Length == 0)
            throw new InvalidDataException($"taxonomy.txt: expected 'id | Name | other names | parents | related', found '{line}'.");
        return [.. fields, .. Enumerable.Repeat("", 5 - fields.Length)];
    }

    private static List<int> Indexes(string[] fields, int field, Dictionary<string, int> ids) =>
        [.. Split(fields[field]).Select(id => ids.TryGetValue(id, out var index)
            ? index
            : throw new InvalidDataException($"taxonomy.txt: '{fields[0]}' names the skill '{id}', which does not exist."))];

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
