using System.ClientModel;
using System.ClientModel.Primitives;
using ClearView.AiTool.LanguageModel;
using Microsoft.Extensions.AI;
using OpenAI;

namespace ClearView.LanguageModel;

/// <summary>Any endpoint that speaks OpenAI's chat protocol, a local Ollama among them. Asks once, believes in no size and follows no redirect.</summary>
public sealed class ChatEndpoint : ILanguageModel, IDisposable
{
    private readonly HttpClient _http;
    private readonly IChatClient _chat;

    public ChatEndpoint(LanguageModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name = options.Model;
        // What is for this machine must not take the way round by a proxy of the environment.
        var isHere = new Uri(options.Endpoint).IsLoopback;
        _http = new HttpClient(new BoundedAnswers(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !isHere })) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new OpenAIClient(new ApiKeyCredential(options.Key is { Length: > 0 } key ? key : "none"), new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint),
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = TimeSpan.FromSeconds(options.DeadlineSeconds),
        });
        _chat = client.GetChatClient(options.Model).AsIChatClient();
    }

    public string Name { get; }

    public async Task<ModelAnswer> AskAsync(ModelQuestion question, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        var answer = await _chat.GetResponseAsync(
            [new ChatMessage(ChatRole.System, question.Instruction), new ChatMessage(ChatRole.User, question.Material)],
            new ChatOptions { Temperature = 0, MaxOutputTokens = question.MostTokens }, ct);
        return new ModelAnswer(answer.Text, answer.Usage?.TotalTokenCount ?? 0);
    }

    public void Dispose()
    {
        _chat.Dispose();
        _http.Dispose();
    }
}
