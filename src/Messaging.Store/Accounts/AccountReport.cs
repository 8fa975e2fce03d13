namespace ClearView.Messaging.Store.Accounts;

/// <summary>What is asked for.</summary>
/// <param name="Since">Messages from before are not counted.</param>
/// <param name="Most">Gaps that are named; all are counted.</param>
/// <param name="Settle">How long a message that is nowhere to be found is given before it is looked for again, and then named.</param>
public sealed record AccountOptions(DateTimeOffset? Since = null, string? Function = null, string? Tenant = null, int Most = 50, TimeSpan? Settle = null)
{
    public static TimeSpan UsualSettle { get; } = TimeSpan.FromSeconds(30);
}

/// <param name="CountsFrom">What was published before is not in it: history has dropped it, or was told to be left out. Null when history is empty.</param>
/// <param name="AsOf">When it was begun; what was published later is not in it.</param>
/// <param name="Messages">That were published or wait to be, each once.</param>
/// <param name="OfNoFunction">Those among them of a type that no accounted function takes.</param>
/// <param name="Parked">In the parking queue, or kept from there among the dead letters: when they came, no function took their type. They are in no history and in no sum.</param>
/// <param name="Unaccounted">Messages that some function is owed and that are in no state, counted for each function.</param>
/// <param name="Gaps">The oldest of them.</param>
/// <param name="Notes">What limits the account.</param>
public sealed record AccountReport(
    DateTimeOffset? CountsFrom, DateTimeOffset AsOf, long Messages, long OfNoFunction, long Parked, long Unaccounted, IReadOnlyList<FunctionAccount> Functions,
    IReadOnlyList<Gap> Gaps, IReadOnlyList<string> Notes)
{
    public bool IsWhole => Unaccounted == 0 && Functions.All(f => f.Adds);
}

/// <param name="Published">Messages of its types, counted where they were read.</param>
/// <param name="States">The same messages by their state, counted where they were found; none that is zero.</param>
/// <param name="InQueue">What its queue holds now, of whatever age; null when it has none at the broker.</param>
/// <param name="Consumers">Who reads its queue.</param>
public sealed record FunctionAccount(string Function, bool HasStore, long Published, IReadOnlyDictionary<MessageState, long> States, long? InQueue, int Consumers)
{
    public long this[MessageState state] => States.GetValueOrDefault(state);

    /// <summary>The two counts are the same, as they must be.</summary>
    public bool Adds => States.Values.Sum() == Published;
}

/// <summary>A message that a function is owed, and of which nothing is known.</summary>
/// <param name="Published">Since then nothing is known of it.</param>
/// <param name="Certain">False when the broker holds some messages that it does not name: so many of the function's gaps may be among these.</param>
/// <param name="What">What was looked for and not found.</param>
/// <param name="Do">What brings it back, or how to go on.</param>
public sealed record Gap(string Id, string Type, string Tenant, string Function, DateTimeOffset Published, bool Certain, string What, string Do);

/// <param name="Read">Messages of history so far.</param>
/// <param name="Part">Of all that is to be read, from 0 to 1.</param>
public readonly record struct AccountProgress(long Read, double Part);
