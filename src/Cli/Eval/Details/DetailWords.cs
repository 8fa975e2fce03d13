using System.Globalization;
using System.Text;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.Cli.Eval.Details;

/// <summary>Fills the slots of the forms of <see cref="InventedDetails"/>.</summary>
internal sealed class DetailWords(Random dice)
{
    private static readonly string[] _plain =
        ["Station", "Church", "Mill", "Maple", "Oak", "Victoria", "Garden", "Park", "Main", "Spring", "Market", "Bridge", "Forest", "Lake", "Rose", "Sunset", "College", "Museum", "Harbour", "Orchard", "Temple", "Airport", "Independence", "Republic", "Liberty"];

    private static readonly string[] _months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    // Words that a street is called after: people and towns, in an order that does not change.
    private static readonly List<string> _names =
        [.. Lexicon.All.Where(e => e.Word.Length is > 3 and < 12 && e.Word.All(char.IsAsciiLetterLower) && ((e.Kinds & (WordKinds.Surname | WordKinds.Frequent)) == (WordKinds.Surname | WordKinds.Frequent) || (e.Kinds & WordKinds.BigTown) != 0))
            .Select(e => e.Word).Order(StringComparer.Ordinal)];

    public string Fill(string form)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < form.Length;)
        {
            var open = form.IndexOf('{', at);
            if (open < 0)
                return filled.Append(form, at, form.Length - at).ToString();
            var close = form.IndexOf('}', open);
            filled.Append(form, at, open - at).Append(Value(form[(open + 1)..close]));
            at = close + 1;
        }
        return filled.ToString();
    }

    private string Value(string slot) => slot switch
    {
        // A word of a street's name; the last of a compound is in small letters.
        "w" => Title(dice.Next(3) == 0 ? _plain[dice.Next(_plain.Length)] : Name()),
        "n" => Number(1, 200),
        "N" => Number(200, 9999),
        "u" => Number(1, 40),
        "o" => Number(1, 80) is var n ? n + (n.EndsWith('1') && n != "11" ? "st" : n.EndsWith('2') && n != "12" ? "nd" : n.EndsWith('3') && n != "13" ? "rd" : "th") : "",
        "a" => ((char)('A' + dice.Next(6))).ToString(),
        "town" => Title(Name()),
        "d" => Number(1, 28),
        "dd" => dice.Next(1, 28).ToString("00", CultureInfo.InvariantCulture),
        "mm" => dice.Next(1, 12).ToString("00", CultureInfo.InvariantCulture),
        "month" => _months[dice.Next(12)],
        "mon" => _months[dice.Next(12)][..3],
        "yyyy" => Number(1955, 2005),
        "yy" => Number(60, 99),
        "age" => Number(19, 64),
        _ => throw new ArgumentException($"No slot is called '{slot}'.", nameof(slot)),
    };

    private string Name() => _names[dice.Next(_names.Count)];

    private string Number(int least, int below) => dice.Next(least, below).ToString(CultureInfo.InvariantCulture);

    private static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
