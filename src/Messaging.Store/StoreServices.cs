using ClearView.Messaging.Claims;
using ClearView.Messaging.History;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store.Accounts;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Store.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store;

/// <summary>Puts the store into a host.</summary>
public static class StoreServices
{
    /// <param name="sender">Names this process's rows in the outbox; two processes should not share it.</param>
    public static IServiceCollection AddMessageStore(this IServiceCollection services, IStoreDatabase database, string sender)
    {
        services.AddSingleton(_ => database); // made here, so that it ends with the host
        services.AddSingleton(new SenderName(sender));
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton<IPersonKeys, PersonKeys>();
        services.AddSingleton<KeyedDigest>();
        services.AddSingleton<IInbox, Inbox>();
        services.AddSingleton<IDeadLetters, DeadLetters>();
        services.AddSingleton<ICatchUpProgress, CatchUpProgress>();
        services.TryAddSingleton(new ClaimOptions());
        services.AddSingleton<ClaimedBodies>();
        services.AddSingleton<IClaims>(provider => provider.GetRequiredService<ClaimedBodies>());
        services.AddSingleton<BindingNotes>();
        services.AddSingleton<LetterLists>();
        services.AddSingleton<Redrives>();
        services.AddScoped<Discards>();
        services.AddHostedService(provider => new ForgetLetters(
            provider.GetRequiredService<IStoreDatabase>(), provider.GetService<HistoryOptions>() ?? new HistoryOptions(),
            provider.GetRequiredService<ILogger<ForgetLetters>>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(TenantShares.Equal);
        services.AddSingleton<IntakePace>();
        services.AddScoped(provider => new StoreSession(
            provider.GetRequiredService<IStoreDatabase>(), provider.GetRequiredService<OutboxSignal>(), provider.GetRequiredService<SenderName>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ClaimedBodies>())
        { Pace = provider.GetRequiredService<IntakePace>() });
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<StoreSession>());
        services.AddScoped<IStoreConnection>(provider => provider.GetRequiredService<StoreSession>());
        return services;
    }

    /// <summary>After <see cref="AddMessageStore"/>: what scopes store is undone at their end, and nothing is sent.</summary>
    public static IServiceCollection FenceStore(this IServiceCollection services)
    {
        services.AddScoped<FencedSession>();
        services.AddScoped<IFencedWork>(provider => provider.GetRequiredService<FencedSession>());
        services.AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<FencedSession>());
        services.AddScoped<IStoreConnection>(provider => provider.GetRequiredService<FencedSession>());
        return services;
    }

    /// <summary>Redrives by itself what died of a transient cause.</summary>
    /// <param name="functions">All of the installation, those of other processes too.</param>
    public static IServiceCollection AddAutomaticRedrive(this IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions) =>
        services.AddHostedService(provider => new AutomaticRedrive(
            provider.GetRequiredService<IStoreDatabase>(), functions, provider.GetRequiredService<ILogger<AutomaticRedrive>>(), provider.GetRequiredService<TimeProvider>()));

    /// <summary>To be awaited before anything uses the store.</summary>
    public static Task PrepareAsync(IStoreDatabase database, CancellationToken ct) =>
        StoreSchema.ApplyAsync(database, "messaging", database.Engine == StoreEngine.Sqlite ? MessagingSchema.Scripts : PostgresMessagingSchema.Scripts, ct);
}
