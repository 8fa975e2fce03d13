using System.Globalization;
using System.Text.Json;
using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Documents;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.ScoreMatch;
using ClearView.AiTool.TellStory;
using ClearView.Bench.AiTool;
using ClearView.Cli.Benches;

// How many résumés a second each stage takes on one core, beside one pass over their bytes, and what the first one costs in a fresh process.
// The last line is one JSON object. `./clearview bench ai --json`; --samples FOLDER, --seconds N of each stage.
var options = BenchArguments.Of(args);
var surroundings = Surroundings.Now();
var samples = options.Samples;
var length = options.Seconds;
var today = new DateOnly(2026, 11, 23);

var files = Directory.EnumerateFiles(Path.Combine(samples, "resumes")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
using var jobsJson = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(samples, "jobs.json")));
var postings = jobsJson.RootElement.EnumerateArray().Select(j => (Title: j.GetProperty("title").GetString()!, Text: j.GetProperty("text").GetString()!)).ToList();

// The first text, cold: types, tables and code are loaded here.
var first = files.First(f => DocumentReader.Detect(f) == MediaTypes.Text);
var cold = new Stages();
var text = cold.Once("read-text", () => DocumentReader.Read(first, default).Text);
var anonymous = cold.Once("anonymize", () => Anonymizer.Anonymize(text, null, []).Text);
var features = cold.Once("skills", () => SkillExtractor.Extract(default, 1, anonymous, today));
var story = cold.Once("story", () => StoryTeller.Tell(default, anonymous, features));
cold.Once("tips", () => Adviser.Advise(default, anonymous, features, story));
var job = cold.Once("job", () => JobParser.Parse(default, 1, postings[0].Title, postings[0].Text).Features);
cold.Once("score", () => Scorer.Score(features, job));
cold.Once("read-docx", () => DocumentReader.Read(files.First(f => DocumentReader.Detect(f) == MediaTypes.Docx), default).Text);
cold.Once("read-pdf", () => DocumentReader.Read(files.First(f => DocumentReader.Detect(f) == MediaTypes.Pdf), default).Text);

// The rest once, then each stage warmed and measured.
var readable = files.Where(IsReadable).ToList();
var texts = readable.ConvertAll(f => DocumentReader.Read(f, default).Text);
var anonymousTexts = texts.ConvertAll(t => Anonymizer.Anonymize(t, null, []).Text);
var allFeatures = anonymousTexts.ConvertAll(t => SkillExtractor.Extract(default, 1, t, today));
var stories = anonymousTexts.Zip(allFeatures, (t, f) => StoryTeller.Tell(default, t, f)).ToList();
var candidates = allFeatures.ConvertAll(f => new PreparedCandidate(f));
var jobs = postings.ConvertAll(p => new PreparedJob(JobParser.Parse(default, 1, p.Title, p.Text).Features));

// Résumés of 4.6 KB, the length of most: the texts one after the other, cut into pieces of that size at the end of a line.
var pages = Pages.Of(texts, 4600);

var warm = new Stages();
var found = 0L;
foreach (var (name, type) in new[] { ("read-text", MediaTypes.Text), ("read-docx", MediaTypes.Docx), ("read-pdf", MediaTypes.Pdf) })
{
    var ofType = readable.FindAll(f => DocumentReader.Detect(f) == type);
    warm.Rate(name, length, ofType.Count, i => DocumentReader.Read(ofType[i], default));
}
warm.Rate("anonymize", length, texts.Count, i => Anonymizer.Anonymize(texts[i], null, []));
warm.Rate("one-pass-over-4.6-kb", length, pages.Count, i => found += pages[i].AsSpan().Count('@'));
warm.Rate("anonymize-4.6-kb", length, pages.Count, i => Anonymizer.Anonymize(pages[i], null, []));
// What was read a moment before is kept for the next stage, so each text comes once: a number behind it makes it another.
var number = 0;
warm.Rate("skills", length, texts.Count, i => SkillExtractor.Extract(default, 1, Fresh(anonymousTexts[i]), today));
warm.Rate("story", length, texts.Count, i => StoryTeller.Tell(default, Fresh(anonymousTexts[i]), allFeatures[i]));
warm.Rate("tips", length, texts.Count, i => Adviser.Advise(default, Fresh(anonymousTexts[i]), allFeatures[i], stories[i]));
warm.Rate("job", length, postings.Count, i => JobParser.Parse(default, 1, postings[i].Title, postings[i].Text));
warm.Rate("score-explained", length, candidates.Count, i => Scorer.Score(candidates[i], jobs[i % jobs.Count]));
warm.Rate("score-total", length, candidates.Count, i => Scorer.Total(candidates[i], jobs[i % jobs.Count]));
warm.Rate("all-but-reading", length, texts.Count, i => Chain(Fresh(texts[i])));
warm.Rate("all-but-reading-4.6-kb", length, pages.Count, i => Chain(Fresh(pages[i])));

Console.Error.WriteLine(FormattableString.Invariant($"anonymise: {warm.Values["anonymize-4.6-kb"]:N0} résumés of 4.6 KB a second on one core; one pass over their bytes: {warm.Values["one-pass-over-4.6-kb"]:N0}"));
Console.WriteLine(JsonSerializer.Serialize(new
{
    version = Anonymizer.Version,
    surroundings,
    resumes = readable.Count,
    pages = pages.Count,
    kilobytes = texts.Sum(t => t.Length) / 1024,
    coldMilliseconds = cold.Values,
    perSecond = warm.Values,
    bestPerSecond = warm.Best,
}, JsonSerializerOptions.Web));
return 0;

string Fresh(string page) => string.Create(CultureInfo.InvariantCulture, $"{page}\n{number++}");

// All that is done for a résumé and one job, from its text to the score.
void Chain(string original)
{
    var t = Anonymizer.Anonymize(original, null, []).Text;
    var f = SkillExtractor.Extract(default, 1, t, today);
    Adviser.Advise(default, t, f, StoryTeller.Tell(default, t, f));
    Scorer.Total(new PreparedCandidate(f), jobs[0]);
}

static bool IsReadable(byte[] file)
{
    try
    {
        DocumentReader.Read(file, default);
        return true;
    }
    catch (UnreadableDocumentException)
    {
        return false;
    }
}
