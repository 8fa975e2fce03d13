using ClearView.AiTool.Anonymize.Finders;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>
/// What the tagger sees of each word, in arrays: training hides words and lists from it there, so that it learns to do without.
/// </summary>
internal sealed class TagInput
{
    private const WordKinds Seen = WordKinds.Given | WordKinds.Surname | WordKinds.Frequent | WordKinds.Dictionary | WordKinds.Common | WordKinds.Town | WordKinds.BigTown | WordKinds.TownStart | WordKinds.Demonym | WordKinds.Skill;

    private readonly bool[] _isAsked;
    private readonly byte[] _gaps;
    private readonly byte[] _shapes;

    public TagInput(ResumeText resume, EmailWords emails)
    {
        Resume = resume;
        var count = resume.Tokens.Count;
        Words = new uint[count];
        Prefixes = new uint[count];
        Suffixes = new uint[count];
        Kinds = new WordKinds[count];
        InEmail = new bool[count];
        Hidden = new bool[count];
        _isAsked = new bool[count];
        _gaps = new byte[count];
        _shapes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var token = resume.Tokens[i];
            Kinds[i] = token.Kinds & Seen;
            _shapes[i] = (byte)((byte)token.Shape + 1);
            if (!(_isAsked[i] = IsAsked(resume, i)))
                continue;
            var word = resume.Word(token);
            Prefixes[i] = Hash(word[..Math.Min(3, word.Length)]);
            Suffixes[i] = Hash(word[^Math.Min(3, word.Length)..]);
            InEmail[i] = emails.Holds(word);
        }
    }

    public ResumeText Resume { get; }

    /// <summary>Where training writes what is to be seen instead of a word; 0 where nobody has asked yet.</summary>
    public uint[] Words { get; }

    /// <summary>A word as a number; 0 outside the document. Read when first asked: most words stand beside none that is asked about.</summary>
    public uint Word(int i)
    {
        if ((uint)i >= (uint)Words.Length)
            return 0;
        ref var word = ref Words[i];
        if (word != 0)
            return word;
        var token = Resume.Tokens[i];
        // One number is like another of its length.
        return word = token.Shape == Shape.Number ? 1u + (uint)token.Length : Hash(Resume.Word(token));
    }

    public uint[] Prefixes { get; }

    public uint[] Suffixes { get; }

    public WordKinds[] Kinds { get; }

    public bool[] InEmail { get; }

    /// <summary>Words whose letters are not shown.</summary>
    public bool[] Hidden { get; }

    /// <summary>The form of a word; 0 outside the document.</summary>
    public uint ShapeAt(int i) => (uint)i < (uint)_shapes.Length ? _shapes[i] : 0u;

    /// <summary>What stands behind a word, as a number; read when first asked.</summary>
    public uint Gap(int i)
    {
        ref var gap = ref _gaps[i];
        return gap != 0 ? gap : gap = (byte)TagFeatures.Gap(Resume.Gap(i));
    }

    /// <summary>Whether a word is asked about; the rest is none of what is looked for.</summary>
    public bool this[int token] => _isAsked[token];

    // Words that are written like names, those between them ("de la"), and short lines of a writer who shuns capitals.
    private static bool IsAsked(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        // Months, tools, jobs and the like are never asked about unless somebody bears them as a name.
        if (token.Is(WordKinds.Skill) && !token.Is(WordKinds.Name | WordKinds.Town) && token.Shape != Shape.Initial)
            return false;
        // "I'm", "I've"
        if (token.Length is 3 or 4 && resume.Folded[token.Start] == 'i' && resume.Folded[token.Start + 1] == '\'')
            return false;
        switch (token.Shape)
        {
            case Shape.Capital or Shape.Upper or Shape.Initial:
                return true;
            case Shape.Mixed:
                return resume.Original(token).IndexOfAnyInRange('0', '9') < 0;
            case Shape.Lower:
                var stretch = resume.Stretches[token.Line];
                if (token.Line < 4 && stretch.Last - stretch.First <= 4)
                    return true;
                return resume.ShunsCapitals ? !token.Is(WordKinds.Dictionary | WordKinds.Skill)
                    : i > 0 && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1].IsProper && NameSpellings.IsParticle(resume.Word(token));
            default:
                return false;
        }
    }

    public static uint Hash(ReadOnlySpan<char> word)
    {
        var hash = 2166136261u;
        foreach (var c in word)
            hash = (hash ^ c) * 16777619u;
        return hash | 16;
    }
}
