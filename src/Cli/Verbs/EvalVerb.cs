using System.CommandLine;
using ClearView.Cli.Eval;
using ClearView.Cli.Eval.Pairs;
using ClearView.Cli.Eval.Skills;
using ClearView.Cli.Eval.Stories;

namespace ClearView.Cli.Verbs;

/// <summary>What the AI tool is worth, on labelled data of one's own.</summary>
internal static class EvalVerb
{
    // One sub verb a question: each reads what it needs from --data and prints one JSON object with counts and intervals.
    public static Command Command() => new("eval", "Evaluate the AI tool on labelled data: shares with their counts and 95 % intervals.")
    {
        Anonymize(),
        Skills(),
        Match(),
        Fairness(),
        Stories(),
    };

    private static Command Anonymize()
    {
        var data = Data("Folder with " + string.Join(", ", EvalData.Identity) + ", or with documents and a JSON file beside each that says what is in it.");
        var account = new Option<bool>("--with-account") { Description = "Tell the anonymiser what each candidate's account would say: name, e-mail, phone." };
        var shows = new Option<bool>("--show-left") { Description = "Print on standard error what was left. It is identity: mind who reads it." };
        var json = Json();
        var command = new Command("anonymize", "What identity is left, what else is lost, and how fast.") { data, account, shows, json };
        command.SetAction((parsed, ct) => EvalAnonymize.RunAsync(parsed.GetValue(data)!, parsed.GetValue(account), parsed.GetValue(shows), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Skills()
    {
        var data = Data($"Folder with {SpanSets.SkillSpan} or {SpanSets.Green}.");
        var shows = new Option<bool>("--show-missed") { Description = "Print on standard error what was found without a label, and labels that were not found." };
        var json = Json();
        var command = new Command("skills", "How well the skills that a posting names are found, beside exact lookup of the same names.") { data, shows, json };
        command.SetAction((parsed, ct) => EvalSkills.RunAsync(parsed.GetValue(data)!, parsed.GetValue(shows), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Match()
    {
        var data = new Option<string>("--data") { Description = $"Folder with {PairFolder.File} and the files that it names. Without it pairs are invented." };
        var postings = new Option<int>("--postings") { Description = "How many postings are invented, with ten people each.", DefaultValueFactory = _ => 213 };
        var seed = new Option<int>("--seed") { Description = "Another seed invents other pairs.", DefaultValueFactory = _ => 2026 };
        var json = Json();
        var command = new Command("match", "How well scores tell pairs that fit from others, beside plain TF-IDF cosine; and what must not change a score.") { data, postings, seed, json };
        command.SetAction((parsed, ct) => EvalMatch.RunAsync(parsed.GetValue(data), parsed.GetValue(postings), parsed.GetValue(seed), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Fairness()
    {
        var documents = new Option<int>("--documents") { Description = "Documents for each group and position.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<int>("--seed") { Description = "Another seed makes other documents.", DefaultValueFactory = _ => 2026 };
        var shows = new Option<bool>("--show-left") { Description = "Print on standard error what was left; all people are invented." };
        var json = Json();
        var command = new Command("fairness", "Whether names of every group are removed equally well, in every position of a document; the documents are invented.") { documents, seed, shows, json };
        command.SetAction((parsed, ct) => EvalFairness.RunAsync(parsed.GetValue(documents), parsed.GetValue(seed), parsed.GetValue(shows), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Stories()
    {
        var data = Data($"Folder with {NerResumes.File}, or with r\u00e9sum\u00e9s as .txt, .pdf or .docx.");
        var seeds = new Option<int>("--seeds") { Description = "How often wrong facts are put into each story, to see them caught.", DefaultValueFactory = _ => 10 };
        var shows = new Option<bool>("--show-stories") { Description = "Print on standard error every story with its tips, and what was found wrong." };
        var json = Json();
        var command = new Command("stories", "Whether all that the stories say stands in their sources, and how much they tell.") { data, seeds, shows, json };
        command.SetAction((parsed, ct) => EvalStories.RunAsync(parsed.GetValue(data)!, parsed.GetValue(seeds), parsed.GetValue(shows), parsed.GetValue(json), ct));
        return command;
    }

    private static Option<string> Data(string description) => new("--data") { Description = description, Required = true };

    private static Option<bool> Json() => new("--json") { Description = "One JSON object." };
}
