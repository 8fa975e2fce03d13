namespace ClearView.Simulators.Greenhouse;

/// <summary>A list below /v3: its rows, and the parameters that it understands besides those of every list.</summary>
internal sealed record Resource(string Name, Func<IReadOnlyList<IRow>> Rows)
{
    /// <summary>Lists of at most 50 ids: a row passes when its id is among them.</summary>
    public IReadOnlyDictionary<string, Func<IRow, long?>> Ids { get; init; } = new Dictionary<string, Func<IRow, long?>>();

    /// <summary>Single words out of a fixed few.</summary>
    public IReadOnlyDictionary<string, (string[] Words, Func<IRow, string> Of)> Words { get; init; } = new Dictionary<string, (string[], Func<IRow, string>)>();

    /// <summary>The word that a list without that parameter is held to.</summary>
    public (string Parameter, string Word)? Unasked { get; init; }

    public static IReadOnlyList<Resource> All(Account account, Notes notes) =>
    [
        new("candidates", account.Candidates),
        new("applications", account.Applications)
        {
            Ids = new Dictionary<string, Func<IRow, long?>>
            {
                ["candidate_ids"] = row => ((ApplicationRow)row).CandidateId,
                ["job_ids"] = row => ((ApplicationRow)row).JobId,
            },
            Words = new Dictionary<string, (string[], Func<IRow, string>)>
            {
                ["status"] = (["active", "hired", "rejected", "converted"], row => ((ApplicationRow)row).Status),
            },
        },
        new("jobs", account.Jobs)
        {
            Words = new Dictionary<string, (string[], Func<IRow, string>)>
            {
                ["status"] = (["open", "closed", "draft"], row => ((JobRow)row).Status),
            },
        },
        new("job_posts", account.JobPosts)
        {
            Ids = new Dictionary<string, Func<IRow, long?>> { ["job_ids"] = row => ((JobPostRow)row).JobId },
            Words = new Dictionary<string, (string[], Func<IRow, string>)>
            {
                ["active"] = (["true", "false"], row => ((JobPostRow)row).Active ? "true" : "false"),
            },
            Unasked = ("active", "true"),
        },
        new("attachments", account.Attachments)
        {
            Ids = new Dictionary<string, Func<IRow, long?>>
            {
                ["candidate_ids"] = row => ((AttachmentRow)row).CandidateId,
                ["application_ids"] = row => ((AttachmentRow)row).ApplicationId,
            },
        },
        new("notes", notes.Rows)
        {
            Ids = new Dictionary<string, Func<IRow, long?>> { ["candidate_ids"] = row => ((NoteRow)row).CandidateId },
        },
    ];
}
