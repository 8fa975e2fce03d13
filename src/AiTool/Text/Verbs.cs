using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

internal enum VerbForm { Base, Third, Past, Gerund }

/// <param name="Base">The verb after "they": "run" for "runs".</param>
/// <param name="Noun">Whether the base form is a noun as well.</param>
/// <param name="Adjective">Whether the past form is an adjective as well.</param>
/// <param name="Weak">Whether it says little of what was done.</param>
/// <param name="Result">Whether it tells a result.</param>
internal sealed record Verb(string Base, VerbForm Form, bool Noun, bool Adjective, bool Weak, bool Result);

/// <summary>The verbs that lines of résumés begin with, in four forms, from verbs.txt.</summary>
internal static class Verbs
{
    private static readonly FrozenDictionary<string, Verb>.AlternateLookup<ReadOnlySpan<char>> Forms =
        Read().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static Verb? Of(ReadOnlySpan<char> word) => Forms.TryGetValue(word, out var verb) ? verb : null;

    private static Dictionary<string, Verb> Read()
    {
        var forms = new Dictionary<string, Verb>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in EmbeddedLines.Read("Text.verbs.txt"))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var flags = parts.Skip(1).Where(part => part.Length == 1).Select(part => part[0]).ToHashSet();
            var words = parts.Where(part => part.Length > 1).ToArray();
            var stem = words[0];
            var past = words.Length > 1 ? words[1] : stem.EndsWith('e') ? stem + "d" : EndsInY(stem) ? stem[..^1] + "ied" : stem + "ed";
            var gerund = words.Length > 2 ? words[2] : stem.EndsWith('e') && !stem.EndsWith("ee", StringComparison.Ordinal) ? stem[..^1] + "ing" : stem + "ing";
            var third = EndsInY(stem) ? stem[..^1] + "ies" : EndsInHiss(stem) ? stem + "es" : stem + "s";
            Verb In(VerbForm form) => new(stem, form, flags.Contains('n'), flags.Contains('a'), flags.Contains('w'), flags.Contains('r'));
            // The past form wins where two are written alike ("set", "found"): a résumé mostly tells of the past.
            forms[stem] = In(VerbForm.Base);
            forms.TryAdd(third, In(VerbForm.Third));
            forms.TryAdd(gerund, In(VerbForm.Gerund));
            forms[past] = In(VerbForm.Past);
        }
        return forms;
    }

    private static bool EndsInY(string word) => word.EndsWith('y') && !"aeou".Contains(word[^2]);

    private static bool EndsInHiss(string word) =>
        word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("sh", StringComparison.Ordinal) || word.EndsWith("ch", StringComparison.Ordinal) || word.EndsWith('x');
}
