using System.Globalization;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.TellStory;

namespace ClearView.Platform.Tests.AiTool.Robustness;

/// <summary>Damaged files: each is read, or refused with a reason; nothing else comes out.</summary>
public sealed class MutatedFileTests
{
    // CLEARVIEW_FUZZ_SEEDS=20000 for a night.
    private static readonly int _seeds = int.TryParse(Environment.GetEnvironmentVariable("CLEARVIEW_FUZZ_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 120;

    [Fact]
    public void A_damaged_file_is_read_or_refused_with_a_reason()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Samples.Folder, "resumes")).Concat(Directory.EnumerateFiles(Path.Combine(Samples.Folder, "broken")))
            .Where(f => new FileInfo(f).Length is > 0 and < 400_000).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToArray();
        var (read, refused) = (0, 0);
        Parallel.For(0, _seeds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            var random = new Random(seed);
            var content = Mutate(files[random.Next(files.Length)], files[random.Next(files.Length)], random);
            try
            {
                var text = DocumentReader.Read(content, 2 * DocumentReader.Deadline, CancellationToken.None).Text;
                Interlocked.Increment(ref read);
                Assert.False(string.IsNullOrWhiteSpace(text));
                Later(text);
            }
            catch (UnreadableDocumentException e)
            {
                Interlocked.Increment(ref refused);
                Assert.NotEqual("too-slow", e.Code);
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        });
        Assert.True(read > _seeds / 10 && refused > _seeds / 10, $"{read} read, {refused} refused.");
    }

    private static void Later(string text)
    {
        var anonymous = Anonymizer.Anonymize(text, null, []).Text;
        var features = SkillExtractor.Extract(default, 1, anonymous, Samples.Today);
        Adviser.Advise(default, anonymous, features, StoryTeller.Tell(default, anonymous, features));
        JobParser.Parse(default, 1, anonymous[..Math.Min(100, anonymous.Length)], anonymous);
    }

    private static byte[] Mutate(byte[] file, byte[] other, Random random)
    {
        var bytes = (byte[])file.Clone();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            switch (random.Next(7))
            {
                case 0: // bits
                    for (var i = random.Next(1, 30); i > 0; i--) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1: // cut off
                    bytes = bytes[..random.Next(1, bytes.Length + 1)];
                    break;
                case 2: // a hole
                    var from = random.Next(bytes.Length);
                    bytes = [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(1, 2000))..], 10];
                    break;
                case 3: // a piece of another file
                    var at = random.Next(bytes.Length);
                    var start = random.Next(other.Length);
                    bytes = [.. bytes[..at], .. other[start..Math.Min(other.Length, start + random.Next(1, 3000))], .. bytes[at..]];
                    break;
                case 4: // a piece twice
                    var twice = random.Next(bytes.Length);
                    bytes = [.. bytes, .. bytes[twice..Math.Min(bytes.Length, twice + 5000)]];
                    break;
                case 5: // rubbish
                    random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)) is var rest && rest.Length > 300 ? rest[..300] : rest);
                    break;
                default: // numbers grow: lengths, counts, offsets
                    for (var i = 0; i < bytes.Length; i++)
                        if (bytes[i] is >= (byte)'0' and <= (byte)'8' && random.Next(200) == 0) bytes[i] = (byte)'9';
                    break;
            }
        }
        return bytes;
    }
}
