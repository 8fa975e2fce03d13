using System.Runtime.Intrinsics;
using ClearView.AiTool.Anonymize.Finders;

namespace ClearView.AiTool.Anonymize.Tagging;

/// <summary>
/// An averaged perceptron that reads the words of a document from first to last and takes each for a person, a place, a firm or none of these.
/// Integer arithmetic: the same text is tagged the same way on every machine.
/// </summary>
internal sealed class Tagger(TagWeights weights)
{
    public static Tagger Default => field ??= new Tagger(TagWeights.Default);

    /// <summary>The tag of each token, and by how much it leads the next best.</summary>
    public Tagged Tag(ResumeText resume, EmailWords emails)
    {
        var input = new TagInput(resume, emails);
        var tagged = new Tagged(resume.Tokens.Count);
        var ofText = FromText(input);
        Span<int> features = stackalloc int[TagFeatures.Count - TagFeatures.OfText];
        Span<int> scores = stackalloc int[TagWeights.Tags];
        Tag before = default, beforeThat = default;
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var tag = Tagging.Tag.None;
            if (input[i])
            {
                TagFeatures.FromTags(input, i, before, beforeThat, features);
                weights.Score(features, ofText[i]).CopyTo(scores);
                tag = Best(scores);
                tagged.Set(i, tag, scores);
            }
            // Who may be a person is one to what follows.
            (before, beforeThat) = (tagged.MayBePerson(i) ? Tagging.Tag.Person : tag, before);
        }
        return tagged;
    }

    // Most of the weights lie far apart in memory. Here no decision waits for any of them, so the processor fetches those of several words at a time.
    private Vector128<int>[] FromText(TagInput input)
    {
        var sums = new Vector128<int>[input.Resume.Tokens.Count];
        Span<int> features = stackalloc int[TagFeatures.OfText];
        for (var i = 0; i < sums.Length; i++)
        {
            if (!input[i])
                continue;
            TagFeatures.FromText(input, i, features);
            sums[i] = weights.Score(features, default);
        }
        return sums;
    }

    public static Tag Best(ReadOnlySpan<int> scores)
    {
        var best = 0;
        for (var tag = 1; tag < scores.Length; tag++)
            if (scores[tag] > scores[best]) best = tag;
        return (Tag)best;
    }
}

/// <summary>The tags of a document's tokens; none outside it.</summary>
internal sealed class Tagged(int tokens)
{
    // In doubt a person: what was hidden for nothing can be asked for, a name that was shown cannot be taken back.
    private const int TowardsPerson = 150;

    private readonly Tag[] _tags = new Tag[tokens];
    private readonly int[] _person = NoLeads(tokens);

    public Tag this[int token] => (uint)token < (uint)_tags.Length ? _tags[token] : Tag.None;

    /// <summary>A person, or nearly one where it is nothing else.</summary>
    public bool MayBePerson(int token) => this[token] switch
    {
        Tag.Person => true,
        Tag.None => (uint)token < (uint)_person.Length && _person[token] > -TowardsPerson,
        _ => false,
    };

    /// <summary>By how much "person" leads the best of the others; negative when another leads.</summary>
    public int PersonLead(int token) => _person[token];

    internal void Set(int token, Tag tag, ReadOnlySpan<int> scores)
    {
        _tags[token] = tag;
        _person[token] = scores[(int)Tag.Person] - Math.Max(scores[0], Math.Max(scores[(int)Tag.Place], scores[(int)Tag.Firm]));
    }

    // What was never looked at is no doubt.
    private static int[] NoLeads(int tokens)
    {
        var leads = new int[tokens];
        Array.Fill(leads, int.MinValue);
        return leads;
    }
}
