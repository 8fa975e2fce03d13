using System.Text;
using ClearView.AiTool.ExtractSkills;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>A posting for an occupation; the same seed gives the same one.</summary>
internal sealed record InventedPosting(Occupation Occupation, string Title, IReadOnlyList<int> Required, int Years, PairText Text)
{
    private static readonly string[] _companies = ["Tarnwood", "Northlark", "Mill Lane", "Pennine", "Kolanut", "Redbridge", "Solano", "Hartwell", "Juniper Yard", "Ostler"];
    private static readonly string[] _about = ["We are a friendly team and grow each year.", "About 140 people work here.", "Our customers trust us because we keep our word.", "Founded in a garage, we now have three sites.", "We care for each other and for what we make."];
    private static readonly string[] _offers = ["We offer good pay, thirty days of holiday and a pension.", "You get a laptop, training and time to learn.", "Everybody is welcome to apply.", "We answer every application within two weeks."];
    private static readonly string[] _asks = ["Experience with {0}", "Good knowledge of {0}", "{0}", "You know {0}", "Proven experience in {0}", "Confident in {0}", "Background in {0}"];
    private static readonly string[] _wishes = ["{0} is a plus", "Ideally {0}", "{0} would help"];
    private static readonly string[] _traits = ["Good communication skills", "You work well in a team", "Reliable and well organised", "Able to work under pressure", "A positive attitude"];

    public static InventedPosting Of(Occupation occupation, int seed)
    {
        var dice = new Random(seed);
        var words = new Wordings(dice);
        var title = words.Pick(occupation.Titles);
        var required = words.Some(occupation.Core, occupation.Core.Count - dice.Next(2));
        var years = dice.Next(6);
        var text = new StringBuilder();
        text.AppendLine(Wordings.Capital(title)).AppendLine(words.Pick(_companies)).AppendLine();
        text.AppendLine("About us").AppendLine(words.Pick(_about)).AppendLine();
        text.AppendLine("What you will do");
        foreach (var duty in words.Some(occupation.AskedDuties, 1 + dice.Next(occupation.AskedDuties.Count)))
            text.AppendLine("- " + Wordings.Capital(duty));
        text.AppendLine().AppendLine("Requirements");
        if (years > 0)
            text.AppendLine($"- {years} years of experience or more");
        foreach (var skill in required)
            text.AppendLine("- " + Wordings.Capital(string.Format(System.Globalization.CultureInfo.InvariantCulture, words.Pick(_asks), words.NameOf(skill))));
        text.AppendLine("- " + words.Pick(_traits));
        text.AppendLine().AppendLine("Nice to have");
        foreach (var skill in words.Some(occupation.Further, 1 + dice.Next(occupation.Further.Count)))
            text.AppendLine("- " + Wordings.Capital(string.Format(System.Globalization.CultureInfo.InvariantCulture, words.Pick(_wishes), words.NameOf(skill))));
        text.AppendLine().AppendLine("What we offer").AppendLine(words.Pick(_offers));
        return new InventedPosting(occupation, title, required, years, new PairText($"job {seed}", text.ToString()));
    }
}

/// <summary>Draws words for invented texts.</summary>
internal sealed class Wordings(Random dice)
{
    public string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];

    public List<T> Some<T>(IReadOnlyList<T> of, int count)
    {
        var drawn = of.ToArray();
        dice.Shuffle(drawn);
        return [.. drawn.Take(count)];
    }

    /// <summary>One of the names that a skill is written by, its own one half of the time.</summary>
    public string NameOf(int skill)
    {
        var own = Taxonomy.Default.Skills[skill].Name;
        var others = Taxonomy.Default.Names.Where(name => name.Skill == skill && name.Rule == NameRule.Anywhere && name.Text.Length > 3 && name.NotBefore.Length == 0).ToList();
        return dice.Next(2) == 0 || others.Count == 0 ? own : others[dice.Next(others.Count)].Text;
    }

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
