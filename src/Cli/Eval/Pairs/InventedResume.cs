using System.Globalization;
using System.Text;
using ClearView.Cli.Eval.Fairness;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>How near somebody is to a posting.</summary>
internal enum Nearness
{
    /// <summary>Does this work and has most of what is required. The only one that fits.</summary>
    Fits,

    /// <summary>Wants to do this work and says so, but shows next to nothing of it.</summary>
    Wishes,

    /// <summary>Does other work of the same field, and one or two of the required things.</summary>
    Neighbour,

    /// <summary>Does other work.</summary>
    Far,
}

/// <summary>Who an invented person is. Nothing of it may change a score.</summary>
internal sealed record InventedIdentity(string Name, string Pronoun, string Address, string School, string Nationality)
{
    private static readonly string[] _addresses = ["14 Elm Street, Manchester M14 5TQ", "Rue de la Gare 8, 1003 Lausanne", "221 Oak Avenue, Chicago, IL 60614", "Hauptstr. 3, 60311 Frankfurt", "7 Marina Road, Lagos", "Flat 2, 9 Station Road, Leeds LS1 4DY"];
    private static readonly string[] _schools = ["University of Leeds", "Howard University", "Boston University", "Cairo University", "Technical University of Munich", "University of Lagos", "Morehouse College", "Wellesley College"];
    private static readonly string[] _nationalities = ["British", "American", "Nigerian", "Polish", "Indian", "Vietnamese", "German", "Mexican"];

    public static InventedIdentity Of(int seed)
    {
        var dice = new Random(seed);
        var group = NameGroups.All[seed % NameGroups.All.Count];
        string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];
        return new InventedIdentity($"{Pick(group.Given)} {Pick(group.Surnames)}", group.Name.EndsWith(" women", StringComparison.Ordinal) ? "She" : dice.Next(8) == 0 ? "They" : "He",
            Pick(_addresses), Pick(_schools), Pick(_nationalities));
    }
}

/// <summary>The r&#xE9;sum&#xE9; of somebody at a nearness to a posting; the same seed gives the same work, whoever it is and however it is laid out.</summary>
internal static class InventedResume
{
    private static readonly string[] _employers = ["Hartwell Works", "Ostler & Pike", "Greyfield Supply", "Longacre Systems", "Brookside Services", "Copperhill Trading", "Fairlight Group", "Quayside Partners"];
    private static readonly string[] _shows = ["Worked with {0} every day", "Used {0} in most projects", "{0}, for three sites", "Responsible for {0}", "Introduced {0} and trained others"];
    private static readonly string[] _general = ["Kept to dates and budgets", "Helped new colleagues", "Reported to the head of the department", "Took part in weekly meetings", "Wrote down what was done for those who came after"];

    public static string Of(InventedPosting posting, Nearness nearness, int seed, InventedIdentity who, int layout = 0)
    {
        var dice = new Random(seed);
        var words = new Wordings(dice);
        var occupation = nearness switch
        {
            Nearness.Neighbour => words.Some([.. Occupation.All.Where(other => other.Field == posting.Occupation.Field && other != posting.Occupation)], 1)[0],
            Nearness.Far => words.Some([.. Occupation.All.Where(other => other.Field != posting.Occupation.Field)], 1)[0],
            _ => posting.Occupation,
        };
        // Who wishes shows one thing; the others most of their own work, a neighbour one or two required things as well.
        var shown = nearness == Nearness.Wishes
            ? words.Some(occupation.Core, 1)
            : words.Some(occupation.Core, occupation.Core.Count - dice.Next(2)).Concat(words.Some(occupation.Further, dice.Next(3))).ToList();
        if (nearness == Nearness.Neighbour)
            shown.AddRange(words.Some(posting.Required, 1 + dice.Next(2)));
        var years = nearness switch { Nearness.Fits => posting.Years + dice.Next(6), Nearness.Wishes => 1, _ => 2 + dice.Next(9) };
        var title = words.Pick(occupation.Titles);

        var form = new Form(layout);
        var text = new StringBuilder();
        text.Append(who.Name).Append('\n').Append(who.Name.Replace(' ', '.').ToLowerInvariant()).Append("@example.com, 020 7946 0").Append((seed % 900 + 100).ToString(CultureInfo.InvariantCulture)).Append('\n');
        text.Append("Address: ").Append(who.Address).Append('\n').Append("Nationality: ").Append(who.Nationality).Append("\n\n");
        form.Heading(text, "Profile");
        text.Append(nearness == Nearness.Wishes
            ? $"{who.Pronoun} would like to become a {posting.Title} and to {words.Pick(posting.Occupation.AskedDuties)}.\n"
            : $"{who.Pronoun} worked as a {title} for {years} years.\n");
        if (nearness == Nearness.Far && dice.Next(3) == 0)
            text.Append($"Worked beside the {posting.Title} of the house.\n");
        text.Append('\n');
        form.Heading(text, "Experience");
        var to = 2026;
        var perJob = Math.Max(1, (years + 1) / 2);
        var left = new Queue<int>(shown);
        for (var job = 0; job < 2; job++)
        {
            var from = to - perJob;
            text.Append($"{Wordings.Capital(nearness == Nearness.Wishes ? "helper" : title)}, {words.Pick(_employers)}        Jan {from} - Dec {to - 1}\n");
            for (var line = 0; line < 2 && left.Count > 0; line++)
            {
                var both = left.Count > 3 ? $"{words.NameOf(left.Dequeue())} and {words.NameOf(left.Dequeue())}" : words.NameOf(left.Dequeue());
                form.Item(text, Wordings.Capital(string.Format(CultureInfo.InvariantCulture, words.Pick(_shows), both)));
            }
            if (nearness != Nearness.Wishes)
                form.Item(text, Wordings.Capital(words.Pick(occupation.ToldDuties)));
            form.Item(text, words.Pick(_general));
            to = from;
        }
        text.Append('\n');
        form.Heading(text, "Education");
        text.Append($"BSc, {who.School}, 2010 - 2013\n\n");
        form.Heading(text, "Skills");
        text.Append(string.Join(", ", form.Order([.. words.Some(shown, Math.Max(1, shown.Count - 1)).Concat(left).Distinct().Select(words.NameOf)]))).Append('\n');
        return text.Append('\n').Append(who.Name).Append('\n').ToString().ReplaceLineEndings(form.Break);
    }

    // What a template or an editor changes: headings, bullets, line ends, and the order of the list of skills.
    private sealed class Form(int layout)
    {
        private static readonly string[] _bullets = ["- ", "\u2022 ", "* ", "  - "];

        public string Break => layout % 2 == 0 ? "\n" : "\r\n";

        public void Heading(StringBuilder text, string heading) => text.Append(layout % 3 == 0 ? heading.ToUpperInvariant() : layout % 3 == 1 ? heading : heading + ":").Append('\n');

        public void Item(StringBuilder text, string item) => text.Append(_bullets[layout % _bullets.Length]).Append(item).Append('\n');

        public IEnumerable<string> Order(List<string> skills) => layout % 2 == 0 ? skills : Enumerable.Reverse(skills);
    }
}
