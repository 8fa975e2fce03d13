using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize;
using ClearView.Contracts;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>How much identity is left and how much skill is lost, on a set that the project does not contain.</summary>
public sealed partial class AnonymizeMeasures(ITestOutputHelper output)
{
    private static readonly string[] Kept = ["Tech Tools", "Job Specific Skills", "Soft Skills", "Degree", "Designation"];

    // A little looser than what was reached, so that a real loss fails and a rounding does not.
    [Theory]
    [InlineData(false, 0.02, 0.02)]
    [InlineData(true, 0.0, 0.005)]
    public void Little_identity_is_left_and_little_skill_is_lost(bool isKnown, double mostFull, double mostAny)
    {
        var path = LabelledResumes.Find();
        Assert.SkipWhen(path is null, "The development data (shared/data/resume-ner-train.zip) is not here; set CLEARVIEW_SHARED_DATA to its folder.");
        var tally = new Tally();
        var resumes = LabelledResumes.Read(path);
        foreach (var resume in resumes)
            tally.Add(resume, Anonymizer.Anonymize(resume.Text, isKnown ? Account(resume) : null, []));

        foreach (var line in tally.Lines(isKnown))
            output.WriteLine(line);
        Assert.True(resumes.Count > 300);
        Assert.InRange(tally.FullNames.Share, 0, mostFull);
        Assert.InRange(tally.AnyNames.Share, 0, mostAny);
        Assert.InRange(tally.Emails.Share, 0, 0);
        Assert.InRange(tally.Phones.Share, 0, 0.06);
        Assert.InRange(tally.Places.Share, 0, 0.12);
        Assert.InRange(tally.Doubtful.Share, 0, 0.05);
        foreach (var kind in Kept)
            Assert.InRange(tally.Lost[kind].Share, 0, 0.02);
    }

    private static KnownIdentity? Account(LabelledResume resume)
    {
        if (resume.Of("Name") is not [var name, ..])
            return null;
        var space = name.LastIndexOf(' ');
        return new KnownIdentity(space < 0 ? null : name[..space], name[(space + 1)..], resume.Of("Email Address"), []);
    }

    private sealed class Portion
    {
        private int _hits;
        private int _all;

        public double Share => _all == 0 ? 0 : (double)_hits / _all;

        public void Count(bool hit) => Count(hit ? 1 : 0, 1);

        public void Count(int hits, int all)
        {
            _hits += hits;
            _all += all;
        }

        public override string ToString() => $"{Share * 100:0.0} % ({_hits} of {_all})";
    }

    private sealed partial class Tally
    {
        public Portion FullNames { get; } = new();
        public Portion AnyNames { get; } = new();
        public Portion Emails { get; } = new();
        public Portion Phones { get; } = new();
        public Portion Places { get; } = new();
        public Portion Doubtful { get; } = new();
        public Dictionary<string, Portion> Lost { get; } = Kept.Append("Companies worked at").Append("Years of Experience").ToDictionary(k => k, _ => new Portion());

        public void Add(LabelledResume resume, AnonymousText anonymous)
        {
            Doubtful.Count(anonymous.Doubts.Count > 0);
            var names = resume.Of("Name");
            if (names.Count > 0)
            {
                FullNames.Count(names.Exists(n => anonymous.Text.Contains(n, StringComparison.OrdinalIgnoreCase)));
                AnyNames.Count(names.SelectMany(n => Words().Matches(n).Select(m => m.Value)).Where(w => w.Length > 2).Any(w => IsWordOf(anonymous.Text, w)));
            }
            foreach (var email in resume.Of("Email Address").Where(e => e.Contains('@', StringComparison.Ordinal)))
                Emails.Count(anonymous.Text.Contains(email, StringComparison.OrdinalIgnoreCase));
            foreach (Match phone in Phone().Matches(resume.Text))
                Phones.Count(anonymous.Text.Contains(phone.Value, StringComparison.Ordinal));

            var hidden = new bool[resume.Text.Length];
            foreach (var item in anonymous.Hidden)
                hidden.AsSpan(item.Start, item.End - item.Start).Fill(true);
            foreach (var label in resume.Labels)
            {
                var all = Enumerable.Range(label.Start, label.End - label.Start).Where(i => char.IsLetterOrDigit(resume.Text[i])).ToList();
                var gone = all.Count(i => hidden[i]);
                if (label.Type == "Location") Places.Count(gone * 2 < all.Count);
                else if (Lost.TryGetValue(label.Type, out var lost)) lost.Count(gone, all.Count);
            }
        }

        public IEnumerable<string> Lines(bool isKnown) =>
        [
            isKnown ? "With what the account says:" : "Without an account:",
            $"  name still there in full {FullNames}, any word of it {AnyNames}",
            $"  e-mail {Emails}, phone (by shape) {Phones}, place {Places}",
            $"  held for review {Doubtful}",
            .. Lost.Select(l => $"  lost of {l.Key}: {l.Value}"),
        ];

        private static bool IsWordOf(string text, string word) =>
            Regex.IsMatch(text, $@"(?<!\p{{L}}){Regex.Escape(word)}(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        [GeneratedRegex(@"[\p{L}']+")]
        private static partial Regex Words();

        [GeneratedRegex(@"(?<![\d./-])(?:\+\d{1,3}[ -]?)?(?:\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{10})(?![\d-])")]
        private static partial Regex Phone();
    }
}
