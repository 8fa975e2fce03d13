using System.Globalization;
using System.Text;
using ClearView.Cli.Node;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>Gives letters up, with a reason that stays, and an entry in the audit trail that nobody can change unseen.</summary>
internal static class DiscardLetters
{
    private const string AuditType = "dead-letters.discarded";
    private const int MostGroups = 50;

    /// <param name="yes">Otherwise it is only said what would be done.</param>
    public static async Task<int> RunAsync(DeadOptions options, string reason, string by, bool yes, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var letters = await services.GetRequiredService<LetterLists>().CountAsync(options.Filter, ct);
        if (letters == 0)
        {
            await Console.Error.WriteLineAsync("clearview: there are no such dead letters. What there is: dead list.");
            return ExitCode.Failed;
        }

        var discard = yes ? await DiscardAsync(services, options.Filter, by, reason, ct) : null;
        var groups = discard is null ? await services.GetRequiredService<LetterLists>().GroupsAsync(options.Filter, MostGroups, ct) : [];
        var plan = new DiscardPlan(discard?.Id, discard?.Letters ?? letters, by, reason, [.. groups.Select(g => new DiscardedGroup(g.Key.Fingerprint, g.Key.Function, g.Letters))]);
        Console.Write(options.Json ? DeadJson.Of(plan) + "\n" : TextOf(plan));
        return ExitCode.Done;
    }

    private static async Task<Discard?> DiscardAsync(IServiceProvider services, LetterFilter filter, string by, string reason, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var discards = scope.ServiceProvider.GetRequiredService<Discards>();
        await work.BeginAsync(ct);
        if (await discards.AddAsync(filter, by, reason, ct) is not { } discard)
            return null;

        var content = new StringBuilder().Append(discard.Id.ToString(CultureInfo.InvariantCulture)).Append('\n').Append(by).Append('\n').Append(reason);
        foreach (var message in await discards.MessagesAsync(discard, ct))
            content.Append('\n').Append(message);
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().AppendAsync(
            TenantId.Default, MessageId.New(TimeProvider.System), AuditType, null, Encoding.UTF8.GetBytes(content.ToString()), discard.At, ct);
        await work.CommitAsync(ct);
        return discard;
    }

    private static string TextOf(DiscardPlan plan)
    {
        var text = new StringBuilder();
        foreach (var group in plan.Groups)
            text.Append(CultureInfo.InvariantCulture, $"  {group.Letters,7}  {group.Group} at '{group.Function}'\n");
        return plan.Discard is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"{plan.Letters} dead letters were discarded under {id}. The account goes on counting what they stand for.\n")
            : string.Create(CultureInfo.InvariantCulture, $"{plan.Letters} dead letters would be discarded, for good:\n{text}Nothing was changed. Give --yes to do it.\n");
    }
}

/// <param name="Discard">The number under which they were discarded; null when nothing was done.</param>
internal sealed record DiscardPlan(long? Discard, long Letters, string By, string Reason, IReadOnlyList<DiscardedGroup> Groups);

internal sealed record DiscardedGroup(string Group, string Function, long Letters);
