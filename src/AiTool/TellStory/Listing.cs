using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>Quoted words in a sentence.</summary>
internal static class Listing
{
    /// <summary>"SQL, Python and Kafka"</summary>
    public static string Of(IReadOnlyList<Quote> quotes, int most = int.MaxValue)
    {
        var names = quotes.Take(most).Select(quote => InSentence(ThirdPerson.Flat(quote.Text, 0, quote.Text.Length))).ToList();
        return names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        };
    }

    /// <summary>With a capital at its beginning.</summary>
    public static string Cased(string text) => ThirdPerson.Flat(text, 0, text.Length) is { Length: > 0 } flat ? char.ToUpperInvariant(flat[0]) + flat[1..] : "";

    /// <summary>Ordinary words lose the capital they had at the beginning of a line; names such as SQL, Power BI or Kafka keep it.</summary>
    public static string InSentence(string text)
    {
        if (text.Length < 2 || !char.IsUpper(text[0]) || char.IsUpper(text[1]))
            return text;
        var words = text.Split(' ');
        return Verbs.Of(words[0]) is not null || StartsCommonWord(words[0]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    private static bool StartsCommonWord(string word) => CommonWords.Contains(word);

    private static readonly HashSet<string> CommonWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "medication", "team", "stock", "customer", "visual", "bank", "bookkeeping", "accounts", "inventory", "inspection", "wound", "care", "classroom", "lesson", "data", "machine", "statistics",
        "sampling", "regression", "environmental", "stability", "method", "aseptic", "cash", "order", "cycle", "reach", "warehouse", "manual", "food", "first", "mental", "patient", "email", "social", "content", "paid",
        "brand", "rosters", "roster", "scheduling", "coaching", "picking", "packing", "loading", "invoices", "reconciliation", "reconciliations", "payroll", "budget", "budgets", "audit", "training", "maintenance", "fault",
        "welding", "electrical", "mechanical", "mathematics", "physics", "teaching", "exam", "project", "process", "continuous", "root", "quality", "documentation", "monitoring", "incident", "backup", "networking",
        "complaints", "telephone", "knowledge", "live", "newsletters", "forecasting", "pricing", "merchandising", "safeguarding", "observations", "discharge", "patients", "medicines", "infection", "cannulation", "venepuncture",
    };
}
