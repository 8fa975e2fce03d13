using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;

namespace ClearView.TrainTagger;

/// <summary>The words that synthetic r&#xE9;sum&#xE9;s are made of: all from lists that the project carries.</summary>
internal sealed class Vocabulary
{
    public Vocabulary(IReadOnlySet<string> exceptNames)
    {
        foreach (var (word, kinds) in Lexicon.All.OrderBy(e => e.Word, StringComparer.Ordinal))
        {
            if (word.Contains(' ', StringComparison.Ordinal))
            {
                if ((kinds & WordKinds.Town) != 0) Towns.Add(word);
                continue;
            }
            var isName = (kinds & WordKinds.Name) != 0 && word.Length > 1 && !exceptNames.Contains(word);
            if (isName && (kinds & (WordKinds.Common | WordKinds.Skill)) == 0)
            {
                if ((kinds & WordKinds.Given) != 0) Given.Add(word);
                if ((kinds & WordKinds.Surname) != 0) Surnames.Add(word);
                if ((kinds & WordKinds.Given) != 0 && (kinds & WordKinds.Frequent) != 0) Frequent.Add(word);
            }
            else if (isName && (kinds & WordKinds.Frequent) != 0 && ((kinds & WordKinds.Skill) == 0 || WordNames.Surnames.Contains(word)))
                NamesAndWords.Add(word);
            if ((kinds & WordKinds.Town) != 0 && word.Length > 2) ((kinds & WordKinds.BigTown) != 0 ? BigTowns : Towns).Add(word);
            if ((kinds & WordKinds.Common) != 0) Common.Add(word);
            else if ((kinds & WordKinds.Dictionary) != 0) Rare.Add(word);
            if ((kinds & WordKinds.Demonym) != 0) Demonyms.Add(word);
        }
        foreach (var skill in Taxonomy.Default.Skills)
            Skills.Add(skill.Name);
        foreach (var name in Taxonomy.Default.Names)
            if (name.Text.Length > 2) SkillWords.Add(name.Text);
        foreach (var word in ClearView.AiTool.Anonymize.Words.SkillWords.All.Order(StringComparer.Ordinal))
        {
            if (ClearView.AiTool.Anonymize.Words.SkillWords.IsJob(word)) Jobs.Add(word);
            else if (word.Length > 2) Tools.Add(word);
        }
        foreach (var line in EmbeddedLines.Read("Text.verbs.txt"))
        {
            var forms = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length > 1).ToArray();
            var stem = forms[0];
            Pasts.Add(forms.Length > 1 ? forms[1] : stem.EndsWith('e') ? stem + "d" : stem.EndsWith('y') && !"aeiou".Contains(stem[^2], StringComparison.Ordinal) ? stem[..^1] + "ied" : stem + "ed");
            Gerunds.Add(forms.Length > 2 ? forms[2] : stem.EndsWith('e') && !stem.EndsWith("ee", StringComparison.Ordinal) ? stem[..^1] + "ing" : stem + "ing");
        }
        Letters = new InventedWords([.. Given.Concat(Surnames)]);
    }

    public List<string> Given { get; } = [];
    public List<string> Frequent { get; } = [];
    public List<string> Surnames { get; } = [];

    /// <summary>Frequent names that are common words too: "Baker", "Rose".</summary>
    public List<string> NamesAndWords { get; } = [];
    public List<string> Towns { get; } = [];
    public List<string> BigTowns { get; } = [];
    public List<string> Common { get; } = [];
    public List<string> Rare { get; } = [];
    public List<string> Demonyms { get; } = [];
    public List<string> Skills { get; } = [];
    public List<string> SkillWords { get; } = [];
    public List<string> Tools { get; } = [];
    public List<string> Jobs { get; } = [];
    public List<string> Pasts { get; } = [];
    public List<string> Gerunds { get; } = [];
    public InventedWords Letters { get; }
}
