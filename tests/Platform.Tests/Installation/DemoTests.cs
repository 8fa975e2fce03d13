using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClearView.Platform.Tests.Installation;

/// <summary>The demo's work once in one process on the embedded broker, once in four on RabbitMQ.</summary>
[Trait("Category", "Slow")]
public sealed class DemoTests(DemoTests.Runs runs) : IClassFixture<DemoTests.Runs>
{
    private static readonly string[] _members =
        ["broker", "received", "anonymized", "heldForReview", "stories", "tips", "skills", "matches", "writtenBack", "deadLetters", "unaccounted", "seconds"];

    [Fact]
    public async Task Everything_that_went_in_is_accounted_for_in_one_process()
    {
        var account = await runs.EmbeddedAsync();

        Check(account, Runs.Embedded);
        Assert.StartsWith("sqlite ", account.GetProperty("broker").GetString(), StringComparison.Ordinal);
        Assert.True((await runs.Installed.JudgeAsync(Runs.Embedded)) is { Ok: true }, (await runs.Installed.JudgeAsync(Runs.Embedded)).Text);
    }

    [Fact]
    public async Task Everything_that_went_in_is_accounted_for_in_four_processes_on_RabbitMQ()
    {
        var account = await runs.RabbitAsync();

        Check(account, Runs.Rabbit);
        Assert.StartsWith("rabbitmq 3.", account.GetProperty("broker").GetString(), StringComparison.Ordinal);
        Assert.True((await runs.Installed.JudgeAsync(Runs.Rabbit)) is { Ok: true }, (await runs.Installed.JudgeAsync(Runs.Rabbit)).Text);
    }

    [Fact]
    public async Task One_process_and_four_give_the_same_bytes()
    {
        await runs.EmbeddedAsync();
        await runs.RabbitAsync();

        var one = Tree(runs.Installed.In(Runs.Embedded + ".export"));
        var four = Tree(runs.Installed.In(Runs.Rabbit + ".export"));

        Assert.Equal(one, four);
        Assert.True(one.Keys.Count(f => Path.GetFileName(f) == "story.json") >= 50);
        Assert.True(one.Where(f => Path.GetFileName(f.Key).StartsWith("match-", StringComparison.Ordinal))
            .Select(f => JsonDocument.Parse(f.Value).RootElement.GetProperty("score").GetInt32()).Distinct().Count() >= 20);
    }

    [Theory]
    [InlineData(Runs.Embedded)]
    [InlineData(Runs.Rabbit)]
    public async Task No_byte_on_disk_and_no_name_of_a_file_says_who_a_candidate_is(string run)
    {
        await (run == Runs.Rabbit ? runs.RabbitAsync() : runs.EmbeddedAsync());

        var files = Directory.EnumerateFiles(runs.Installed.In(run), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(runs.Installed.In(run + ".export"), "*", SearchOption.AllDirectories))
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}simulator{Path.DirectorySeparatorChar}", StringComparison.Ordinal)) // the HR system's own
            .ToList();
        var identities = Identities().ToList();

        Assert.NotEmpty(Holding(files, ["clearview@clearview.invalid"])); // the search finds what is there
        Assert.True(identities.Count > 200, $"{identities.Count}");
        Assert.Empty(Holding(files, identities));
    }

    [Fact]
    public async Task A_person_understands_why_a_file_was_set_aside()
    {
        await runs.EmbeddedAsync();

        var causes = await File.ReadAllLinesAsync(runs.Installed.In(Runs.Embedded + ".export", "dead-letters.txt"), TestContext.Current.CancellationToken);

        Assert.Equal(5, causes.Length);
        Assert.Equal(2, causes.Count(c => Regex.IsMatch(c, "unreadable-document.*: .*(scan|picture|image)", RegexOptions.IgnoreCase)));
        Assert.All(causes, c => Assert.Matches(@"^anonymize resume\.received\.v1 \S+ unreadable-document[.a-z-]*: .{20,}\.$", c));
    }

    [Fact]
    public async Task Given_the_same_folder_again_the_demo_goes_on_and_repeats_nothing()
    {
        await runs.RabbitAsync();
        var notes = Notes();

        var again = await runs.Installed.DemoAsync(Runs.Rabbit, "--broker", "rabbitmq");

        Check(again, Runs.Rabbit);
        Assert.Equal(notes, Notes());

        int Notes() => File.ReadLines(runs.Installed.In(Runs.Rabbit, "simulator", "journal.jsonl")).Count(l => l.Contains("\"kind\":\"note\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("match")]
    [InlineData("story")]
    public async Task The_judge_sees_a_result_that_is_missing(string kind)
    {
        await runs.EmbeddedAsync();
        var copy = runs.Installed.In("missing-" + kind);
        Copy(runs.Installed.In(Runs.Embedded + ".export"), copy);
        File.Delete(Directory.EnumerateFiles(copy, kind + "*.json", SearchOption.AllDirectories).First());

        var verdict = await Installed.JudgeAsync(runs.Installed.In(Runs.Embedded, "simulator", "journal.jsonl"), copy);

        Assert.False(verdict.Ok, verdict.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_judge_sees_a_note_that_is_there_twice_or_not_at_all(bool twice)
    {
        await runs.EmbeddedAsync();
        var lines = (await File.ReadAllLinesAsync(runs.Installed.In(Runs.Embedded, "simulator", "journal.jsonl"), TestContext.Current.CancellationToken)).ToList();
        var note = lines.First(l => l.Contains("\"kind\":\"note\"", StringComparison.Ordinal));
        if (twice)
            lines.Add(note);
        else
            lines.Remove(note);
        var journal = runs.Installed.In($"journal-{twice}.jsonl");
        await File.WriteAllLinesAsync(journal, lines, TestContext.Current.CancellationToken);

        var verdict = await Installed.JudgeAsync(journal, runs.Installed.In(Runs.Embedded + ".export"));

        Assert.False(verdict.Ok, verdict.Text);
    }

    /// <summary>The files in which any of the texts stands, or whose names hold one, and the first of them there.</summary>
    private static List<(string File, string Text)> Holding(IEnumerable<string> files, IEnumerable<string> texts)
    {
        // Latin-1 keeps every byte, so a text in UTF-8 is found as its bytes; and one pass looks for all: a broker keeps hundreds of megabytes.
        var bytes = texts.Select(text => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text))).ToArray();
        var any = SearchValues.Create(bytes, StringComparison.OrdinalIgnoreCase);
        var holding = new List<(string, string)>();
        foreach (var file in files)
        {
            var all = file + "\n" + Encoding.Latin1.GetString(File.ReadAllBytes(file));
            if (all.AsSpan().IndexOfAny(any) is >= 0 and var at)
                holding.Add((file, bytes.First(b => all.AsSpan(at).StartsWith(b, StringComparison.OrdinalIgnoreCase))));
        }
        return holding;
    }

    private void Check(JsonElement account, string run)
    {
        Assert.Equal(_members, account.EnumerateObject().Select(m => m.Name));
        long Of(string name) => account.GetProperty(name).GetInt64();
        Assert.Equal(67, Of("received"));
        var causes = File.ReadAllText(runs.Installed.In(run + ".export", "dead-letters.txt"));
        Assert.True(Of("deadLetters") == 5, causes);
        Assert.Equal(61, Of("anonymized"));
        Assert.Equal(1, Of("heldForReview"));
        Assert.Equal(Of("anonymized"), Of("stories"));
        Assert.Equal(Of("anonymized"), Of("tips"));
        Assert.Equal(Of("anonymized"), Of("skills"));
        Assert.Equal(Of("anonymized") * 12, Of("matches"));
        Assert.True(Of("writtenBack") > 60);
        Assert.Equal(0, Of("unaccounted"));
    }

    private static IEnumerable<string> Identities()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Installed.Samples, "candidates.json")));
        foreach (var candidate in json.RootElement.EnumerateArray())
        {
            string Of(string name) => candidate.GetProperty(name).GetString() ?? "";
            // A file named RESUME.TXT names no one.
            foreach (var identity in (string[])[$"{Of("firstName")} {Of("lastName")}", Of("email"), Of("phone"), string.Equals(Of("fileName"), "RESUME.TXT", StringComparison.OrdinalIgnoreCase) ? "" : Of("fileName")])
            {
                if (identity.Trim().Length > 5)
                    yield return identity.Trim();
            }
        }
    }

    private static SortedDictionary<string, string> Tree(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText), StringComparer.Ordinal);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Each run happens once, when the first test asks for it.</summary>
    public sealed class Runs : IDisposable
    {
        public const string Embedded = "embedded";
        public const string Rabbit = "rabbit";
        private readonly Lazy<Task<JsonElement>> _embedded;
        private readonly Lazy<Task<JsonElement>> _rabbit;

        public Runs()
        {
            _embedded = new(() => Installed.DemoAsync(Embedded));
            _rabbit = new(() => Installed.DemoAsync(Rabbit, "--broker", "rabbitmq"));
        }

        internal Installed Installed { get; } = new();

        public Task<JsonElement> EmbeddedAsync() => _embedded.Value;

        public Task<JsonElement> RabbitAsync()
        {
            Installation.Installed.NeedsRabbit();
            return _rabbit.Value;
        }

        public void Dispose() => Installed.Dispose();
    }
}
