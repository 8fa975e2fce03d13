using ClearView.Hiring;
using ClearView.Web.Candidates;
using ClearView.Web.Intake;
using ClearView.Web.Jobs;
using ClearView.Web.Live;
using ClearView.Web.Operations;
using ClearView.Web.Problems;
using ClearView.Web.Reviews;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClearView.Web;

/// <summary>Puts the pages and the HTTP interface into a host that has a transport, a message store, a vault and the domain's stores.</summary>
public static class WebServices
{
    public static IServiceCollection AddClearViewWeb(this IServiceCollection services, WebParts parts)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(parts);

        services.AddSingleton<Snapshots>();
        services.AddSingleton<SharedAccount>();
        services.AddSingleton<UploadPlaces>();
        services.AddSingleton<LiveConnections>();
        services.TryAddScoped<RecentEvents>();
        services.AddScoped<ResumeIntake>();
        services.AddScoped<JobIntake>();
        services.AddScoped<Backpressure>();
        services.AddScoped<CandidateReader>();
        services.AddScoped<JobReader>();
        services.AddScoped<ReviewDecision>();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
        services.AddOpenApi("v1", ApiDescription.Configure);
        return services;
    }
}
