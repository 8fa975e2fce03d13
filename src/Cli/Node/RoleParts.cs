using ClearView.AiTool.Documents;
using ClearView.Cli.Accounts;
using ClearView.Cli.Demo;
using ClearView.Hiring;
using ClearView.HrSystems;
using ClearView.LanguageModel;
using ClearView.Messaging;
using ClearView.Messaging.Vault;
using ClearView.Web;

namespace ClearView.Cli.Node;

/// <summary>What the roles web and hr add to a host.</summary>
internal static class RoleParts
{
    public static void AddHr(this WebApplicationBuilder builder, NodeOptions options)
    {
        var path = options.HrSystems ?? options.Data.HrSystems;

        // Only this file, so that a stray variable of the environment connects nothing.
        builder.Services.AddHrSystems(ReadSettings(path));
        builder.Services.AddHostedService(provider => new HrStatusFile(
            options.Data.HrStatus, provider.GetRequiredService<HrSystemStatuses>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HrStatusFile>>()));
    }

    /// <exception cref="LanguageModelSettingsException">There are settings, and they cannot be used.</exception>
    public static void AddAi(this WebApplicationBuilder builder, NodeOptions options)
    {
        if (LanguageModelOptions.Read(options.Data.LanguageModel) is { } model)
            builder.Services.AddLanguageModel(model);
    }

    private static IConfigurationRoot ReadSettings(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(path), optional: true).Build();
        }
        catch (InvalidDataException e)
        {
            // Its text may quote a secret; where it is wrong does not.
            var line = (e.GetBaseException() as System.Text.Json.JsonException)?.LineNumber + 1;
            throw new HrSettingsException(path, [line is null ? "It is no JSON." : $"It is no JSON: look at line {line}."]);
        }
    }

    /// <param name="services">The built host's; asked only while requests are answered.</param>
    public static void AddWeb(
        this WebApplicationBuilder builder, NodeOptions options, Func<IServiceProvider, IControls>? controls, Func<IServiceProvider> services)
    {
        if (controls is not null)
            builder.Services.AddSingleton(controls);
        else if (options.Controls is { } supervisor)
            builder.Services.AddSingleton<IControls>(new RemoteControls(supervisor, options.Data));

        builder.Services.AddClearViewWeb(new WebParts
        {
            Functions = [.. RoleCatalog.All.Select(f => new FunctionLine(f.Function.Name, RoleCatalog.Text(f.Role), f.Function.WireNames))],
            HrSystems = () => HrStatusFile.Read(options.Data.HrStatus),
            GlanceAtDocument = content => GlanceAtDocument.Glance(content, options.GlancePatience),
            AccountOfMessages = new RunningAccount(services).RunAsync,
            ShowOriginal = options.Samples is null || !DemoMark.IsOn(options.Data) ? null : (candidate, ct) => OriginalAsync(services(), candidate, ct),
        });
    }

    /// <summary>In the demo all candidates are invented, or the files of the person who tries it.</summary>
    private static async Task<OriginalText?> OriginalAsync(IServiceProvider services, CandidateRow candidate, CancellationToken ct)
    {
        try
        {
            var bytes = await services.GetRequiredService<IVault>().OpenAsync(TenantId.Default, candidate.Id.ToString(), candidate.Claim, ct);
            return new OriginalText(DocumentReader.Read(bytes, ct).Text);
        }
        catch (Exception e) when (e is UnreadableDocumentException or PermanentFailureException or PersonErasedException)
        {
            return null;
        }
    }
}
