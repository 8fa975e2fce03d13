using System.Globalization;
using System.Text;
using ClearView.Messaging.Store.Accounts;

namespace ClearView.Cli.Accounts;

/// <summary>A table of functions by state, and below it what is missing and what to do about it.</summary>
internal static class AccountText
{
    public static string Of(AccountAnswer account)
    {
        var text = new StringBuilder();
        var states = Enum.GetValues<MessageState>().Where(s => account.States[AccountAnswer.NameOf(s)] > 0 || s is MessageState.Done or MessageState.Lost).ToList();
        var width = Math.Max("FUNCTION".Length, account.Functions.Select(f => f.Function.Length).DefaultIfEmpty().Max());
        Row("FUNCTION", "PUBLISHED", states.Select(Heading));
        foreach (var function in account.Functions)
            Row(function.Function, Number(function.Published), states.Select(s => Number(function.States[AccountAnswer.NameOf(s)])));
        Row("all", Number(account.Functions.Sum(f => f.Published)), states.Select(s => Number(account.States[AccountAnswer.NameOf(s)])));

        text.Append(CultureInfo.InvariantCulture, $"\n{account.Messages} messages{(account.CountsFrom is { } from ? $" since {Second(from)}" : "")}, as of {Second(account.AsOf)}; a message is counted for each function that takes it.\n");
        if (account.OfNoFunction > 0)
            text.Append(CultureInfo.InvariantCulture, $"{account.OfNoFunction} of them are of a kind that none of these functions takes.\n");
        if (account.Parked > 0)
            text.Append(CultureInfo.InvariantCulture, $"{account.Parked} are parked: nobody took their kind when they came. Start all roles from one version, then: dead list --function parking, dead redrive.\n");
        foreach (var function in account.Functions.Where(f => f is { InQueue: > 0, Consumers: 0 }))
            text.Append(CultureInfo.InvariantCulture, $"'{function.Function}' has {function.InQueue} in its queue, and nobody reads it: start the role that has it.\n");
        if (account.States[AccountAnswer.NameOf(MessageState.Dead)] is > 0 and var dead)
            text.Append(CultureInfo.InvariantCulture, $"{dead} are dead letters: dead list, then dead redrive.\n");
        foreach (var note in account.Notes)
            text.Append(note).Append('\n');
        AppendGaps(text, account);
        return text.ToString();

        void Row(string name, string published, IEnumerable<string> numbers)
        {
            text.Append(name.PadRight(width)).Append("  ").Append(published.PadLeft(9));
            foreach (var (i, number) in numbers.Index())
                text.Append("  ").Append(number.PadLeft(Math.Max(Heading(states[i]).Length, 6)));
            text.Append('\n');
        }
    }

    public static string Of(AccountProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"clearview: {progress.Read} messages of history are read, {progress.Part * 100:F0} % of it.");

    private static void AppendGaps(StringBuilder text, AccountAnswer account)
    {
        if (account.Unaccounted == 0)
        {
            text.Append(account.Whole ? "Nothing is unaccounted for.\n" : "Nothing is unaccounted for, but the sums differ.\n");
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{account.Unaccounted} are unaccounted for:\n");
        foreach (var gap in account.Gaps)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {gap.Id} {gap.Type} at {gap.Function}, tenant {gap.Tenant}; since {Second(gap.Published)}, when it was published, nothing is known of it:\n      {gap.What}{(gap.Certain ? "" : ", so it may be another of its queue that is missing")}.\n      To do: {gap.Do}\n");
        }

        if (account.Unaccounted > account.Gaps.Count)
            text.Append(CultureInfo.InvariantCulture, $"  and {account.Unaccounted - account.Gaps.Count} more: --most {account.Unaccounted}\n");
    }

    private static string Heading(MessageState state) => state switch
    {
        MessageState.CatchUp => "CATCH-UP",
        MessageState.NoTrace => "NO TRACE",
        MessageState.NotOwed => "NOT OWED",
        MessageState.Lost => "UNACCOUNTED",
        _ => state.ToString().ToUpperInvariant(),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Second(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
