namespace ClearView.Messaging.Store.Accounts;

/// <summary>From when on a function is owed the messages of one type: its queue stood and was bound by then.</summary>
/// <param name="At">Older messages may have been published before; newer ones were not.</param>
public sealed record BindingNote(string Function, string Type, string Queue, bool HasStore, IReadOnlyList<string> Publications, From From, DateTimeOffset At);
