namespace ClearView.Messaging.Store.Accounts;

/// <summary>What limits an account, in words.</summary>
internal static class AccountNotes
{
    public static IEnumerable<string> Of(IReadOnlyList<FunctionAccount> accounts, IReadOnlyList<AccountedFunction> functions, Held held, Owed owed, ReadHistory read)
    {
        if (read.First is null)
            yield return "History is empty.";
        if (functions.Where(f => accounts.Any(a => a.Function == f.Name && a[MessageState.NotOwed] > 0) && !owed.IsNoted(f)).Select(f => f.Name).ToList() is { Count: > 0 } unnoted)
            yield return $"Since when the queue is bound was not noted for {string.Join(", ", unnoted)}: the first message that it is known to have had stands for it.";
        if (accounts.Any(a => a[MessageState.NoTrace] > 0))
            yield return "A stage without a store that names nothing it publishes leaves no trace of what it handled: what is neither dead nor in its queue is counted as such.";
        if (functions.Where(f => accounts.Any(a => a.Function == f.Name && a[MessageState.Lost] > 0) && !held.TellsHands(f)).Select(f => f.Name).ToList() is { Count: > 0 } untold)
            yield return $"What processes have in hand was not told for {string.Join(", ", untold)}: with --management it is.";
        foreach (var account in accounts.Where(a => !a.Adds))
            yield return $"The sums of '{account.Function}' differ: {account.Published} were published to it, and {account.States.Values.Sum()} were found. That is an error of the account.";
    }
}
