using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>The skills that ClearView knows, read once from the files in Fields, whose README explains their lines.</summary>
internal sealed class Taxonomy
{
    private const string Folder = "ExtractSkills.Fields";

    private readonly FrozenDictionary<string, int> _byId;

    private Taxonomy(IReadOnlyList<Skill> skills, IReadOnlyList<SkillName> names)
    {
        Skills = skills;
        Names = names;
        Phrases = new PhraseTable(names.Select((name, at) => (name.Text, at)));
        _byId = skills.ToFrozenDictionary(skill => skill.Id, skill => skill.Index, StringComparer.Ordinal);
    }

    public static Taxonomy Default { get; } = Read([.. EmbeddedLines.Below(Folder).SelectMany(file =>
        EmbeddedLines.Read(file).SelectMany(line => TaxonomyLine.Read(line, file[(Folder.Length + 1)..^".txt".Length])))]);

    public IReadOnlyList<Skill> Skills { get; }

    public IReadOnlyList<SkillName> Names { get; }

    /// <summary>Every name; a match's value is its index in <see cref="Names"/>.</summary>
    public PhraseTable Phrases { get; }

    public int? IndexOf(string id) => _byId.TryGetValue(id, out var index) ? index : null;

    /// <exception cref="InvalidDataException">A skill is there twice, names one that does not exist, or is its own parent; the message says which.</exception>
    public static Taxonomy Read(IReadOnlyList<TaxonomyLine> lines)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (!ids.TryAdd(line.Id, ids.Count))
                throw new InvalidDataException($"{line.Field}: the skill '{line.Id}' is there twice.");
        }

        var parents = lines.Select(line => Indexes(line, line.Parents, ids)).ToList();
        var related = lines.Select(line => Indexes(line, line.Related, ids).ToHashSet()).ToList();
        for (var i = 0; i < related.Count; i++)
        {
            foreach (var other in related[i].ToArray())
                related[other].Add(i);
        }
        var names = new List<SkillName>();
        var skills = new List<Skill>();
        for (var i = 0; i < lines.Count; i++)
        {
            names.AddRange(lines[i].Names.Select(name => name with { Skill = i }));
            skills.Add(new Skill(i, lines[i].Id, lines[i].Name, lines[i].Field, Ancestors(lines, parents, i), [.. parents[i]], [.. related[i].Order()],
                lines[i].Names.Any(name => name.Rule == NameRule.SpokenLanguage)));
        }
        return new Taxonomy(skills, names);
    }

    private static int[] Ancestors(IReadOnlyList<TaxonomyLine> lines, List<List<int>> parents, int skill)
    {
        var found = new List<int>(parents[skill]);
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i] == skill)
                throw new InvalidDataException($"{lines[skill].Field}: the skill '{lines[skill].Id}' is above itself.");
            found.AddRange(parents[found[i]].Where(above => !found.Contains(above)));
        }
        return [.. found];
    }

    private static List<int> Indexes(TaxonomyLine line, IReadOnlyList<string> others, Dictionary<string, int> ids) =>
        [.. others.Select(id => ids.TryGetValue(id, out var index)
            ? index
            : throw new InvalidDataException($"{line.Field}: '{line.Id}' names the skill '{id}', which does not exist."))];
}
