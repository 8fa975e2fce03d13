using ClearView.Messaging.Claims;
using ClearView.Messaging.History;
using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging;

/// <summary>Puts the library into a host. The host adds a transport, a key ring, the contracts and, where functions keep state, a store.</summary>
public static class MessagingServices
{
    public static IServiceCollection AddMessaging(
        this IServiceCollection services, ContractRegistry contracts, IReadOnlyList<FunctionDescriptor> functions, bool keepsDeadLetters)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RetryOptions());
        services.TryAddSingleton(new HistoryOptions());
        services.TryAddSingleton(TenantShares.Equal);
        services.TryAddSingleton<FunctionBrakes>();
        services.TryAddSingleton(BegunJournal.None);
        services.AddSingleton(contracts);
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<ClassifyFailure>();
        services.AddSingleton<SetPoisonAside>();
        services.AddSingleton<ApplyBrake>();
        services.AddSingleton<LimitTime>();
        services.AddSingleton<OpenScope>();
        services.AddSingleton<OpenPayload>();
        services.AddSingleton<ReceivePipeline>();
        foreach (var function in functions)
            services.TryAddTransient(function.Function);

        services.AddSingleton(provider => new FunctionHost(
            functions, provider.GetRequiredService<ITransport>(), provider.GetService<IInbox>(), provider.GetRequiredService<TenantShares>(),
            provider.GetRequiredService<ReceivePipeline>(), keepsDeadLetters ? new DeadLetterKeeper(provider.GetRequiredService<IDeadLetters>(), provider.GetRequiredService<TimeProvider>()) : null,
            provider.GetRequiredService<ILogger<FunctionHost>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<FunctionHost>());
        services.AddSingleton(provider => new CatchUpService(
            functions, provider.GetRequiredService<ITransport>(), provider.GetService<IInbox>(), provider.GetService<ICatchUpProgress>(),
            provider.GetRequiredService<HistoryOptions>(), provider.GetRequiredService<ILogger<CatchUpService>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<CatchUpService>());
        services.AddSingleton<IHostedService>(provider => new ForgetEnded(
            provider.GetService<IInbox>(), provider.GetRequiredService<HistoryOptions>(), provider.GetRequiredService<ILogger<ForgetEnded>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IHostedService>(provider => new SweepClaims(
            functions, provider.GetService<IClaims>(), provider.GetService<IInbox>(), provider.GetRequiredService<ITransport>(),
            provider.GetRequiredService<HistoryOptions>(), provider.GetRequiredService<ILogger<SweepClaims>>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Publishes what this process commits to the outbox.</summary>
    public static IServiceCollection AddOutboxRelay(this IServiceCollection services)
    {
        services.TryAddSingleton(TenantShares.Equal);
        return services.AddHostedService<OutboxRelay>();
    }
}
