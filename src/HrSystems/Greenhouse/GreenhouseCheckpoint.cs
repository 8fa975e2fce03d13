using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>How far Greenhouse was read. Holds ids and digests, nothing of a person.</summary>
internal sealed class GreenhouseCheckpoint
{
    private const int MostSeen = 8192;

    /// <summary>More candidates than this in trouble are no candidates' trouble.</summary>
    public const int MostAgain = 1000;

    private GreenhouseCheckpoint(DateTimeOffset? upTo, DateTimeOffset? windowEnd, long after)
    {
        UpTo = upTo;
        WindowEnd = windowEnd;
        After = after;
    }

    /// <summary>Everything up to here was read; null before the first pass.</summary>
    public DateTimeOffset? UpTo { get; private set; }

    /// <summary>End of the window of a pass that was not finished, so that its rest is read within the same bounds.</summary>
    public DateTimeOffset? WindowEnd { get; set; }

    /// <summary>In that pass, candidates with ids up to this are done.</summary>
    public long After { get; set; }

    /// <summary>Rows of finished passes, and what was found in them.</summary>
    public SeenLately Seen { get; } = new(MostSeen);

    /// <summary>Rows of this pass. They count as seen when it is finished: a crash must not leave their candidates unread.</summary>
    private SeenLately SeenInThisPass { get; } = new(MostSeen);

    /// <summary>Jobs and résumés as they were last announced.</summary>
    private StampsLately Told { get; } = new(MostSeen);

    /// <summary>Whether there is anything to save but the time.</summary>
    public bool HasNews { get; private set; }

    /// <summary>Candidates that could not be read whole, to be looked at again.</summary>
    public Dictionary<long, SecondLook> Again { get; } = [];

    /// <summary>Whether a row is new, or changed, since it was last seen in a finished pass.</summary>
    public bool IsNewRow(params ReadOnlySpan<object?> row)
    {
        SeenInThisPass.Add(row);
        return !Seen.Has(row);
    }

    /// <summary>Whether this was not found before; from now on it was.</summary>
    public bool IsNewFind(params ReadOnlySpan<object?> find)
    {
        var isNew = Seen.Add(find);
        HasNews |= isNew;
        return isNew;
    }

    /// <summary>How to announce a job or résumé that became another since; null when it was announced as it is.</summary>
    public Stamp? NewsOf(string kind, long id, string print, long version)
    {
        var before = Told.Find($"{kind} {id}");
        var stamp = Stamp.Of(before, print, version);
        return stamp == before ? null : stamp;
    }

    /// <summary>It was announced.</summary>
    public void Tell(string kind, long id, Stamp stamp)
    {
        HasNews = true;
        Told.Set($"{kind} {id}", stamp);
    }

    /// <summary>Everything in the window was read.</summary>
    public void Finish(DateTimeOffset end)
    {
        foreach (var digest in SeenInThisPass.Digests)
            HasNews |= Seen.AddDigest(digest);
        (UpTo, WindowEnd, After) = (end, null, 0);
    }

    public void LookAgain(long candidate, SecondLook look)
    {
        HasNews = true;
        Again[candidate] = look;
    }

    public void Done(long candidate) => HasNews |= Again.Remove(candidate);

    public static GreenhouseCheckpoint Read(string? text)
    {
        var saved = text is null ? null : JsonSerializer.Deserialize(text, GreenhouseCheckpointJson.Default.Saved);
        var checkpoint = new GreenhouseCheckpoint(saved?.UpTo, saved?.WindowEnd, saved?.After ?? 0);
        foreach (var digest in saved?.Seen ?? [])
            checkpoint.Seen.AddDigest(digest);
        foreach (var told in saved?.Told ?? [])
            checkpoint.Told.Set(told.What, new Stamp(told.Print, told.Version));
        foreach (var (id, look) in saved?.Again ?? [])
            checkpoint.Again[id] = look;
        return checkpoint;
    }

    public string Write() => JsonSerializer.Serialize(
        new Saved(UpTo, WindowEnd, After, [.. Seen.Digests], Again, [.. Told.All.Select(t => new LastTold(t.Key, t.Value.Print, t.Value.Version))]),
        GreenhouseCheckpointJson.Default.Saved);

    internal sealed record Saved(
        DateTimeOffset? UpTo, DateTimeOffset? WindowEnd, long After, IReadOnlyList<string>? Seen, Dictionary<long, SecondLook>? Again,
        IReadOnlyList<LastTold>? Told);

    /// <param name="What">A kind and an id.</param>
    internal sealed record LastTold(string What, string Print, long Version);
}

/// <param name="Looks">How often it was looked at in vain.</param>
/// <param name="NotBefore">When to look next.</param>
internal sealed record SecondLook(int Looks, DateTimeOffset NotBefore);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(GreenhouseCheckpoint.Saved))]
internal sealed partial class GreenhouseCheckpointJson : JsonSerializerContext;
