using System.Text;
using ClearView.AiTool.Anonymize.Tagging;

namespace ClearView.TrainTagger;

/// <summary>An invented text, and what stands where in it.</summary>
internal sealed record SyntheticResume(string Text, IReadOnlyList<(int Start, int End, Tag Tag)> Spans)
{
    /// <summary>The same seed makes the same text.</summary>
    public static SyntheticResume Of(Vocabulary vocabulary, int seed) => new Writer(vocabulary, new Random(seed)).Write();

    private sealed class Writer(Vocabulary vocabulary, Random dice)
    {
        private readonly StringBuilder _text = new();
        private readonly List<(int, int, Tag)> _spans = [];
        private readonly Words _words = new(vocabulary, dice);

        public SyntheticResume Write()
        {
            // One in seven is no résumé but loose sentences: a letter, a note, the middle of a file.
            if (dice.Next(7) == 0)
            {
                for (var lines = dice.Next(3, 14); lines > 0; lines--)
                    Line(dice.Next(4) switch { 0 => Pick(Templates.People), 1 => Pick(Templates.Duties), 2 => Pick(Templates.Sentences), _ => Sentence() });
                return Done();
            }
            var separator = dice.Next(10) switch { 0 => "  ", 1 => " ", _ => "\n" };
            _separator = separator;
            Top();
            foreach (var part in Shuffled())
                part();
            if (dice.Next(3) == 0) References();
            if (dice.Next(3) == 0) Line(Pick(Templates.Endings));
            return Done();
        }

        private string _separator = "\n";

        private SyntheticResume Done() => new(_text.ToString(), _spans);

        private void Top()
        {
            if (dice.Next(4) == 0) Line(Pick(Templates.BeforeName));
            // A fifth of the documents hides who wrote it; what stands at the top then is no name.
            if (dice.Next(5) > 0) Line(Pick(Templates.Names));
            for (var lines = dice.Next(0, 4); lines > 0; lines--)
                Line(Pick(Templates.Contacts));
            if (dice.Next(2) == 0) Line("{Job}");
            if (dice.Next(2) == 0) { Heading(Templates.ProfileHeadings); Lines(Templates.Profiles, 1, 4); }
        }

        private Action[] Shuffled()
        {
            Action[] parts = [Work, Education, Skills, Others, Personal];
            for (var i = 0; i < parts.Length; i++)
            {
                var other = dice.Next(i, parts.Length);
                (parts[i], parts[other]) = (parts[other], parts[i]);
            }
            return parts;
        }

        private void Work()
        {
            Heading(Templates.WorkHeadings);
            for (var jobs = dice.Next(1, 5); jobs > 0; jobs--)
            {
                Lines(Templates.Jobs, 1, 2);
                Lines(Templates.Duties, 1, 6, bullets: true);
                if (dice.Next(3) == 0) Lines(Templates.People, 1, 2, bullets: true);
                if (dice.Next(2) == 0) Line((dice.Next(2) == 0 ? "- " : "") + Sentence());
                if (dice.Next(4) == 0) Lines(Templates.Sentences, 1, 2, bullets: true);
            }
        }

        private void Education()
        {
            Heading(Templates.EducationHeadings);
            Lines(Templates.Studies, 1, 4);
        }

        private void Skills()
        {
            Heading(Templates.SkillHeadings);
            Lines(Templates.SkillLines, 1, 7, bullets: true);
        }

        private void Others()
        {
            if (dice.Next(2) == 0) return;
            Heading(Templates.OtherHeadings);
            Lines(Templates.OtherLines, 1, 5, bullets: true);
        }

        private void Personal()
        {
            if (dice.Next(4) > 0) return;
            Heading(Templates.PersonalHeadings);
            Lines(Templates.PersonalLines, 1, 5);
        }

        private void References()
        {
            Heading(Templates.ReferenceHeadings);
            Lines(Templates.References, 1, 3);
        }

        private void Heading(IReadOnlyList<string> headings)
        {
            var heading = Pick(headings);
            Line(dice.Next(2) == 0 ? heading.ToUpperInvariant() : heading);
        }

        private void Lines(IReadOnlyList<string> templates, int least, int below, bool bullets = false)
        {
            var bullet = !bullets ? "" : dice.Next(4) switch { 0 => "- ", 1 => "\u2022 ", 2 => "* ", _ => "" };
            for (var lines = dice.Next(least, below); lines > 0; lines--)
                Line(bullet + Pick(templates));
        }

        // The same words stand around people, firms, towns and products: what is between them has to tell which it is.
        private string Sentence() => Pick(Templates.Leads) + dice.Next(20) switch
        {
            < 11 or 13 => "{Person}",
            11 => dice.Next(2) == 0 ? "{Given}" : "{Person} and {Person}",
            12 => "{Firm}",
            14 => "{Town}",
            15 => "{Product}",
            16 => "{Titled}",
            17 => "{Tool}",
            18 => "{School}",
            _ => "the {Titled}",
        } + Pick(Templates.Tails);

        private string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];

        // Fills "{Slot}" after "{Slot}" and remembers where the telling ones stand.
        private void Line(string template)
        {
            var isUpper = dice.Next(24) == 0;
            for (var at = 0; at < template.Length;)
            {
                var open = template.IndexOf('{', at);
                if (open < 0)
                {
                    Append(template[at..], isUpper);
                    break;
                }
                Append(template[at..open], isUpper);
                var close = template.IndexOf('}', open);
                var (value, tag) = _words.Of(template[(open + 1)..close]);
                var start = _text.Length;
                Append(value, isUpper);
                if (tag != Tag.None) _spans.Add((start, _text.Length, tag));
                at = close + 1;
            }
            _text.Append(dice.Next(40) == 0 ? "\n\n" : _separator);
        }

        private void Append(string text, bool isUpper) => _text.Append(isUpper ? text.ToUpperInvariant() : text);
    }
}
