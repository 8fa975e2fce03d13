namespace ClearView.Messaging.History;

/// <summary>What a function would do with what history has, against what is stored and was published. Nothing of it was done.</summary>
/// <param name="Handled">Messages that it handled without an error.</param>
/// <param name="Failed">Messages on which it threw.</param>
/// <param name="Erased">Messages about somebody whose key was destroyed.</param>
public sealed record ShadowReport(string Function, long From, long To, int Handled, int Failed, int Erased, ShadowMessages Messages, IReadOnlyList<ShadowRows> Rows)
{
    /// <summary>The first of them; the sums above count all.</summary>
    public IReadOnlyList<ShadowDifference> Differences { get; init; } = [];

    /// <summary>Nothing would be other than it is.</summary>
    public bool IsSame => Failed == 0 && Messages is { OtherBody: 0, OnlyNow: 0, OnlyThen: 0 } && Rows.All(r => r.Kind == "same");
}

/// <param name="Same">History has a message of that id with the same body.</param>
/// <param name="OtherBody">History has a message of that id with another body.</param>
/// <param name="OnlyNow">History has none of that id.</param>
/// <param name="OnlyThen">History has one that followed from a handled message, and it would not be published now.</param>
/// <param name="NotKnown">Its kind is not kept in history, or the key of that one was destroyed.</param>
public sealed record ShadowMessages(int Same, int OtherBody, int OnlyNow, int OnlyThen, int NotKnown);

/// <summary>Rows of one table that would change.</summary>
public sealed record ShadowRows(string Table, string Kind, IReadOnlyList<string> Columns, long Count);

/// <param name="Message">The handled one.</param>
/// <param name="What">other-body, only-now, only-then, failed, insert, update or delete.</param>
/// <param name="On">The kind of message, the table, or the code of the failure.</param>
/// <param name="Id">Of the published message, when it is about one.</param>
public sealed record ShadowDifference(MessageId Message, string What, string On, MessageId? Id);

/// <param name="Since">No messages from before; null for all that history has.</param>
/// <param name="Limit">Messages that are handled at most, the oldest first.</param>
/// <param name="Rate">Messages a second: each keeps the store's writer for as long as the function takes.</param>
public sealed record ShadowOptions(DateTimeOffset? Since, int Limit, int Rate);
