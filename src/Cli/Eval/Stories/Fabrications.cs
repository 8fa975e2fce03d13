using System.Globalization;
using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;

namespace ClearView.Cli.Eval.Stories;

/// <summary>A true story into which one thing was put that its source does not say.</summary>
internal sealed record Fabrication(string Kind, StoryTold Story, string Put);

/// <summary>Puts wrong numbers, durations, dates, employers, skills and merits into true stories, by a seed.</summary>
internal static class Fabrications
{
    private static readonly string[] Employers = ["Vandelay Holdings", "Initrode", "Brightwater Hospital", "Kestrel & Lowe Ltd", "the Ministry of Harbours", "Nordwind GmbH", "tyrellsoft"];
    private static readonly string[] Merits = ["award-winning", "senior", "highly praised", "record-breaking", "single-handedly", "best", "never late"];
    private static readonly string[] Spans = ["years", "months", "weeks"];
    private static readonly string[] Months = ["January", "March", "June", "Oct", "Dec"];

    /// <summary>One of each kind that the story has room for.</summary>
    public static IEnumerable<Fabrication> Of(StoryTold story, int seed)
    {
        var random = new Random(seed);
        var told = story.Parts.Where(part => part.Text is not null).ToList();
        if (told.Count == 0)
            yield break;
        StoryPart Any() => told[random.Next(told.Count)];

        var at = Any();
        yield return Put("number", story, at, Insert(at.Text!, string.Create(CultureInfo.InvariantCulture, $"by {Unused(random, at)} %"), random));
        at = Any();
        yield return Put("duration", story, at, Insert(at.Text!, string.Create(CultureInfo.InvariantCulture, $"for {Unused(random, at)} {Spans[random.Next(Spans.Length)]}"), random));
        at = Any();
        yield return Put("date", story, at, Insert(at.Text!, $"in {Months[random.Next(Months.Length)]} {Unused(random, at, 1990, 2025)}", random));
        at = Any();
        yield return Put("employer", story, at, Insert(at.Text!, "at " + Employers[random.Next(Employers.Length)], random));
        at = Any();
        var part = at;
        var merits = Merits.Where(merit => !part.Sources.Any(quote => merit.Split('-', ' ').Any(word => quote.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))).ToList();
        if (merits.Count > 0)
            yield return Put("merit", story, at, Insert(at.Text!, merits[random.Next(merits.Count)], random));
        at = Any();
        if (Skill(random, at) is { } skill)
            yield return Put("skill", story, at, Insert(at.Text!, "with " + skill, random));
        foreach (var counted in told.Where(one => one.Text!.Any(char.IsAsciiDigit)))
        {
            yield return Put("number changed", story, counted, OtherDigit(counted.Text!, random));
            if (Swapped(counted.Text!) is { } swapped)
                yield return Put("numbers swapped", story, counted, swapped);
        }
        // What is true of one part may not be said in another: it is not in its sources.
        foreach (var one in told)
        {
            if (told.Find(other => other != one && OwnNumber(other, one) is not null) is { } other)
                yield return Put("number of another part", story, one, Insert(one.Text!, OwnNumber(other, one)!, random));
        }
    }

    private static Fabrication Put(string kind, StoryTold story, StoryPart part, string text) =>
        new(kind, story with { Parts = [.. story.Parts.Select(one => one == part ? one with { Text = text } : one)] }, $"{part.Name}: {text}");

    // Behind any word of the sentence.
    private static string Insert(string text, string put, Random random)
    {
        var spaces = Enumerable.Range(0, text.Length).Where(i => text[i] == ' ').ToList();
        var at = spaces.Count == 0 ? text.Length : spaces[random.Next(spaces.Count)];
        return $"{text[..at]} {put}{text[at..]}";
    }

    private static int Unused(Random random, StoryPart part, int from = 2, int to = 990)
    {
        while (true)
        {
            var number = random.Next(from, to);
            if (!part.Sources.Any(quote => quote.Text.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))
                return number;
        }
    }

    private static string? Skill(Random random, StoryPart part)
    {
        var skills = Taxonomy.Default.Skills;
        for (var i = 0; i < 20; i++)
        {
            var name = skills[random.Next(skills.Count)].Name;
            if (!part.Sources.Any(quote => name.Split(' ').Any(word => quote.Text.Contains(word, StringComparison.OrdinalIgnoreCase))))
                return random.Next(2) == 0 ? name : name.ToLowerInvariant();
        }
        return null;
    }

    private static string OtherDigit(string text, Random random)
    {
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToList();
        var at = digits[random.Next(digits.Count)];
        var digit = (char)('0' + (text[at] - '0' + 1 + random.Next(8)) % 10);
        return $"{text[..at]}{digit}{text[(at + 1)..]}";
    }

    private static string? Swapped(string text)
    {
        var numbers = Numbers(text);
        if (numbers.Count < 2 || text[numbers[0]] == text[numbers[^1]])
            return null;
        var (first, last) = (numbers[0], numbers[^1]);
        return text[..first.Start] + text[last] + text[first.End..last.Start] + text[first] + text[last.End..];
    }

    private static string? OwnNumber(StoryPart part, StoryPart elsewhere) => Numbers(part.Text!).Select(range => part.Text![range])
        .FirstOrDefault(number => !elsewhere.Sources.Any(quote => quote.Text.Contains(number, StringComparison.Ordinal)));

    private static List<Range> Numbers(string text)
    {
        var found = new List<Range>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            found.Add(start..i);
        }
        return found;
    }
}
