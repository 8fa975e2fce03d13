using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Documents;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The words of a name, folded, and the ways in which they are run together.</summary>
internal sealed class NameSpellings
{
    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal)
    {
        "de", "da", "do", "dos", "das", "di", "del", "della", "la", "le", "el", "al", "von", "van", "der", "den", "ter", "ten", "bin", "binti", "ibn", "y", "e", "zu", "af", "av", "du", "des", "mc", "o", "ben", "jr", "sr", "binte", "bte", "wa", "ui", "nic",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ParticleLookup = Particles.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestParticle = Particles.Max(p => p.Length);

    private readonly List<string> _roots = [];

    private NameSpellings(HashSet<string> words, HashSet<string> glued, HashSet<string> wholes, HashSet<char> firsts, HashSet<char> lasts, IEnumerable<string> runs)
    {
        string[] roots = [.. runs, .. words];
        Array.Sort(roots, (a, b) => a.Length.CompareTo(b.Length));
        foreach (var root in roots)
            if (!HasRoot(root)) _roots.Add(root);
        Wholes = wholes;
        Words = words;
        Glued = glued;
        FirstInitials = firsts;
        LastInitials = lasts;
    }

    public HashSet<string> Words { get; }

    /// <summary>"janedoe", "doejane", "jdoe", "janed".</summary>
    public HashSet<string> Glued { get; }

    /// <summary>What gives the name away inside a longer word, such as a handle: a part this long is no chance. Gathered when first asked, for most texts hold no such word.</summary>
    public IReadOnlyCollection<string> Inside => field ??= Glued.Concat(Words).Where(w => w.Length >= 5).ToHashSet(StringComparer.Ordinal);

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

    public static bool IsParticle(ReadOnlySpan<char> word) => word.Length <= LongestParticle && ParticleLookup.Contains(word);

    /// <param name="isMirrored">Whether the words are looked for from last letter to first as well, where that is no word.</param>
    public static NameSpellings Of(string? first, string? last, bool isMirrored = false)
    {
        // Where nobody says which is which, each is both.
        var isEither = ReferenceEquals(first, last);
        var firsts = Parts(first);
        var lasts = isEither ? firsts : Parts(last);
        var words = new HashSet<string>(StringComparer.Ordinal);
        TakeWords(firsts);
        if (!isEither) TakeWords(lasts);
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

        var firstInitials = Initials(firsts);
        return new NameSpellings(words, glued, wholes, firstInitials, isEither ? firstInitials : Initials(lasts), runs);

        void TakeWords(List<Part> parts)
        {
            foreach (var part in parts)
            {
                // "V\u00E2n" folds to a particle and is none.
                var isMarked = part.Letters.AsSpan().ContainsAnyExceptInRange('\0', '\u007F');
                foreach (var word in part.Spellings)
                    if (word.Length > 1 && (isMarked || !Particles.Contains(word))) words.Add(word);
            }
        }

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

    /// <param name="Spellings">Folded.</param>
    private readonly record struct Part(string Letters, List<string> Spellings);

    private static List<Part> Parts(string? name)
    {
        var parts = new List<Part>();
        foreach (var part in (name ?? "").Split([' ', '-', ',', '.', '\u00A0', '\u2010', '\u2011'], StringSplitOptions.RemoveEmptyEntries))
        {
            var letters = part.AsSpan().ContainsAnyExceptInRange('a', 'z') ? string.Concat(Letters.Compose(part).Where(char.IsLetter)) : part;
            if (letters.Length > 0 && parts.Count < 20) parts.Add(new Part(letters, Variants(letters)));
        }
        return parts;
    }

    private static HashSet<char> Initials(List<Part> parts)
    {
        var initials = new HashSet<char>();
        foreach (var part in parts)
            foreach (var spelling in part.Spellings)
                if (spelling.Length > 0) initials.Add(spelling[0]);
        return initials;
    }

    // The name's words, and all of it, run together in each spelling; of a long name only its first word and its last.
    private static HashSet<string> Runs(List<Part> parts)
    {
        var runs = new HashSet<string>(StringComparer.Ordinal);
        if (parts.Count == 0)
            return runs;
        const int Few = 4;
        Take(Variants(string.Concat(parts.Select(part => part.Letters))));
        for (var i = 0; i < parts.Count; i++)
            if (parts.Count <= Few || i == 0 || i == parts.Count - 1) Take(parts[i].Spellings);
        return runs;

        void Take(List<string> spellings)
        {
            foreach (var spelling in spellings)
                if (spelling.Length > 1 && !Particles.Contains(spelling)) runs.Add(spelling);
        }
    }

    // "Müller" is written "Muller" and "Mueller"; "Mueller" is written "Müller", which folds to "muller".
    private static List<string> Variants(string word)
    {
        var plain = word.AsSpan().ContainsAnyExceptInRange('a', 'z') ? string.Create(word.Length, word, static (folded, word) =>
        {
            for (var i = 0; i < folded.Length; i++)
                folded[i] = Letters.Fold(word[i]);
        }) : word;
        var variants = new List<string>(2) { plain };
        if (word.Any(c => Letters.AsTwo(c) is not null) && string.Concat(word.Select(c => Letters.AsTwo(c) ?? Letters.Fold(c).ToString())) is var two && two != plain)
            variants.Add(two);
        if (!HasPair(plain))
            return variants;
        var one = plain.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal).Replace("aa", "a", StringComparison.Ordinal).Replace("ss", "s", StringComparison.Ordinal);
        if (one != plain && one.Length > 3) variants.Add(one);
        return variants;
    }

    private static bool HasPair(string word)
    {
        for (var i = 0; i + 1 < word.Length; i++)
            if ((word[i], word[i + 1]) is ('a' or 'o' or 'u', 'e') or ('a', 'a') or ('s', 's')) return true;
        return false;
    }
}
