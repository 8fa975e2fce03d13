using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Web;

/// <summary>All roles in this process on the embedded broker, as './clearview up' runs them, asked over real HTTP.</summary>
public sealed class EmbeddedNode : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-web-").FullName;
    private RunningNode? _node;

    public HttpClient Http { get; private set; } = null!;

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _node!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>How often a résumé's arrival is written in the audit trail: once for every message that was kept.</summary>
    public async Task<long> ArrivalsOfAsync(string candidate)
    {
        await using var scope = _node!.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HiringDb>().QueryAsync<long>(
            "SELECT COUNT(*) FROM audit WHERE type = @type AND subject = @candidate", new { type = ResumeReceived.WireName, candidate }, Asking.Ct)).Single();
    }

    /// <summary>The digest of the request that a candidate came with.</summary>
    public async Task<string> RequestOfAsync(string candidate)
    {
        await using var scope = _node!.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<HiringDb>().QueryAsync<string>(
            "SELECT request_hash FROM intake WHERE kind = 'resume' AND id = @candidate", new { candidate }, Asking.Ct)).Single();
    }

    /// <summary>A newer version of a candidate arrives, as an HR system would send it.</summary>
    public async Task SendNewerAsync(string candidate)
    {
        await using var scope = _node!.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(Asking.Ct);
        await scope.ServiceProvider.GetRequiredService<HiringDb>().ExecuteAsync("UPDATE candidates SET version = version + 1 WHERE id = @candidate", new { candidate }, Asking.Ct);
        await scope.ServiceProvider.GetRequiredService<ReviewStore>().SupersedeAsync(TenantId.Default, new CandidateId(Guid.ParseExact(candidate, "N")), Asking.Ct);
        await work.CommitAsync(Asking.Ct);
    }

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync(
            new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = new DataFolder(_folder), Port = 0, Name = "all", GlancePatience = Patience.Deadline }, null, CancellationToken.None);
        Http = new HttpClient { BaseAddress = new Uri(_node.Url) };
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_node is not null)
            await _node.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>One node for everything that is asked over HTTP: its start costs more than a question.</summary>
[CollectionDefinition]
public sealed class SharedNode : ICollectionFixture<EmbeddedNode>;
