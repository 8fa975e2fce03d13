using ClearView.Cli.Node;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>Puts dead letters back into work, group by group: each cause has its own canary.</summary>
internal static class RedriveLetters
{
    private const int MostGroups = 1_000;
    private const int MostTenants = 50;

    public static async Task<int> PlanAsync(DeadOptions options, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var lists = services.GetRequiredService<LetterLists>();
        var run = Run(services);
        var groups = new List<PlannedGroup>();
        foreach (var group in await GroupsAsync(lists, options, ct))
        {
            var of = options.Filter with { Function = group.Key.Function, Fingerprint = group.Key.Fingerprint };
            var tenants = await lists.TenantsAsync(of, MostTenants, ct);
            var (canary, refused) = await CanaryAsync(run, Order(options, group.Key, RedriveOrder.MostRate, TimeSpan.Zero), ct);
            groups.Add(new PlannedGroup(group.Key.Fingerprint, group.Key.Function, group.Letters, canary, refused, [.. tenants.Select(t => new PlannedTenant(t.Tenant, t.Letters))]));
        }

        if (groups.Count == 0)
            return await NothingAsync();
        Console.Write(options.Json ? DeadJson.Of(new RedrivePlan(groups)) + "\n" : DeadText.Of(new RedrivePlan(groups)));
        return ExitCode.Done;
    }

    public static async Task<int> RedriveAsync(DeadOptions options, int rate, TimeSpan wait, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var groups = await GroupsAsync(services.GetRequiredService<LetterLists>(), options, ct);
        if (groups.Count == 0)
            return await NothingAsync();
        var worst = ExitCode.Done;
        foreach (var group in groups)
            worst = Worse(worst, await EndAsync(options, told => Run(services).BeginAsync(Order(options, group.Key, rate, wait), told, ct)));
        return worst;
    }

    public static async Task<int> ResumeAsync(DeadOptions options, long id, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        if (await services.GetRequiredService<Redrives>().FindAsync(id, ct) is not { } redrive)
        {
            await Console.Error.WriteLineAsync($"clearview: there is no redrive {id}.");
            return ExitCode.Failed;
        }

        return await EndAsync(options, async told => await Run(services).ResumeAsync(redrive, told, ct));
    }

    private static async Task<int> EndAsync(DeadOptions options, Func<Action<Redrive>, Task<Redrive?>> redrive)
    {
        Redrive? last = null;
        try
        {
            last = await redrive(told =>
            {
                last = told;
                if (!options.Json && told.State == Redrive.Running)
                    Console.WriteLine(DeadText.Progress(told));
            });
        }
        catch (RedriveBusyException e)
        {
            await Console.Error.WriteLineAsync("clearview: " + PlainText.Of(e.Message));
            return DeadCode.Busy;
        }
        catch (NotRedrivableException e)
        {
            await Console.Error.WriteLineAsync("clearview: " + PlainText.Of(e.Message));
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (last is not null)
        {
            await Console.Error.WriteLineAsync($"clearview: redrive {last.Id} is not at its end; what was put back is handled. Go on with: dead redrive --resume {last.Id}");
            return ExitCode.Failed;
        }

        if (last is null)
            return await NothingAsync();
        Console.Write(options.Json ? DeadJson.Of(last) + "\n" : DeadText.Of(last));
        return last.State switch
        {
            Redrive.Finished => ExitCode.Done,
            Redrive.Undecided => DeadCode.Undecided,
            _ => DeadCode.Stopped,
        };
    }

    private static async Task<IReadOnlyList<LetterGroup>> GroupsAsync(LetterLists lists, DeadOptions options, CancellationToken ct)
    {
        var groups = await lists.GroupsAsync(options.Filter, MostGroups, ct);
        if (groups.Count == MostGroups)
            await Console.Error.WriteLineAsync($"clearview: these are the {MostGroups:N0} largest groups; there may be more. When these are done, ask again.");
        return groups;
    }

    private static async Task<(long? Canary, string? Refused)> CanaryAsync(RedriveRun run, RedriveOrder order, CancellationToken ct)
    {
        try
        {
            return (await run.FirstAsync(order, 1, ct) is [var canary, ..] ? canary : null, null);
        }
        catch (NotRedrivableException e)
        {
            return (null, e.Message);
        }
    }

    private static RedriveOrder Order(DeadOptions options, GroupKey group, int rate, TimeSpan wait) =>
        new(group, options.Filter.Tenant, options.Filter.Letter, rate, wait, Environment.UserName);

    private static RedriveRun Run(IServiceProvider services) =>
        new(services.GetRequiredService<IStoreDatabase>(), RoleCatalog.Of(Roles.All), services.GetRequiredService<TimeProvider>());

    private static async Task<int> NothingAsync()
    {
        await Console.Error.WriteLineAsync("clearview: there are no such dead letters. What there is: dead list.");
        return ExitCode.Failed;
    }

    // Failures that returned are worse than results that did not come; what was never begun is the worst.
    private static int Worse(int one, int other) => new[] { one, other }.MaxBy(code => code switch
    {
        ExitCode.Done => 0,
        DeadCode.Undecided => 1,
        DeadCode.Stopped => 2,
        DeadCode.Busy => 3,
        _ => 4,
    });
}

internal sealed record RedrivePlan(IReadOnlyList<PlannedGroup> Groups);

/// <param name="Canary">The letter that goes first, alone.</param>
/// <param name="Refused">Why this version cannot put them back; null when it can.</param>
internal sealed record PlannedGroup(string Group, string Function, long Letters, long? Canary, string? Refused, IReadOnlyList<PlannedTenant> Tenants);

internal sealed record PlannedTenant(string Tenant, long Letters);
