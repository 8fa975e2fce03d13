using System.Diagnostics;
using System.Text.Json;

namespace ClearView.Platform.Tests.AiTool.Files;

public sealed class AnonymizeFolderTests : IDisposable
{
    private const string Resume = "\U0001F600 Jane Doe \U0001D4B3\nE-mail: jane.doe@example.org\n\nPROFILE \U0001F600\nA baker \U0001F600 of bread, call +44 7700 900123 now.\n";

    private readonly OwnFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task<Ran> RunAsync(string? source = null, string? target = null) =>
        AiCommand.RunAsync("anonymize", "--in", source ?? _folder.In, "--out", target ?? _folder.Out, "--json");

    private static string NameOf(JsonElement line) => line.GetProperty("file").GetString()!;

    private static bool IsOk(JsonElement line) => line.GetProperty("ok").GetBoolean();

    [Fact]
    public async Task Every_file_gets_one_line_and_each_readable_one_its_text()
    {
        var ran = await RunAsync(Samples.Folder);

        var files = Directory.EnumerateFiles(Samples.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Samples.Folder, f)).Order(StringComparer.Ordinal);
        Assert.Equal(files, ran.Lines.Select(NameOf));
        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Error);
        foreach (var line in ran.Lines)
        {
            Assert.Equal(["file", "ok", "hidden", "doubts", "error"], line.EnumerateObject().Select(p => p.Name));
            Assert.Equal(IsOk(line), File.Exists(Path.Combine(_folder.Out, NameOf(line) + ".txt")));
            Assert.Equal(IsOk(line) ? JsonValueKind.Null : JsonValueKind.String, line.GetProperty("error").ValueKind);
            Assert.True(IsOk(line) || line.GetProperty("hidden").GetArrayLength() == 0);
            foreach (var hidden in line.GetProperty("hidden").EnumerateArray())
                Assert.Equal(["kind", "start", "end", "rule"], hidden.EnumerateObject().Select(p => p.Name));
        }
        Assert.All(ran.Lines.Where(l => NameOf(l).StartsWith("broken/", StringComparison.Ordinal) && !NameOf(l).EndsWith(".md", StringComparison.Ordinal)), l => Assert.False(IsOk(l), NameOf(l)));
    }

    [Theory]
    [InlineData("adaeze-nwosu.txt")]
    [InlineData("amara-okonjo.pdf")]
    [InlineData("bui-quang-minh.docx")]
    [InlineData(null)]
    public async Task What_stands_between_the_hidden_places_is_what_stands_between_their_replacements(string? sample)
    {
        if (sample is null)
            _folder.Write("in/resume", Resume);
        else
            _folder.Write("in/resume", File.ReadAllBytes(Path.Combine(Samples.Folder, "resumes", sample)));
        var line = Assert.Single((await RunAsync()).Lines);
        var read = (await AiCommand.RunAsync("text", Path.Combine(_folder.In, "resume"))).Out;
        var points = read.EnumerateRunes().Select(r => r.ToString()).ToArray();

        var kept = new List<string>();
        var from = 0;
        foreach (var hidden in line.GetProperty("hidden").EnumerateArray())
        {
            var (start, end) = (hidden.GetProperty("start").GetInt32(), hidden.GetProperty("end").GetInt32());
            Assert.InRange(start, from, end - 1);
            kept.Add(string.Concat(points[from..start]));
            from = end;
        }
        kept.Add(string.Concat(points[from..]));
        Assert.True(kept.Count > 2);

        var rest = await File.ReadAllTextAsync(Path.Combine(_folder.Out, "resume.txt"), TestContext.Current.CancellationToken);
        Assert.StartsWith(kept[0], rest, StringComparison.Ordinal);
        foreach (var piece in kept)
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            Assert.True(at >= 0 && at <= 30, $"After a replacement comes not: {piece}");
            rest = rest[(at + piece.Length)..];
        }
        Assert.Equal("", rest);
    }

    [Fact]
    public async Task Positions_in_a_text_file_are_those_in_the_file_counted_in_code_points()
    {
        const string Text = "  \U0001F600 Curriculum vitae  \n\n\n\n\nName: Jane Doe   \n\tE-mail: jane.doe@example.org";
        _folder.Write("in/resume.txt", Text);

        var line = Assert.Single((await RunAsync()).Lines);

        var points = Text.EnumerateRunes().Select(r => r.ToString()).ToArray();
        var hidden = line.GetProperty("hidden").EnumerateArray()
            .Select(h => string.Concat(points[h.GetProperty("start").GetInt32()..h.GetProperty("end").GetInt32()]));
        Assert.Equal(["Jane Doe", "jane.doe@example.org"], hidden);
        Assert.Equal(Text.Replace("Jane Doe", "[person]", StringComparison.Ordinal).Replace("jane.doe@example.org", "[e-mail]", StringComparison.Ordinal),
            await File.ReadAllTextAsync(Path.Combine(_folder.Out, "resume.txt.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_bad_file_does_not_keep_the_others_from_being_done()
    {
        var long_ = new string('x', 252);
        foreach (var name in new[] { "good.txt", "name with spaces.txt", "new\nline.txt", "\u7B80\u5386.txt", ".hidden", long_, "a", "a.txt/b" })
            _folder.Write("in/" + name, Resume);
        _folder.Write("in/empty.txt", "");
        _folder.Write("in/binary", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31 % 256))]);
        _folder.Write("in/eleven.txt", new byte[11 * 1024 * 1024]);
        _folder.Write("elsewhere/other.txt", Resume);
        File.CreateSymbolicLink(Path.Combine(_folder.In, "link.txt"), "good.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.In, "dangling.txt"), "nowhere");
        Directory.CreateSymbolicLink(Path.Combine(_folder.In, "circle"), ".");
        Directory.CreateSymbolicLink(Path.Combine(_folder.In, "outside"), "../elsewhere");
        using (var pipe = Process.Start("mkfifo", [Path.Combine(_folder.In, "pipe")]))
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);

        var ran = await RunAsync();

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(
            [".hidden", "a", "a.txt/b", "binary", "dangling.txt", "eleven.txt", "empty.txt", "good.txt", "link.txt", "name with spaces.txt", "new\nline.txt", "pipe", long_, "\u7B80\u5386.txt"],
            ran.Lines.Select(NameOf));
        string[] bad = [.. ran.Lines.Where(l => !IsOk(l)).Select(NameOf)];
        // "a" and "a.txt/b" both want the name a.txt; whichever comes first has it.
        Assert.Contains("binary", bad);
        Assert.Equal(["binary", "dangling.txt", "eleven.txt", "empty.txt", "pipe", long_], bad.Where(b => b is not ("a" or "a.txt/b")));
        Assert.Single(bad, b => b is "a" or "a.txt/b");
        Assert.All(ran.Lines.Where(IsOk), l => Assert.True(File.Exists(Path.Combine(_folder.Out, NameOf(l) + ".txt"))));
        Assert.All(ran.Lines.Where(l => !IsOk(l)), l => Assert.DoesNotContain(_folder.Root, l.GetProperty("error").GetString()!, StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(Path.Combine(_folder.Out, "good.txt.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(text, await File.ReadAllTextAsync(Path.Combine(_folder.Out, "link.txt.txt"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("Doe", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubtful_text_is_written_too_and_is_no_failure()
    {
        _folder.Write("in/resume.txt", "Qwertzu Yxcvbnm\nPROFILE\nA person who works with care. Write to on@ the line.\n");

        var ran = await RunAsync();

        Assert.Equal(0, ran.ExitCode);
        Assert.NotEqual(0, Assert.Single(ran.Lines).GetProperty("doubts").GetArrayLength());
        Assert.True(File.Exists(Path.Combine(_folder.Out, "resume.txt.txt")));
    }

    [Fact]
    public async Task An_out_folder_inside_the_in_folder_is_not_read_the_next_time()
    {
        _folder.Write("in/resume.txt", Resume);
        var inside = Path.Combine(_folder.In, "anonymous");

        var (first, second) = (await RunAsync(target: inside), await RunAsync(target: inside));

        Assert.Equal(0, first.ExitCode);
        Assert.Single(first.Lines);
        Assert.Equal(first.Out, second.Out);
        Assert.Equal(2, (await RunAsync(target: _folder.In)).ExitCode);
    }

    [Fact]
    public async Task No_file_of_the_in_folder_is_overwritten()
    {
        _folder.Write("in/in/resume", Resume);
        var other = _folder.Write("in/resume.txt", Resume);

        var ran = await RunAsync(target: _folder.Root);

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal([false, true], ran.Lines.Select(IsOk));
        Assert.Equal(Resume, await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_wrong_command_line() => Assert.Equal(2, (await RunAsync()).ExitCode);
}
