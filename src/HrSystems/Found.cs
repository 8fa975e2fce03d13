using ClearView.Contracts;

namespace ClearView.HrSystems;

/// <summary>What a poll comes upon, under the HR system's own ids. Its version grows when its content changes.</summary>
public abstract record Found
{
    /// <summary>Larger originals are cut one byte past this, so that the AI tool refuses them with its own words.</summary>
    public const int LargestResume = 10 * 1024 * 1024;

    private Found()
    {
    }

    public sealed record Job(string SourceId, long Version, string Title, string Text) : Found;

    /// <param name="CandidateSourceId">Never a name, an e-mail address or a file's path.</param>
    /// <param name="SourceId">The document's own id.</param>
    /// <param name="Content">At most <see cref="LargestResume"/> + 1 bytes.</param>
    /// <param name="Length">Length of the document as the system has it.</param>
    /// <param name="ReceivedOn">The day of the application.</param>
    public sealed record Resume(
        string CandidateSourceId, string SourceId, long Version, byte[] Content, long Length, DateOnly ReceivedOn, KnownIdentity? Identity) : Found
    {
        public override string ToString() => $"Resume {SourceId} of candidate {CandidateSourceId}"; // the rest is personal
    }

    public sealed record Application(string SourceId, string CandidateSourceId, string JobSourceId, long Version) : Found;

    /// <summary>Something is there that cannot be taken yet: the system is not read to its end.</summary>
    public sealed record Later : Found;

    /// <summary>A row or file that is left out. The text names a place (a line, an id), never a person.</summary>
    public sealed record Trouble(string Code, string Text) : Found;

    /// <summary>A poll that starts with this checkpoint needs nothing of what was found before.</summary>
    public sealed record UpTo(string Checkpoint) : Found;
}
