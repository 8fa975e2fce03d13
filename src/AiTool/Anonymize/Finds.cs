using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Finders;
using ClearView.AiTool.Anonymize.Tagging;

namespace ClearView.AiTool.Anonymize;

/// <summary>What has been found so far. Places never overlap: a wider find takes the place of those inside it, a narrower one keeps what is left.</summary>
internal sealed class Finds(ResumeText resume, FrozenSet<string> hide)
{
    // For each character the number of its find, from 1; 0 where nothing was found.
    private readonly int[] _owner = new int[resume.Text.Length];
    private readonly List<Found?> _finds = [];

    /// <summary>Folded name words that were found, and whether each belongs to the candidate.</summary>
    public Dictionary<string, bool> NameWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether something took itself for the candidate's own name.</summary>
    public bool HasCandidate { get; set; }

    /// <summary>What the tagger takes each word for; read when first asked, after the e-mail addresses were found, which tell it something.</summary>
    public Tagged Tags => field ??= Tagger.Default.Tag(resume, EmailWords.Of(resume, this));

    public bool Hides(string kind) => hide.Contains(kind);

    public bool IsFound(int position) => _owner[position] != 0;

    public bool IsFound(Token token) => _owner[token.Start] != 0;

    public bool Any(int start, int end) => _owner.AsSpan(start, end - start).ContainsAnyExcept(0);

    public Found? At(int position) => _owner[position] == 0 ? null : _finds[_owner[position] - 1];

    /// <summary>What a policy shows is no find. A school that it shows is one that is not replaced: else the town in its name would be.</summary>
    public void Add(string kind, int start, int end, string replacement, string rule, int confidence)
    {
        if (start >= end || !Hides(kind) && kind != HiddenKinds.School)
            return;
        // "Nguyen Van Anh (Anna)": the bracket that the name opened goes with it.
        if (kind == HiddenKinds.Name && end < resume.Text.Length && resume.Text[end] == ')' && resume.Text.AsSpan(start, end - start).Contains('(')) end++;
        var owners = _owner.AsSpan(start, end - start);
        if (owners.ContainsAnyExcept(0) && !MakeRoom(ref start, ref end))
            return;
        _finds.Add(new Found(kind, start, end, replacement, rule, confidence));
        _owner.AsSpan(start, end - start).Fill(_finds.Count);
    }

    public IEnumerable<Found> All => _finds.Where(f => f is not null).Select(f => f!.Value);

    /// <summary>The finds in order of place, with neighbours that read as one ("[a town], [a country]") made one.</summary>
    public List<Found> Resolve()
    {
        var ordered = new List<Found>(_finds.Count);
        foreach (var find in _finds)
            if (find is { } found && Hides(found.Kind)) ordered.Add(found);
        ordered.Sort((a, b) => a.Start.CompareTo(b.Start));
        return Neighbours.Merge(resume.Text, ordered);
    }

    private bool MakeRoom(ref int start, ref int end)
    {
        for (var i = start; i < end;)
        {
            if (_owner[i] == 0)
            {
                i++;
                continue;
            }
            var other = _finds[_owner[i] - 1]!.Value;
            if (other.Start < start || other.End > end)
                return KeepRest(ref start, ref end);
            i = other.End;
        }
        for (var i = start; i < end; i++)
        {
            if (_owner[i] == 0)
                continue;
            _finds[_owner[i] - 1] = null;
        }
        return true;
    }

    // The longest stretch that nobody has claimed, if there is anything to read in it.
    private bool KeepRest(ref int start, ref int end)
    {
        var (bestStart, bestEnd) = (0, 0);
        for (var i = start; i < end; i++)
        {
            if (_owner[i] != 0)
                continue;
            var from = i;
            while (i < end && _owner[i] == 0)
                i++;
            if (i - from > bestEnd - bestStart)
                (bestStart, bestEnd) = (from, i);
        }
        while (bestStart < bestEnd && !char.IsLetterOrDigit(resume.Text[bestStart])) bestStart++;
        while (bestStart < bestEnd && !char.IsLetterOrDigit(resume.Text[bestEnd - 1])) bestEnd--;
        (start, end) = (bestStart, bestEnd);
        return end > start;
    }
}
