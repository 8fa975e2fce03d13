using ClearView.Cli.Node;
using ClearView.Messaging;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Cli.Dead;

/// <summary>Groups, letters, one letter. Nothing is changed, and no body is shown: there may be a person in it.</summary>
internal static class LookAtLetters
{
    private const int MostOpen = 20;

    public static async Task<int> GroupsAsync(DeadOptions options, int most, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var lists = services.GetRequiredService<LetterLists>();
        var groups = await lists.GroupsAsync(options.Filter, most, ct);
        var letters = await lists.CountAsync(options.Filter, ct);
        var isAll = groups.Sum(g => g.Letters) >= letters;
        var open = await services.GetRequiredService<Redrives>().OpenAsync(MostOpen, ct);
        Console.Write(options.Json ? DeadJson.Of(groups, letters, isAll, open) + "\n" : DeadText.Of(groups, letters, isAll, open));
        return ExitCode.Done;
    }

    public static async Task<int> LettersAsync(DeadOptions options, long after, int most, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var letters = await services.GetRequiredService<LetterLists>().LettersAsync(options.Filter, after, most + 1, ct);
        IReadOnlyList<LetterLine> page = [.. letters.Take(most)];
        Console.Write(options.Json ? DeadJson.Of(page, letters.Count <= most) + "\n" : DeadText.Of(page, letters.Count <= most));
        return ExitCode.Done;
    }

    public static async Task<int> OneAsync(DeadOptions options, long id, CancellationToken ct)
    {
        await options.Data.NeedStoreAsync(ct);
        await using var services = StoreOnly.Open(options.Data, "dead");
        var lists = services.GetRequiredService<LetterLists>();
        if (await lists.FindAsync(id, ct) is not { } letter)
        {
            await Console.Error.WriteLineAsync($"clearview: there is no dead letter {id}. It may have been redriven: see 'dead list --letters'.");
            return ExitCode.Failed;
        }

        var opens = Opens(services.GetRequiredService<IKeyRing>(), letter.Envelope, await lists.BodyAsync(id, ct));
        Console.Write(options.Json ? DeadJson.Of(letter, opens) + "\n" : DeadText.Of(letter, opens));
        return ExitCode.Done;
    }

    private static string Opens(IKeyRing keys, Envelope envelope, byte[]? body)
    {
        try
        {
            if (body is null || keys.Find(envelope.Tenant, envelope.KeyId) is not { } key)
                return "erased";
            if (Claim.IsOne(body))
                return "missing";
            PayloadSeal.Open(body, key, envelope);
            return "yes";
        }
        catch (TransientFailureException)
        {
            return "no-key";
        }
        catch (PermanentFailureException)
        {
            return "no";
        }
    }
}
