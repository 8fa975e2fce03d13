using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Hiring;

/// <summary>Puts the domain's stores into a host that has a message store.</summary>
public static class HiringServices
{
    public static IServiceCollection AddHiring(this IServiceCollection services) => services
        .AddScoped<HiringDb>()
        .AddScoped<CandidateStore>()
        .AddScoped<ReviewStore>()
        .AddScoped<JobStore>()
        .AddScoped<MatchStore>()
        .AddScoped<WriteBackStore>()
        .AddScoped<AuditTrail>()
        .AddScoped<AuditHead>()
        .AddScoped<IntakeStore>()
        .AddSingleton<DeadPairs>()
        .AddScoped<Accounting>()
        .AddScoped<CandidateList>();
}
