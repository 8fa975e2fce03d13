namespace ClearView.Simulators.Greenhouse;

/// <summary>What the Greenhouse simulator serves, where, and how it misbehaves.</summary>
public sealed class GreenhouseOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes any free one. No other address is ever listened on.</summary>
    public int Port { get; set; }

    /// <summary>Folder that holds candidates.json, jobs.json and the files that candidates.json names.</summary>
    public string SamplesDirectory { get; set; } = "samples";

    /// <summary>File of JSON lines: every note, arrival, webhook and request. Read back at start. Required.</summary>
    public string JournalPath { get; set; } = "";

    /// <summary>Bytes after which requests are no longer recorded. Notes and arrivals always are.</summary>
    public long JournalLimit { get; set; } = 256 * 1024 * 1024;

    /// <summary>Where webhooks go; none are sent when it is null.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Key of the webhooks' signature. Required with <see cref="WebhookUrl"/>.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Length of the "minute" in the vendor's schedule of retries (1, 15, 60, 120, 240, 480 minutes).</summary>
    public TimeSpan WebhookMinute { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Time between two arrivals of candidates; zero means that all are there when the simulator starts.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>What the client gives as user name at the token endpoint.</summary>
    public string ClientId { get; set; } = "clearview-demo";

    /// <summary>What the client gives as password at the token endpoint. Links to files are signed with it too.</summary>
    public string ClientSecret { get; set; } = "made-up-for-the-demo";

    /// <summary>How long a bearer token lives.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Requests below /v3 in one window of 30 seconds.</summary>
    public int RateLimit { get; set; } = 3000;

    /// <summary>Most rows on one page, whatever the client asks for.</summary>
    public int PageSizeCap { get; set; } = 500;

    /// <summary>Whether a note without a user_id is refused.</summary>
    public bool NotesNeedUser { get; set; }

    /// <summary>Names of faults to switch on, see <see cref="Fault"/>; "all" switches on every one.</summary>
    public IReadOnlyList<string> Misbehave { get; set; } = [];

    /// <summary>How often each fault strikes at most.</summary>
    public int FaultLimit { get; set; } = 5;

    /// <summary>Chooses which requests, jobs and candidates the faults strike.</summary>
    public int Seed { get; set; } = 2026;

    /// <summary>How long the fault "slow" holds a request.</summary>
    public TimeSpan Slowness { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the fault "late-notes" keeps a note out of lists.</summary>
    public TimeSpan NoteLag { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after a candidate was listed the fault "merge" takes it away.</summary>
    public TimeSpan DepartAfter { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The clock of arrivals, tokens, links, limits and retries.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <exception cref="SimulatorStartException">With every setting that cannot be used, and what it may be.</exception>
    internal void Check()
    {
        string?[] problems =
        [
            Port is < 0 or > 65535 ? $"Port is {Port}; it must be 0 to 65535." : null,
            string.IsNullOrWhiteSpace(SamplesDirectory) ? "SamplesDirectory is empty; name the folder with candidates.json." : null,
            string.IsNullOrWhiteSpace(JournalPath) ? "JournalPath is empty; name a file to write." : null,
            WebhookUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https")
                ? $"WebhookUrl is '{url}'; it must begin with http:// or https://." : null,
            WebhookUrl is not null && string.IsNullOrEmpty(WebhookSecret) ? "WebhookSecret is empty; WebhookUrl needs one." : null,
            ClientId.Length == 0 || ClientId.Contains(':', StringComparison.Ordinal) ? "ClientId is empty or has a colon." : null,
            ClientSecret.Length == 0 ? "ClientSecret is empty." : null,
            RateLimit < 1 ? $"RateLimit is {RateLimit}; it must be 1 or more." : null,
            PageSizeCap is < 1 or > 500 ? $"PageSizeCap is {PageSizeCap}; it must be 1 to 500." : null,
            FaultLimit is < 0 or > 1000 ? $"FaultLimit is {FaultLimit}; it must be 0 to 1000." : null,
            TokenLifetime < TimeSpan.FromSeconds(1) ? "TokenLifetime is shorter than a second." : null,
            NotADelay("Pace", Pace), NotADelay("WebhookMinute", WebhookMinute),
            NotADelay("Slowness", Slowness), NotADelay("NoteLag", NoteLag), NotADelay("DepartAfter", DepartAfter),
            Faults.Unknown(Misbehave),
        ];
        var found = problems.OfType<string>().ToList();
        if (found.Count > 0)
            throw new SimulatorStartException(string.Join(' ', found));
    }

    private static string? NotADelay(string name, TimeSpan value) =>
        value < TimeSpan.Zero || value > TimeSpan.FromDays(1) ? $"{name} is {value}; it must be between zero and a day." : null;
}
