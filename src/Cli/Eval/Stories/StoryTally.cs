using System.Text.Json;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.CheckStory;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.TellStory;
using ClearView.Contracts;

namespace ClearView.Cli.Eval.Stories;

/// <summary>What the stories of one set are worth: how much they tell, and whether all of it is in the résumé.</summary>
internal sealed class StoryTally(string set)
{
    public const int EnoughParts = 3;

    // "Present" means the same day in every run.
    private static readonly DateOnly AsOf = new(2026, 11, 1);

    public string Set { get; } = set;

    public int Documents { get; private set; }

    public int Unreadable { get; private set; }

    public int Stories { get; private set; }

    public SortedDictionary<string, int> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Document and what was found, for a reader.</summary>
    public List<(string Document, string What)> Shown { get; } = [];

    /// <summary>Of five parts a story, those that are told with their sources.</summary>
    public Portion Told { get; } = new();

    /// <summary>Of the others, those that ask for what would fill them.</summary>
    public Portion Asked { get; } = new();

    /// <summary>Of the résumés with a quantified line, those whose stories have enough cited parts.</summary>
    public Portion Enough { get; } = new();

    public Portion Quantified { get; } = new();

    public SortedDictionary<string, Portion> Parts { get; } = new(StringComparer.Ordinal);

    /// <summary>Of cited places that were deleted from the résumé, those whose words were told again.</summary>
    public Portion Stayed { get; } = new();

    /// <summary>Of seeded fabrications, those that the checker caught, by kind.</summary>
    public SortedDictionary<string, Portion> Caught { get; } = new(StringComparer.Ordinal);

    public int FaultCount => Faults.Values.Sum();

    public void AddUnreadable()
    {
        Documents++;
        Unreadable++;
    }

    public StoryTold Add(string document, string original, int seeds)
    {
        Documents++;
        var text = Anonymizer.Anonymize(original, null, []).Text;
        var story = Tell(text);
        var told = story.Parts.Count(part => part.Text is not null);
        Stories += told > 0 ? 1 : 0;
        foreach (var part in story.Parts)
        {
            Told.Count(part.Text is not null);
            Of(Parts, part.Name).Count(part.Text is not null);
            if (part.Text is null)
                Asked.Count(!string.IsNullOrWhiteSpace(part.Question));
        }
        Quantified.Count(QuantifiedLines.Any(text));
        if (QuantifiedLines.Any(text))
            Enough.Count(told >= EnoughParts);
        foreach (var fault in StoryChecker.Check(text, story))
        {
            Faults[fault.Kind] = Faults.GetValueOrDefault(fault.Kind) + 1;
            Shown.Add((document, $"violation: {fault.Part}: {fault.Kind}: {fault.Found}"));
        }
        Delete(document, text, story);
        Fabricate(document, text, story, seeds);
        return story;
    }

    public static StoryTold Tell(string text) => StoryTeller.Tell(default, text, SkillExtractor.Extract(default, 1, text, AsOf));

    public static TipsGiven Advise(string text, StoryTold story) =>
        AiTool.GiveTips.Adviser.Advise(default, text, SkillExtractor.Extract(default, 1, text, AsOf), story);

    // Each cited place in turn is taken out of the résumé; what stands nowhere else may then not be told.
    private void Delete(string document, string text, StoryTold story)
    {
        foreach (var quote in story.Parts.SelectMany(part => part.Sources).Distinct())
        {
            var rest = text.Remove(quote.Start, quote.End - quote.Start);
            var left = WordsOf.Read(rest).Select(word => word.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var gone = WordsOf.Read(quote.Text).Select(word => word.Text).Where(word => !left.Contains(word) && !PlainWords.All.Contains(word)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var again = Tell(rest);
            var stayed = WordsOf.Read(string.Join('\n', again.Parts.Select(part => part.Text).Append(again.Headline))).Find(word => gone.Contains(word.Text));
            var faults = StoryChecker.Check(rest, again);
            Stayed.Count(stayed.Text is not null || faults.Count > 0);
            if (stayed.Text is not null || faults.Count > 0)
            {
                var what = stayed.Text ?? string.Join(", ", faults.Select(fault => $"{fault.Part}: {fault.Kind}: {fault.Found}"));
                Shown.Add((document, $"deleted, and told again: {quote.Text.ReplaceLineEndings(" ")} << {what}"));
            }
        }
    }

    private void Fabricate(string document, string text, StoryTold story, int seeds)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            foreach (var made in Fabrications.Of(story, seed))
            {
                var isCaught = StoryChecker.Check(text, made.Story).Count > 0;
                Of(Caught, made.Kind).Count(isCaught);
                if (!isCaught)
                    Shown.Add((document, $"not caught: {made.Kind}: {made.Put}"));
            }
        }
    }

    private static Portion Of(SortedDictionary<string, Portion> portions, string name) =>
        portions.TryGetValue(name, out var portion) ? portion : portions[name] = new Portion();

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("set", Set);
        json.WriteNumber("documents", Documents);
        json.WriteNumber("unreadable", Unreadable);
        json.WriteNumber("stories", Stories);
        json.WriteNumber("violations", FaultCount);
        json.WriteStartObject("violationsByKind");
        foreach (var (kind, count) in Faults)
            json.WriteNumber(kind, count);
        json.WriteEndObject();
        Told.Write(json, "partsTold");
        json.WriteStartObject("toldByPart");
        foreach (var (name, portion) in Parts)
            portion.Write(json, name);
        json.WriteEndObject();
        Asked.Write(json, "missingPartsAsked");
        Quantified.Write(json, "withQuantifiedLine");
        Enough.Write(json, "ofTheseThreeOrMorePartsCited");
        Stayed.Write(json, "deletedAndStillTold");
        json.WriteStartObject("fabricationsCaught");
        foreach (var (kind, portion) in Caught)
            portion.Write(json, kind);
        json.WriteEndObject();
    }

    public void Print()
    {
        Console.WriteLine($"{Set}: {Documents} documents, {Unreadable} unreadable, {StoryTeller.Version}");
        Console.WriteLine($"  {Stories} stories; {FaultCount} violations{string.Concat(Faults.Select(fault => $", {fault.Key} {fault.Value}"))}");
        Console.WriteLine($"  parts told with their sources: {Told}");
        foreach (var (name, portion) in Parts)
            Console.WriteLine($"    {name}: {portion}");
        Console.WriteLine($"  missing parts asked as questions: {Asked}");
        Console.WriteLine($"  with a quantified line: {Quantified}; of these with {EnoughParts} or more cited parts: {Enough}");
        Console.WriteLine($"  deleted from the source and still told: {Stayed}");
        foreach (var (kind, portion) in Caught)
            Console.WriteLine($"  fabrications caught, {kind}: {portion}");
    }
}
