using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>Quoted words in a sentence.</summary>
internal static class Listing
{
    /// <summary>"SQL, Python and Kafka"</summary>
    public static string Of(IReadOnlyList<Quote> quotes, int most = int.MaxValue)
    {
        var names = quotes.Take(most).Select(quote => InSentence(ThirdPerson.Flat(quote.Text, 0, quote.Text.Length))).ToList();
        return names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        };
    }

    /// <summary>With a capital at its beginning, unless it is a name that has one later, such as iOS.</summary>
    public static string Cased(string text)
    {
        var flat = ThirdPerson.Flat(text, 0, text.Length);
        var first = flat.AsSpan(0, flat.IndexOf(' ', StringComparison.Ordinal) is var end and >= 0 ? end : flat.Length);
        return first.IsEmpty || first[1..].ContainsAnyInRange('A', 'Z') ? flat : char.ToUpperInvariant(flat[0]) + flat[1..];
    }

    /// <summary>Ordinary words lose the capitals of a heading or of a line's beginning; names such as SQL, Power BI or Kafka keep theirs.</summary>
    public static string InSentence(string text)
    {
        var words = text.Split(' ');
        return words.All(IsOrdinary) && !Names.Contains(text) ? text.ToLowerInvariant() : text;
    }

    // In capitals as a whole ("PROJECT") or at its beginning ("Project"), and in no list of technologies.
    private static bool IsOrdinary(string word)
    {
        if (word.Length < 2 || word.AsSpan(1).ContainsAnyExceptInRange('a', 'z') && (word.Length <= LongestAcronym || word.AsSpan().ContainsAnyExceptInRange('A', 'Z')))
            return word.Length > 0 && !char.IsUpper(word[0]) && !word.Any(char.IsUpper);
        var kinds = Lexicon.KindsOf(word.ToLowerInvariant());
        return char.IsLower(word[0]) || Verbs.Of(word) is not null || ((kinds & WordKinds.Dictionary) != 0 && !Brands.Contains(word));
    }

    private const int LongestAcronym = 4;

    // "Siemens" is a unit as well, but begins a name that the taxonomy knows as one.
    private static readonly HashSet<string> Names =
        [.. Taxonomy.Default.Names.Select(name => name.Text.Split(' ')).Where(words => words.Length > 1 && words.All(word => char.IsUpper(word[0]))).Select(words => words[0])];

    // Ordinary words that are somebody's product.
    private static readonly HashSet<string> Brands = new(StringComparer.OrdinalIgnoreCase)
    {
        "access", "agile", "ajax", "ant", "apache", "apex", "azure", "basic", "beam", "bootstrap", "cocoa", "delphi", "docker", "eclipse", "excel", "express", "flash", "flask", "flutter", "go", "gradle", "hive",
        "impala", "java", "jasmine", "jenkins", "julia", "mocha", "node", "office", "oracle", "outlook", "pascal", "perl", "pig", "puppet", "python", "rails", "ruby", "rust", "sage", "salt", "scala", "scheme",
        "scrum", "selenium", "sketch", "slack", "spark", "splunk", "spring", "storm", "struts", "swift", "tableau", "teams", "unity", "windows", "word", "lean", "six", "sigma", "kaizen", "kanban", "lightroom", "premiere", "photoshop",
        "hibernate", "maven", "ansible", "chef", "vagrant", "elastic", "lambda", "redshift", "snowflake", "looker", "mule", "camel", "tomcat", "presto", "airflow", "confluence", "illustrator", "twitter", "blender", "maya", "postman", "git", "linux", "android", "english", "french", "german", "spanish", "latin", "chinese", "japanese", "dutch", "polish", "italian", "russian", "arabic", "hindi", "turkish", "portuguese",
    };
}
