using System.Text.Json;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.ScoreMatch;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>What must not change a score, and what must not lower it, counted on invented people.</summary>
internal sealed class Invariance
{
    private const int Layouts = 12;

    /// <summary>Scores that another name, pronoun, address, school or nationality changed.</summary>
    public Portion Identities { get; } = new();

    /// <summary>Scores that other headings, bullets, line ends or another order of the skills changed.</summary>
    public Portion Forms { get; } = new();

    /// <summary>Scores that a required skill added to the list of skills lowered.</summary>
    public Portion Lowered { get; } = new();

    public static Invariance Measure(int swaps, int seed, CancellationToken ct)
    {
        var measured = new Invariance();
        for (var i = 0; i < swaps; i++)
        {
            ct.ThrowIfCancellationRequested();
            var posting = InventedPosting.Of(Occupation.All[i % Occupation.All.Count], seed + i);
            var job = MatchChain.Job(posting.Text.Text);
            var nearness = (Nearness)(i % 3);
            int Score(string text) => Scorer.Total(MatchChain.Candidate(text), job);
            string Written(int identity, int layout) => InventedResume.Of(posting, nearness, seed + i, InventedIdentity.Of(identity), layout);

            var text = Written(0, 0);
            var score = Score(text);
            measured.Identities.Count(Score(Written(1 + i, 0)) != score);
            measured.Forms.Count(Score(Written(0, 1 + i % (Layouts - 1))) != score);
            var added = Taxonomy.Default.Skills[posting.Required[i % posting.Required.Count]].Name;
            measured.Lowered.Count(Score(text.Replace("\nSKILLS\n", $"\nSKILLS\n{added}, ", StringComparison.Ordinal)) < score);
        }
        return measured;
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("invariance");
        Identities.Write(json, "changedByIdentity");
        Forms.Write(json, "changedByForm");
        Lowered.Write(json, "loweredByRequiredSkill");
        json.WriteEndObject();
    }
}
