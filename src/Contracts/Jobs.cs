namespace ClearView.Contracts;

/// <summary>A job was opened or changed in an HR system.</summary>
public sealed record JobPublished(JobId Job, Origin Origin, string Title, string Text)
{
    public const string WireName = "job.published.v1";
}

/// <summary>A job's posting was read.</summary>
public sealed record JobParsed(JobId Job, JobFeatures Features, IReadOnlyList<WordingFinding> Wording, string Parser)
{
    public const string WireName = "job.parsed.v1";
}
