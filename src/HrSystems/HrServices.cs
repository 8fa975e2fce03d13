using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.HrSystems;

/// <summary>Puts the configured HR systems into a host of role hr. The host adds messaging, a store and a vault.</summary>
public static class HrServices
{
    /// <exception cref="HrSettingsException">At once: a section that no system reads. When the host starts: a system's settings cannot be used.</exception>
    public static IServiceCollection AddHrSystems(this IServiceCollection services, IConfiguration configuration)
    {
        var known = HrSystemCatalog.All.Select(line => line.Section).ToList();
        var named = configuration.GetChildren().SelectMany(top => top.GetChildren().Any() || top.Key == "HrSystems" ? top.GetChildren().Select(s => s.Path) : [top.Path]).ToList();
        var unknown = named.Except(known, StringComparer.OrdinalIgnoreCase).Select(path => $"'{path}' is no HR system. Known are {string.Join(" and ", known)}.").ToList();
        if (unknown.Count > 0)
            throw new HrSettingsException("HrSystems", unknown);

        foreach (var line in HrSystemCatalog.All)
        {
            // A section that is there and empty is one whose settings are missing.
            if (named.Contains(line.Section, StringComparer.OrdinalIgnoreCase))
                services.AddSingleton(provider => line.Create(configuration.GetSection(line.Section), provider));
        }

        services.AddSingleton<CandidateLocks>();
        services.AddSingleton<RecentScores>();
        services.AddSingleton<HrIntake>();
        services.AddSingleton<HrSystemStatuses>();
        services.AddSingleton<HrPolling>();
        services.AddHostedService(provider => provider.GetRequiredService<HrPolling>());
        return services;
    }

    public static IEndpointRouteBuilder MapHrWebhooks(this IEndpointRouteBuilder routes)
    {
        var polling = routes.ServiceProvider.GetRequiredService<HrPolling>();
        foreach (var system in routes.ServiceProvider.GetServices<IHrSystem>())
            system.MapWebhooks(routes, () => polling.Wake(system));
        return routes;
    }
}
