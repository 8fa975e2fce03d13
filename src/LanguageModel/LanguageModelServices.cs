using ClearView.AiTool.LanguageModel;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.LanguageModel;

/// <summary>Puts a configured language model into a host of role ai.</summary>
public static class LanguageModelServices
{
    public static IServiceCollection AddLanguageModel(this IServiceCollection services, LanguageModelOptions options)
    {
        services.AddSingleton(options.Limits);
        services.AddSingleton<TokenBudget>();
        services.AddSingleton<ILanguageModel>(_ => new ChatEndpoint(options));
        services.AddSingleton<StoryRewriter>();
        return services;
    }
}
