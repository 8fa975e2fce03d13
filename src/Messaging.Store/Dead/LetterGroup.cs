namespace ClearView.Messaging.Store.Dead;

/// <summary>What dead letters of one cause at one function share.</summary>
public readonly record struct GroupKey(string Function, string Fingerprint)
{
    /// <summary>The function's name under which the outbox sets aside what the broker does not take.</summary>
    public const string Outbox = "outbox";

    /// <summary>Whether no function died of it: no queue took it, or the broker did not. Put back, it is published to all who take its kind by then.</summary>
    public bool IsOfNoFunction => Function is Outbox or Receive.DeadLetterKeeper.Parking;

    /// <summary>Whoever has it redrives the group; nobody else may meanwhile.</summary>
    internal string Right => $"redrive/{Function}/{Fingerprint}";
}

/// <summary>Which dead letters are meant; null stands for any.</summary>
public sealed record LetterFilter(string? Function = null, string? Fingerprint = null, string? Tenant = null, long? Letter = null);

/// <param name="Cause">Of the newest letter; null when none was told.</param>
/// <param name="IsTransient">Something outside was not well: the running system redrives them by itself.</param>
/// <param name="SomeTenants">The first of them by name.</param>
public sealed record LetterGroup(
    GroupKey Key, long Letters, DateTimeOffset FirstAt, DateTimeOffset LastAt, long Newest, bool IsTransient, FailureCause? Cause,
    long Tenants, IReadOnlyList<string> SomeTenants);

/// <summary>What is said of one letter. Its sealed body stays where it is.</summary>
/// <param name="Id">By which people name it.</param>
/// <param name="BodyLength">In bytes, sealed.</param>
/// <param name="AutomaticRedrives">How often the running system redrove it by itself.</param>
/// <param name="Redrives">How often it was redriven, by whomever.</param>
/// <param name="Discard">Under which it was discarded; null when it was not.</param>
public sealed record LetterLine(
    long Id, string Function, string Fingerprint, Envelope Envelope, FailureCause? Cause, DateTimeOffset FailedAt, bool IsTransient, long BodyLength,
    long Redrives, long AutomaticRedrives, long? Discard);
