using System.Globalization;
using System.Text;
using ClearView.AiTool.Anonymize;

namespace ClearView.Cli.Eval.Details;

/// <summary>
/// Short r&#xE9;sum&#xE9;s in each of which one street, date of birth, age or nationality stands in one place, in the forms of many countries. No set of real
/// r&#xE9;sum&#xE9;s labels these. Among them stand lines that look like one and are none: those must stay.
/// </summary>
internal static class InventedDetails
{
    public const string Name = "invented details";

    private static readonly (string Kind, IReadOnlyList<string> Forms, IReadOnlyList<string> Lines)[] Kinds =
    [
        (HiddenKinds.Address, StreetForms.All, DetailLines.Addresses),
        (HiddenKinds.BirthDate, DetailForms.Dates, DetailLines.Births),
        (HiddenKinds.Age, DetailForms.Ages, DetailLines.Ages),
        (HiddenKinds.Nationality, DetailForms.Nationalities, DetailLines.Nationalities),
    ];

    /// <summary>The same numbers give the same documents; the kinds take turns.</summary>
    public static LabelledSet Of(int documents, int seed) =>
        new(Name, [.. Enumerable.Range(0, documents).Select(i => Document(i, new Random(seed * 1_000_003 + i)))], NamesEveryone: false, IsResumes: true, IsExact: true);

    private static LabelledDocument Document(int number, Random dice)
    {
        var (kind, forms, lines) = Kinds[number % Kinds.Length];
        string Pick(IReadOnlyList<string> of) => of[dice.Next(of.Count)];
        // "@top The line": where in the document it belongs.
        var (place, line) = Split(Pick(lines));
        var words = new DetailWords(dice);
        var value = words.Fill(Pick(forms));
        var (before, after) = (words.Fill(line[..line.IndexOf("{it}", StringComparison.Ordinal)]), words.Fill(line[(line.IndexOf("{it}", StringComparison.Ordinal) + 4)..]));
        if (dice.Next(12) == 0) value = value.ToUpperInvariant();

        var text = new StringBuilder();
        var labels = new List<Label>();
        void Detail()
        {
            text.Append(before);
            labels.Add(new Label(kind, value, text.Length, text.Length + value.Length));
            text.Append(value).Append(after).Append('\n');
        }
        void Kept(string kept)
        {
            text.Append(dice.Next(2) == 0 ? "- " : "");
            labels.Add(new Label(Label.Skill, kept, text.Length, text.Length + kept.Length));
            text.Append(kept).Append('\n');
        }
        text.Append(Pick(DetailLines.Tops)).Append('\n');
        if (place == "top") Detail();
        text.Append(Pick(DetailLines.Contacts)).Append("\n\n").Append(Pick(DetailLines.Profiles)).Append('\n');
        if (place == "profile") Detail();
        text.Append('\n').Append(Pick(DetailLines.WorkHeadings)).Append('\n').Append(Pick(DetailLines.Jobs)).Append('\n');
        for (var kept = 3; kept > 0; kept--)
            Kept(words.Fill(Pick(DetailLines.Kept)));
        text.Append('\n').Append(Pick(DetailLines.Studies)).Append('\n');
        if (place == "personal")
        {
            text.Append('\n').Append(Pick(DetailLines.PersonalHeadings)).Append('\n');
            Detail();
        }
        if (place == "reference")
        {
            text.Append("\nREFERENCES\nOn request, by post to\n");
            Detail();
        }
        return new LabelledDocument(number.ToString(CultureInfo.InvariantCulture), text.ToString(), labels);
    }

    private static (string Place, string Line) Split(string line) => (line[1..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
}
