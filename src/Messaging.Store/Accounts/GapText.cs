using System.Globalization;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>What to tell of a message that is nowhere.</summary>
internal static class GapText
{
    public static Gap Of(OpenMessage message, AccountedFunction function, Held held)
    {
        var isCertain = message.Verdict == Notebook.Lost;
        return new Gap(
            message.Id.ToString(), message.Type, message.Tenant, function.Name, message.Time, isCertain,
            message.IsLetterless ? "the inbox says that it is dead, and there is no letter of it" : Missing(function, held, isCertain), Advice(message, function));
    }

    private static string Missing(AccountedFunction function, Held held, bool isCertain)
    {
        var queue = held.InQueue(function) switch
        {
            null => $"there is no queue '{function.Queue}'",
            0 => "its queue is empty",
            _ when isCertain => "later ones came out of its queue",
            { } count => $"its queue holds {count}, which are fewer than are missing",
        };
        if (!isCertain && held.Dead + (function.HasStore ? 0 : held.Ladder) is > 0 and var elsewhere)
            queue += $"; {elsewhere} are on the ladder of retries or on their way to the dead letters, of this function or another";
        return function.HasStore
            ? $"its inbox and the dead letters have it not, and {queue}"
            : $"nothing that it published follows from it, the dead letters have it not, and {queue}{(held.TellsHands(function) ? "" : "; what a process has in hand the broker tells only by its management API")}";
    }

    private static string Advice(OpenMessage message, AccountedFunction function) => message.IsLetterless
        ? "its text is in history: publish what came in once more"
        : function.HasStore
            ? string.Create(CultureInfo.InvariantCulture, $"functions replay {function.Name} --since {message.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")
            : "a stage without a store cannot be replayed: have what came in sent once more";
}
