using System.Text.Json;

namespace ClearView.Platform.Tests.AiTool.Files;

public sealed class AiVerbTests : IDisposable
{
    private readonly OwnFolder _folder = new();

    private static readonly string[] _samples = [.. new[] { "adaeze-nwosu.txt", "ciaran-gallagher-byrne.pdf", "bui-quang-minh.docx" }.Select(f => Path.Combine(Samples.Folder, "resumes", f))];

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<JsonElement> Quotes(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("start", out _) => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Quotes(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Quotes),
        _ => [],
    };

    [Theory]
    [InlineData("anonymize", "text")]
    [InlineData("skills", "features")]
    [InlineData("story", "parts")]
    [InlineData("tips", "tips")]
    [InlineData("text", "text")]
    public async Task Several_files_give_one_json_line_each_that_names_its_file(string verb, string content)
    {
        var missing = Path.Combine(_folder.Root, "missing.pdf");

        var ran = await AiCommand.RunAsync([verb, _samples[0], missing, .. _samples[1..], "--json"]);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal([_samples[0], missing, _samples[1], _samples[2]], ran.Lines.Select(l => l.GetProperty("file").GetString()));
        Assert.Equal([true, false, true, true], ran.Lines.Select(l => l.GetProperty("ok").GetBoolean()));
        Assert.Contains("not there", ran.Lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.All(ran.Lines.Where(l => l.GetProperty("ok").GetBoolean()), l => Assert.True(l.TryGetProperty(content, out _)));
    }

    [Theory]
    [InlineData("anonymize")]
    [InlineData("skills")]
    [InlineData("story")]
    [InlineData("tips")]
    public async Task A_file_that_cannot_be_read_says_why_and_exits_with_1(string verb)
    {
        var ran = await AiCommand.RunAsync(verb, Path.Combine(Samples.Folder, "broken", "truncated.pdf"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("ends too early", ran.Out + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_of_a_person_comes_in_a_file_and_is_hidden()
    {
        var resume = _folder.Write("resume.txt", "Experience\nBuilt things in C# for five years. Then Quackenbush led the team.\n");
        var known = _folder.Write("known.json", """{"firstName":"Zephyrine","lastName":"Quackenbush","emails":["zq@example.org"]}""");

        var without = Assert.Single((await AiCommand.RunAsync("anonymize", resume, "--json")).Lines).GetProperty("text").GetString();
        var with = Assert.Single((await AiCommand.RunAsync("anonymize", resume, "--known", known, "--json")).Lines).GetProperty("text").GetString();

        Assert.Contains("Quackenbush", without, StringComparison.Ordinal);
        Assert.DoesNotContain("Quackenbush", with, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"firstname":"Zephyrine","surname":"Quackenbush"}""")]
    [InlineData("""{"emails":"zq@example.org"}""")]
    [InlineData("Zephyrine")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_file_of_what_is_known_that_cannot_be_used_is_refused_without_quoting_it(string? content)
    {
        var known = content is null ? Path.Combine(_folder.Root, "missing.json") : _folder.Write("known.json", content);

        var ran = await AiCommand.RunAsync("anonymize", _samples[0], "--known", known);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("firstName", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Zephyrine", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("zq@", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("skills")]
    [InlineData("story")]
    [InlineData("tips")]
    public async Task Positions_count_code_points_of_the_text_that_is_printed_beside_them(string verb)
    {
        var resume = _folder.Write("resume.txt", "\ud83d\ude80\ud83d\ude80 Software developer\n\nExperience\nDeveloper, Harbour Freight Systems, 03/2019 - 05/2024\n- Responsible for a service in C# and SQL\n- Cut the time of a release from two days to one hour with Docker\n\nSkills\nC#, SQL, Docker\n");

        var line = Assert.Single((await AiCommand.RunAsync(verb, resume, "--json", "--as-of", "2026-11-23")).Lines);

        var text = line.GetProperty("text").GetString()!.EnumerateRunes().ToList();
        var quotes = Quotes(line).ToList();
        Assert.NotEmpty(quotes);
        Assert.All(quotes, q => Assert.Equal(q.GetProperty("text").GetString(), string.Concat(text[q.GetProperty("start").GetInt32()..q.GetProperty("end").GetInt32()])));
    }

    [Fact]
    public async Task A_score_is_the_sum_of_its_points()
    {
        var job = _folder.Write("job.txt", "Back-End Developer\n\nRequirements\n- Java and Spring Boot\n- Kafka\n- 3 years of development\nNice to have\n- Kubernetes\n");

        var line = Assert.Single((await AiCommand.RunAsync("score", "--resume", _samples[0], "--job", job, "--json")).Lines);

        Assert.Equal(["score", "points"], line.EnumerateObject().Select(p => p.Name));
        Assert.All(line.GetProperty("points").EnumerateArray(), p => Assert.Equal(["what", "points", "evidence"], p.EnumerateObject().Select(x => x.Name)));
        Assert.InRange(line.GetProperty("score").GetInt32(), 1, 100);
        Assert.Equal(line.GetProperty("score").GetInt32(), line.GetProperty("points").EnumerateArray().Sum(p => p.GetProperty("points").GetInt32()));
        Assert.Contains(line.GetProperty("points").EnumerateArray(), p => p.GetProperty("evidence").EnumerateArray().Any(e => e.GetString() == "Kafka"));
    }

    // What may differ between two machines: language, time zone, the runtime's way of compiling and hashing.
    [Theory]
    [InlineData("skills")]
    [InlineData("story")]
    [InlineData("tips")]
    [InlineData("anonymize")]
    public async Task The_same_files_give_the_same_bytes_in_every_process(string verb)
    {
        string[] arguments = [verb, .. _samples, "--json", .. verb == "anonymize" ? Array.Empty<string>() : ["--as-of", "2026-11-23"]];

        var first = await AiCommand.RunAsync(arguments);
        var second = await AiCommand.RunAsync(
            new Dictionary<string, string>
            {
                ["LANG"] = "tr_TR.UTF-8",
                ["LC_ALL"] = "tr_TR.UTF-8",
                ["TZ"] = "Pacific/Kiritimati",
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_gcServer"] = "1",
            },
            arguments);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Out, second.Out);
    }

    [Theory]
    [InlineData("anonymize")]
    [InlineData("skills")]
    [InlineData("score --resume x")]
    [InlineData("anonymize --in x")]
    [InlineData("anonymize x --in y --out z")]
    [InlineData("skills x --as-of yesterday")]
    [InlineData("sing")]
    public async Task A_wrong_command_line_exits_with_2(string arguments)
    {
        var ran = await AiCommand.RunAsync(arguments.Split(' '));

        Assert.Equal(2, ran.ExitCode);
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public async Task A_job_may_be_a_document_too()
    {
        var job = _folder.Write("job.pdf", Documents.MadeFiles.Pdf((50, 780, "Java Developer"), (50, 760, "Java and Kafka")));

        var line = Assert.Single((await AiCommand.RunAsync("score", "--resume", _samples[0], "--job", job, "--json")).Lines);

        Assert.Equal(JsonValueKind.Number, line.GetProperty("score").ValueKind);
    }
}
