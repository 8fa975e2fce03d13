using Microsoft.Extensions.Configuration;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>How ClearView reaches one Greenhouse account (Harvest API v3).</summary>
public sealed class GreenhouseOptions
{
    private const string VendorHost = "harvest.greenhouse.io";

    /// <summary>Where /v3 begins. Plain http only to this machine.</summary>
    public string BaseAddress { get; set; } = "https://" + VendorHost + "/";

    /// <summary>Where tokens come from; default: the vendor's, or /token below any other base address.</summary>
    public string? TokenAddress { get; set; }

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>The Greenhouse user in whose name tokens are asked for and notes are written. The vendor wants it for notes.</summary>
    public long? UserId { get; set; }

    /// <summary>Who sees the notes: admin_only, private or public.</summary>
    public string NoteVisibility { get; set; } = "public";

    /// <summary>Key of the webhooks' signature; without it there is no webhook endpoint.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>The key before the last change: what was signed with it may still be on its way.</summary>
    public string? PreviousWebhookSecret { get; set; }

    /// <summary>From one poll to the next, unless a webhook hints.</summary>
    public double PollSeconds { get; set; } = 60;

    /// <summary>How far a poll looks back behind the last one, for rows that the lists show late.</summary>
    public double OverlapSeconds { get; set; } = 300;

    /// <summary>Only what changed since this time is read at first; default: everything that is open.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>Longest wait for one answer, its body included.</summary>
    public double DeadlineSeconds { get; set; } = 30;

    /// <summary>Least wait after "too many requests", whatever Greenhouse says; doubles while it says so again.</summary>
    public double ShortestWaitSeconds { get; set; } = 1;

    /// <summary>
    /// Hosts that attachments may come from, besides the base address's own; a leading dot takes all below it. Links come from
    /// outside: without this list they could point into the installation's own network.
    /// </summary>
    public IList<string> AttachmentHosts { get; set; } = [];

    internal Uri Base => new(BaseAddress.TrimEnd('/') + "/");

    internal Uri Token => TokenAddress is { } address ? new Uri(address)
        : Base.Host == VendorHost ? new Uri("https://auth.greenhouse.io/token")
        : new Uri(Base, "token");

    internal TimeSpan Overlap => TimeSpan.FromSeconds(OverlapSeconds);

    internal TimeSpan Deadline => TimeSpan.FromSeconds(DeadlineSeconds);

    internal TimeSpan ShortestWait => TimeSpan.FromSeconds(ShortestWaitSeconds);

    internal IReadOnlyList<string> Hosts => AttachmentHosts.Count > 0 ? [.. AttachmentHosts] : [".s3.amazonaws.com"];

    /// <exception cref="HrSettingsException">With everything that is wrong.</exception>
    public static GreenhouseOptions Read(IConfigurationSection section) => HrSettings.Read<GreenhouseOptions>(section, options => options.Problems());

    private IEnumerable<string> Problems()
    {
        if (!IsSafe(BaseAddress))
            yield return $"BaseAddress is '{BaseAddress}'; it must begin with https:// (http:// only for this machine).";
        if (TokenAddress is { } token && !IsSafe(token))
            yield return $"TokenAddress is '{token}'; it must begin with https:// (http:// only for this machine).";
        if (ClientId.Length == 0 || ClientId.Contains(':', StringComparison.Ordinal))
            yield return "ClientId is missing or has a colon; Greenhouse shows it beside the API credential.";
        if (ClientSecret.Length == 0)
            yield return "ClientSecret is missing; Greenhouse shows it once, when the API credential is made.";
        if (NoteVisibility is not ("admin_only" or "private" or "public"))
            yield return $"NoteVisibility is '{NoteVisibility}'; it must be admin_only, private or public.";
        if (PollSeconds is not (>= 0.1 and <= 86_400))
            yield return "PollSeconds must be between 0.1 and 86400.";
        if (OverlapSeconds is not (>= 0 and <= 86_400))
            yield return "OverlapSeconds must be between 0 and 86400.";
        if (DeadlineSeconds is not (>= 0.1 and <= 600))
            yield return "DeadlineSeconds must be between 0.1 and 600.";
        if (ShortestWaitSeconds is not (>= 0.01 and <= 60))
            yield return "ShortestWaitSeconds must be between 0.01 and 60.";
    }

    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
}
