using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

internal enum Manner
{
    /// <summary>Not safely changed: it is quoted.</summary>
    Quoted,

    /// <summary>Begins with a verb that follows "they" as it stands: "Cut", "manage".</summary>
    Verb,

    /// <summary>Begins with "runs", "plans": the s goes.</summary>
    Third,

    /// <summary>Begins with "picking", "leading": "their work included".</summary>
    Gerund,

    /// <summary>Begins with "I" and a verb.</summary>
    First,

    /// <summary>Begins with "Responsible for".</summary>
    Responsible,

    /// <summary>Begins with what was done to the person, "Promoted to", "Chosen as": "they were".</summary>
    Passive,
}

/// <summary>How a statement begins, which decides how it can be told of somebody else.</summary>
/// <param name="From">Where the part that is kept begins.</param>
internal readonly record struct Opening(Manner Manner, Verb? Verb, int From)
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Determiners =
        new[] { "a", "an", "the", "all", "new", "up", "our", "my", "their", "its", "this", "these", "those", "several", "many", "both", "each", "every", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "over", "more", "some", "various", "daily", "weekly", "monthly", "out", "down", "how", "why", "what", "off", "only", "large", "small", "full", "part", "most", "any", "no", "one", "closely", "directly", "regularly" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions =
        new[] { "with", "on", "to", "in", "as", "for", "at", "by", "from", "into", "between", "through", "across", "until", "after", "before", "about", "under" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DoneTo =
        new[] { "promoted", "awarded", "selected", "chosen", "elected", "nominated", "appointed", "hired", "recruited", "invited", "seconded", "assigned", "recognised", "recognized", "entrusted", "certified", "employed", "headhunted", "shortlisted", "honoured", "honored" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterI =
        new[] { "have", "was", "am", "had", "can", "could", "also", "now", "still", "always", "did", "do", "will", "would" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static Opening Of(string text, List<Word> words, Statement statement)
    {
        var first = statement.FirstWord;
        if (words[first].Start != statement.Start || statement.Words < 2)
            return new Opening(Manner.Quoted, null, statement.Start);
        var word = words[first].In(text);
        if (word is "I")
            return FromI(text, words, statement);
        if (word.Equals("responsible", StringComparison.OrdinalIgnoreCase) && words[first + 1].In(text).Equals("for", StringComparison.OrdinalIgnoreCase))
            return new Opening(Manner.Responsible, null, statement.Start);
        // An adverb may stand before: "Successfully led", "Also ran".
        if (word.Length > 4 && word.EndsWith("ly") && Verbs.Of(words[first + 1].In(text)) is { Form: VerbForm.Past } after && statement.Words > 2)
            return word is "Currently" or "currently" or "Presently" or "presently" ? new Opening(Manner.Quoted, after, statement.Start)
                : DoneTo.Contains(words[first + 1].In(text)) ? new Opening(Manner.Passive, after, statement.Start) : new Opening(Manner.Verb, after, statement.Start);
        if (Verbs.Of(word) is not { } verb || !IsFollowed(text, words[first]))
            return new Opening(Manner.Quoted, null, statement.Start);
        var next = words[first + 1].In(text);
        // "Involved in the audit" is what they were; "involved liaising with" is what the work did.
        if (verb is { Base: "involve", Form: VerbForm.Past })
            return new Opening(next is "in" or "with" ? Manner.Passive : Manner.Quoted, verb, statement.Start);
        if (verb.Form == VerbForm.Past && DoneTo.Contains(word) && next is "to" or "as" or "by" or "for" or "from" or "into")
            return new Opening(Manner.Passive, verb, statement.Start);
        if (verb.Noun && verb.Form is VerbForm.Base or VerbForm.Third && IsListed(text, words, first, statement.EndWord, verb) is { } listed)
            return new Opening(listed ? verb.Form == VerbForm.Base ? Manner.Verb : Manner.Third : Manner.Quoted, verb, statement.Start);
        // "Support for customers" is a thing, "work with customers" an act.
        var certain = Determiners.Contains(next) || char.IsAsciiDigit(next[0])
            || (Prepositions.Contains(next) && (verb.Form is VerbForm.Past or VerbForm.Gerund || verb.Base is "work" or "report" or "look" or "help"));
        return verb.Form switch
        {
            VerbForm.Past when verb.Adjective && !certain && next[^1] is not ('s' or 'S') => new Opening(Manner.Quoted, verb, statement.Start),
            VerbForm.Past => new Opening(Manner.Verb, verb, statement.Start),
            VerbForm.Base when next is "of" || (verb.Noun && !certain) => new Opening(Manner.Quoted, verb, statement.Start),
            VerbForm.Base => new Opening(Manner.Verb, verb, statement.Start),
            // "Forms 1 to 4" are school years.
            VerbForm.Third when verb.Noun && char.IsAsciiDigit(next[0]) => new Opening(Manner.Quoted, verb, statement.Start),
            VerbForm.Third when verb.Noun && !certain && !EndsLikeObject(next) => new Opening(Manner.Quoted, verb, statement.Start),
            VerbForm.Third => new Opening(Manner.Third, verb, statement.Start),
            // "Rolling mill" is a machine, "rolling steel" an act: without a sign of which, it is quoted.
            _ => new Opening(certain || (next[^1] is 's' && char.IsLower(next[0])) || next[0] is '[' ? Manner.Gerund : Manner.Quoted, verb, statement.Start),
        };
    }

    // "Design, build and run" are acts, "test and inspection of" and "screens, keyboards" are things: the next in the list tells which.
    private static bool? IsListed(string text, List<Word> words, int first, int end, Verb verb)
    {
        var next = first + 1;
        var joined = words[next].In(text) is "and" or "or" or "&" or "and/or";
        if (!joined && text[words[first].End] is not ',')
            return null;
        next += joined ? 1 : 0;
        return next < end && Verbs.Of(words[next].In(text)) is { } second && second.Form == verb.Form && !(next + 1 < end && words[next + 1].In(text) is "of");
    }

    private static Opening FromI(string text, List<Word> words, Statement statement)
    {
        var next = words[statement.FirstWord + 1];
        var verb = Verbs.Of(next.In(text));
        var knows = verb is { Form: VerbForm.Past or VerbForm.Base } || AfterI.Contains(next.In(text));
        return knows ? new Opening(Manner.First, verb, next.Start) : new Opening(Manner.Quoted, verb, statement.Start);
    }

    // "Design, build": a comma after the verb is fine; "Lead: ..." and "Support (2nd line)" are titles.
    private static bool IsFollowed(string text, Word word) => word.End < text.Length && (text[word.End] is ',' || char.IsWhiteSpace(text[word.End]));

    private static bool EndsLikeObject(ReadOnlySpan<char> next) => next[^1] is 's' && char.IsLower(next[0]);
}
