using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Documents;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The words of a name, folded, and the ways in which they are run together.</summary>
internal sealed class NameSpellings
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "de", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "el", "al", "von", "van", "der", "den", "ter", "ten", "bin", "binti", "ibn", "y", "e", "zu", "af", "av", "du", "des", "mc", "o", "ben", "jr", "sr",
    };

    private readonly List<string> _roots = [];

    private NameSpellings(HashSet<string> words, HashSet<string> glued, HashSet<string> wholes, HashSet<string> firsts, HashSet<string> lasts, IEnumerable<string> runs)
    {
        foreach (var root in runs.Concat(words).OrderBy(w => w.Length))
            if (!HasRoot(root)) _roots.Add(root);
        Wholes = wholes;
        Words = words;
        Glued = glued;
        FirstInitials = [.. firsts.Where(w => w.Length > 0).Select(w => w[0])];
        LastInitials = [.. lasts.Where(w => w.Length > 0).Select(w => w[0])];
        // A part this long inside another word is no chance.
        Inside = [.. glued.Concat(words.Where(w => w.Length >= 5)).Where(w => w.Length >= 5).Distinct().OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal)];
    }

    public HashSet<string> Words { get; }

    /// <summary>"janedoe", "doejane", "jdoe", "janed".</summary>
    public HashSet<string> Glued { get; }

    /// <summary>What gives the name away inside a longer word, such as a handle; longest first.</summary>
    public IReadOnlyList<string> Inside { get; }

    /// <summary>The glued ones that hold a first and a last name in full.</summary>
    public HashSet<string> Wholes { get; }

    /// <summary>Whether a folded word holds any of the words that all spellings are put together from: most words hold none.</summary>
    public bool HasRoot(ReadOnlySpan<char> word)
    {
        foreach (var root in _roots)
            if (word.Contains(root, StringComparison.Ordinal)) return true;
        return false;
    }

    public HashSet<char> FirstInitials { get; }

    public HashSet<char> LastInitials { get; }

    public bool IsEmpty => Words.Count == 0;

    public static bool IsParticle(ReadOnlySpan<char> word) => Particles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <param name="isMirrored">Whether the words are looked for from last letter to first as well, where that is no word.</param>
    public static NameSpellings Of(string? first, string? last, bool isMirrored = false)
    {
        // Where nobody says which is which, each is both.
        var isEither = ReferenceEquals(first, last);
        var firsts = Parts(first);
        var lasts = isEither ? firsts : Parts(last);
        // "V\u00E2n" folds to a particle and is none.
        var words = new HashSet<string>((isEither ? firsts : firsts.Concat(lasts)).SelectMany(part => Variants(part).Where(w => w.Length > 1 && (!Particles.Contains(w) || part.Any(c => c > 127)))), StringComparer.Ordinal);
        if (isMirrored)
            words.UnionWith([.. words.Where(w => w.Length > 3).Select(Mirrored).Where(w => Lexicon.KindsOf(w) == WordKinds.None)]);
        var glued = new HashSet<string>(StringComparer.Ordinal);
        var wholes = new HashSet<string>(StringComparer.Ordinal);
        var firstRuns = Runs(firsts);
        var lastRuns = isEither ? firstRuns : Runs(lasts);
        foreach (var f in firstRuns)
        {
            foreach (var l in lastRuns)
            {
                Take(f + l);
                TakeGlued(f[0] + l);
                TakeGlued(f + l[0]);
                if (isEither)
                    continue; // the other order comes in its turn
                Take(l + f);
                TakeGlued(l + f[0]);
            }
        }
        var runs = isEither ? firstRuns : firstRuns.Concat(lastRuns);
        foreach (var whole in runs)
            TakeGlued(whole);

        return new NameSpellings(words, glued, wholes, [.. firsts.SelectMany(Variants)], [.. lasts.SelectMany(Variants)], runs);

        void Take(string whole)
        {
            TakeGlued(whole);
            wholes.Add(whole);
        }

        void TakeGlued(string whole)
        {
            if (whole.Length >= 5) glued.Add(whole);
        }
    }

    private static string Mirrored(string word) => string.Create(word.Length, word, static (mirrored, word) =>
    {
        word.CopyTo(mirrored);
        mirrored.Reverse();
    });

    private static List<string> Parts(string? name)
    {
        var parts = new List<string>();
        foreach (var part in (name ?? "").Split([' ', '-', ',', '.', '\u00A0', '\u2010', '\u2011'], StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = string.Concat(Letters.Compose(part).Where(char.IsLetter));
            if (letters.Length > 0 && parts.Count < 20) parts.Add(letters);
        }
        return parts;
    }

    // The name's words, and all of it, run together in each spelling; of a long name only its first word and its last.
    private static HashSet<string> Runs(List<string> parts)
    {
        var wholes = new HashSet<string>(StringComparer.Ordinal);
        if (parts.Count == 0)
            return wholes;
        const int Few = 4;
        foreach (var whole in parts.Count <= Few ? [string.Concat(parts), .. parts] : (string[])[string.Concat(parts), parts[0], parts[^1]])
            wholes.UnionWith(Variants(whole).Where(w => w.Length > 1 && !Particles.Contains(w)));
        return wholes;
    }

    // "Müller" is written "Muller" and "Mueller"; "Mueller" is written "Müller", which folds to "muller".
    private static IEnumerable<string> Variants(string word)
    {
        var plain = string.Create(word.Length, word, static (folded, word) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = Letters.Fold(word[i]);
        });
        yield return plain;
        if (word.Any(c => Letters.AsTwo(c) is not null) && string.Concat(word.Select(c => Letters.AsTwo(c) ?? Letters.Fold(c).ToString())) is var two && two != plain)
            yield return two;
        var one = plain.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal).Replace("aa", "a", StringComparison.Ordinal).Replace("ss", "s", StringComparison.Ordinal);
        if (one != plain && one.Length > 3) yield return one;
    }
}
