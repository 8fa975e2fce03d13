using System.Collections.Frozen;
using System.Text;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>Tells a statement of "they", by changes that cannot alter what it says; what cannot be changed so is quoted.</summary>
internal static class ThirdPerson
{
    private static readonly FrozenDictionary<string, string> Persons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["I"] = "they",
        ["my"] = "their",
        ["My"] = "their",
        ["me"] = "them",
        ["mine"] = "theirs",
        ["myself"] = "themselves",
        ["I've"] = "they have",
        ["I'm"] = "they are",
        ["I'd"] = "they would",
        ["I'll"] = "they will",
        ["I\u2019ve"] = "they have",
        ["I\u2019m"] = "they are",
        ["I\u2019d"] = "they would",
        ["I\u2019ll"] = "they will",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Group = new[] { "we", "our", "us", "ours", "We", "Our", "she", "he", "her", "his", "him", "hers", "She", "He", "Her", "His" }.ToFrozenSet(StringComparer.Ordinal);

    public static string Tell(string text, List<Word> words, Statement statement, Opening opening)
    {
        if (opening.Manner == Manner.Quoted || IsShouting(text, statement) || Speaks(text, words, statement) || ChangesManner(text, words, statement, opening))
            return Quoted(text, statement);
        var body = Body(text, words, statement, opening);
        return opening.Manner switch
        {
            Manner.Gerund => Finished("Their work included " + body),
            Manner.Responsible or Manner.Passive => Finished("They were " + body),
            _ => Finished("They " + body),
        };
    }

    public static string Quoted(string text, Statement statement)
    {
        var said = Flat(text, statement.Start, statement.End).Trim('"', '\u201c', '\u201d').Replace('"', '\'');
        return $"In their words: \"{said.TrimEnd('.', ';', ',', ':')}\".";
    }

    /// <summary>A stretch on one line.</summary>
    public static string Flat(string text, int start, int end)
    {
        var flat = new StringBuilder(end - start);
        foreach (var c in text.AsSpan(start, end - start))
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                flat.Append(c);
            else if (flat.Length > 0 && flat[^1] != ' ')
                flat.Append(' ');
        }
        return flat.ToString().TrimEnd();
    }

    private static string Body(string text, List<Word> words, Statement statement, Opening opening)
    {
        var body = new StringBuilder();
        var at = opening.From;
        for (var i = statement.FirstWord; i < statement.EndWord; i++)
        {
            var word = words[i];
            if (word.Start < opening.From)
                continue;
            body.Append(text, at, word.Start - at);
            at = word.End;
            var written = word.In(text).ToString();
            if (word.Start == opening.From)
                body.Append(First(written, opening));
            else if (opening.Manner == Manner.Third && IsThird(text, words, i, statement.FirstWord) is { } also)
                body.Append(also.Base);
            else if (Persons.TryGetValue(written, out var person))
                body.Append(person);
            else if (i > statement.FirstWord && written is "am" or "was" && text[words[i - 1].Start] == 'I' && words[i - 1].Length == 1)
                body.Append(written == "am" ? "are" : "were");
            else
                body.Append(written);
        }
        body.Append(text, at, statement.End - at);
        var flat = body.ToString();
        return Flat(flat, 0, flat.Length);
    }

    private static string First(string word, Opening opening) => opening.Manner switch
    {
        Manner.Third => opening.Verb!.Base,
        Manner.First when word is "am" => "are",
        Manner.First when word is "was" => "were",
        _ => word.Length > 1 && char.IsUpper(word[1]) ? word : char.ToLowerInvariant(word[0]) + word[1..],
    };

    private static string Finished(string sentence)
    {
        var trimmed = sentence.TrimEnd('.', ';', ',', ':', ' ', '-', '\u2013');
        return trimmed.EndsWith('!') || trimmed.EndsWith('?') ? trimmed : trimmed + ".";
    }

    // "Plans and films", "helps the driver; reads the meters and writes reports": they go with the first verb.
    private static Verb? IsThird(string text, List<Word> words, int i, int first)
    {
        if (Verbs.Of(words[i].In(text)) is not { Form: VerbForm.Third } verb)
            return null;
        if (text[words[i - 1].End] is ';')
            return verb;
        if (words[i - 1].In(text) is not ("and" or "or" or "&"))
            return !verb.Noun && text[words[i - 1].End] is ',' ? verb : null;
        return !verb.Noun || i - 2 == first || IsThird(text, words, i - 2, first) is not null ? verb : null;
    }

    // After a semicolon another sentence begins, with a subject or a tense of its own; and "since" asks for another tense than the résumé's.
    private static bool ChangesManner(string text, List<Word> words, Statement statement, Opening opening)
    {
        var isPresent = opening.Manner == Manner.Third || opening is { Manner: Manner.Verb, Verb.Form: VerbForm.Base };
        for (var i = statement.FirstWord + 1; i < statement.EndWord; i++)
        {
            var word = words[i].In(text);
            var afterSemicolon = text[words[i - 1].End] is ';';
            if (afterSemicolon && opening.Manner is Manner.Gerund or Manner.Responsible)
                return true;
            if (afterSemicolon && opening.Manner == Manner.Third && word[^1] is 's' && word is not [.., 's', 's'] && Verbs.Of(word) is null && (i + 1 == statement.EndWord || Verbs.Of(words[i + 1].In(text)) is null))
                return true;
            if (isPresent && word is "since" && i + 1 < statement.EndWord && DatePoint.At(text, words, i + 1) is not null)
                return true;
        }
        return false;
    }

    // "we" cannot be told of one person, nor "she" of somebody whose gender is nobody's business here.
    private static bool Speaks(string text, List<Word> words, Statement statement)
    {
        for (var i = statement.FirstWord; i < statement.EndWord; i++)
        {
            if (words[i].Length <= 4 && Group.Contains(words[i].In(text).ToString()))
                return true;
        }
        return false;
    }

    private static bool IsShouting(string text, Statement statement)
    {
        var (small, large) = (0, 0);
        for (var i = statement.Start; i < statement.End; i++)
        {
            if (char.IsLower(text[i]))
                small++;
            else if (char.IsUpper(text[i]))
                large++;
        }
        return large > small && large > 8;
    }
}
