using ClearView.AiTool.LanguageModel;
using ClearView.AiTool.TellStory;
using ClearView.LanguageModel;
using ClearView.Platform.Tests.AiTool.Files;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.AiTool.LanguageModel;

public sealed class LanguageModelSettingsTests : IDisposable
{
    private readonly OwnFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private LanguageModelOptions? Read(string? json)
    {
        if (json is not null)
            _folder.Write("language-model.json", json);
        return LanguageModelOptions.Read(Path.Combine(_folder.Root, "language-model.json"));
    }

    [Fact]
    public void Without_a_file_no_model_is_used() => Assert.Null(Read(null));

    [Fact]
    public void What_is_not_said_has_a_limit()
    {
        var limits = Read("""{ "Endpoint": "http://127.0.0.1:11434/v1", "Model": "llama3.2", "Tenants": { "default": 5000 } }""")!.Limits;

        Assert.Equal(TimeSpan.FromSeconds(15), limits.Deadline);
        Assert.Equal((2, 5000, 200_000), (limits.AtOnce, limits.TokensOf(Messaging.TenantId.Default), limits.TokensOf(new Messaging.TenantId("other"))));
    }

    [Fact]
    public void The_function_is_made_with_a_model_and_without_one()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddTransient<TellStoryOfResume>();
        using (var without = services.BuildServiceProvider())
        {
            Assert.NotNull(without.GetRequiredService<TellStoryOfResume>());
            Assert.Null(without.GetService<StoryRewriter>());
        }
        services.AddLanguageModel(Read("""{ "Endpoint": "http://127.0.0.1:11434/v1", "Model": "llama3.2" }""")!);
        using var with = services.BuildServiceProvider();
        Assert.NotNull(with.GetRequiredService<TellStoryOfResume>());
        Assert.Equal("llama3.2", with.GetRequiredService<ILanguageModel>().Name);
        Assert.NotNull(with.GetRequiredService<StoryRewriter>());
    }

    [Theory]
    [InlineData("""{ "Endpoint": "http://models.example.com/v1", "Model": "m" }""", "https://")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1" }""", "Model is missing")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1", "Model": "m", "DeadlineSeconds": 0 }""", "DeadlineSeconds")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1", "Model": "m", "AtOnce": 0 }""", "AtOnce")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1", "Model": "m", "TokenPerDay": 5 }""", "TokenPerDay")]
    [InlineData("""{ "Endpoint": "https://me:secret@models.example.com/v1", "Model": "m" }""", "no user or password")]
    [InlineData("""{ "Endpoint": "secret", "Model": "m" }""", "https://")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1", "Model": "m", "AtOnce": "secret" }""", "AtOnce has the wrong form")]
    [InlineData("""{ "Endpoint": "https://models.example.com/v1", "Key": "secret" """, "no JSON")]
    public void Settings_that_cannot_be_used_are_refused_at_the_start(string json, string why)
    {
        var refused = Assert.Throws<LanguageModelSettingsException>(() => Read(json));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }
}
