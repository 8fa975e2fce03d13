using ClearView.AiTool.ExtractSkills;

namespace ClearView.AiTool.TellStory;

/// <summary>"Senior QA Engineer" as it stands in a sentence: "a senior QA engineer".</summary>
internal static class RoleInSentence
{
    public static string Of(string title)
    {
        var role = Cased(title);
        return $"{Article(role)} {role}";
    }

    /// <summary>Without the capitals of a heading.</summary>
    public static string Cased(string title)
    {
        var shouting = title.Length > 5 && !title.Any(char.IsLower);
        var words = title.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (shouting ? words[i].Length > 3 : IsCapitalised(words[i]))
                words[i] = words[i].ToLowerInvariant();
        }
        return string.Join(' ', words);
    }

    // QA, CNC, DevOps, C# and iOS keep their capitals.
    private static bool IsCapitalised(string word)
    {
        if (word.Length < 2 || !char.IsUpper(word[0]))
            return false;
        foreach (var part in word.Split('-', '/'))
        {
            for (var i = 1; i < part.Length; i++)
            {
                if (!char.IsLower(part[i]) && part[i] != '\'')
                    return false;
            }
        }
        return !Kept.Contains(word) && !Languages.Contains(word);
    }

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "Java", "Python", "Oracle", "Salesforce", "Android", "Linux", "Windows", "Azure", "Scrum", "Hadoop", "Kotlin", "React", "Angular", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };

    // "Teacher of Polish"
    private static readonly HashSet<string> Languages =
        [.. Taxonomy.Default.Names.Where(name => name.Rule == NameRule.SpokenLanguage).Select(name => name.Text)];

    private static string Article(string role)
    {
        var first = role.Split(' ', '-', '/')[0];
        // Said letter by letter, S, H, F, L, M, N, R and X begin with a vowel: an HR officer, an SQL developer.
        var isSpelled = first.Length is > 1 and <= 4 && !first.Any(char.IsLower);
        var vowel = isSpelled ? "AEFHILMNORSX".Contains(first[0]) : "aeiouAEIOU".Contains(first[0]) && !first.StartsWith("uni", StringComparison.OrdinalIgnoreCase) && !first.StartsWith("use", StringComparison.OrdinalIgnoreCase);
        return vowel ? "an" : "a";
    }
}
