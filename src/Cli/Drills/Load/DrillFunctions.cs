using System.Diagnostics;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Load;

/// <summary>The functions that a drill watches. Each leaves a row for what it handled, which nothing but the library keeps from being two.</summary>
internal static class DrillFunctions
{
    public const string Effect = "drill-effect";
    public const string Relay = "drill-relay";
    public const string SecondEffect = "drill-effect-2";
    public const string Slow = "drill-slow";
    public const string Fair = "drill-fair";

    /// <summary>What every drill runs.</summary>
    public static IReadOnlyList<string> Usual { get; } = [Effect, Relay, SecondEffect];

    public static IReadOnlyList<FunctionDescriptor> Of(IReadOnlyList<string> names) => [.. All().Where(f => names.Contains(f.Name))];

    /// <summary>Those that leave a row for each letter: the relay's work shows in what follows from it.</summary>
    public static IReadOnlyList<string> WithEffects(IReadOnlyList<string> names) => [.. names.Where(n => n != Relay)];

    /// <summary>The functions whose dead letter explains that <paramref name="function"/> has no effect.</summary>
    public static IReadOnlyList<string> OnTheWayTo(string function) => function == SecondEffect ? [Relay, SecondEffect] : [function];

    private static IEnumerable<FunctionDescriptor> All()
    {
        yield return Function.Of<KeepLetter, DrillLetter>(Effect);
        yield return Function.Pure<RelayLetter, DrillLetter>(Relay).Publishes<DrillEcho>();
        yield return Function.Of<KeepEcho, DrillEcho>(SecondEffect);
        yield return Function.Of<KeepSlowly, DrillLetter>(Slow);
        yield return Function.Of<KeepFairly, DrillLetter>(Fair, parallelism: 16);
    }
}

internal sealed class KeepLetter(EffectRow effects) : IFunction<DrillLetter>
{
    public Task HandleAsync(DrillLetter message, FunctionContext context, CancellationToken ct)
    {
        if (message.Poison)
            Process.GetCurrentProcess().Kill();
        return effects.KeepAsync(context, message.Letter, message.PublishedAt, ct);
    }
}

internal sealed class RelayLetter : IFunction<DrillLetter>
{
    public Task HandleAsync(DrillLetter message, FunctionContext context, CancellationToken ct)
    {
        context.Publish(new DrillEcho(message.Letter, message.PublishedAt));
        return Task.CompletedTask;
    }
}

internal sealed class KeepEcho(EffectRow effects) : IFunction<DrillEcho>
{
    public Task HandleAsync(DrillEcho message, FunctionContext context, CancellationToken ct) =>
        effects.KeepAsync(context, message.Letter, message.PublishedAt, ct);
}

/// <summary>As slow as the driver says.</summary>
internal sealed class KeepSlowly(EffectRow effects, Orders orders, TimeProvider clock) : IFunction<DrillLetter>
{
    public async Task HandleAsync(DrillLetter message, FunctionContext context, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(orders.Number(Orders.Slowness)), clock, ct);
        await effects.KeepAsync(context, message.Letter, message.PublishedAt, ct);
    }
}

/// <summary>Takes 20 ms for each letter, as something that asks another system does.</summary>
internal sealed class KeepFairly(EffectRow effects, TimeProvider clock) : IFunction<DrillLetter>
{
    private static readonly TimeSpan _work = TimeSpan.FromMilliseconds(20);

    public async Task HandleAsync(DrillLetter message, FunctionContext context, CancellationToken ct)
    {
        await Task.Delay(_work, clock, ct);
        await effects.KeepAsync(context, message.Letter, message.PublishedAt, ct);
    }
}
