using ClearView.Contracts;
using ClearView.Messaging;
using Microsoft.Extensions.Logging;

namespace ClearView.AiTool.LanguageModel;

/// <summary>
/// Lets a language model put a story into smoother words. The story that was told without it is always there, and is handed on
/// whenever the model is late, away, over its budget, or says anything that the sources do not.
/// </summary>
public sealed partial class StoryRewriter(ILanguageModel model, RewriteLimits limits, TokenBudget budget, TimeProvider clock, ILogger<StoryRewriter> log) : IDisposable
{
    private const int FailuresBeforeRest = 3;
    private static readonly TimeSpan _rest = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _places = new(limits.AtOnce);
    private readonly Lock _lock = new();
    private int _failures;
    private DateTimeOffset _restsUntil;

    /// <param name="text">The anonymous résumé that the story was told of.</param>
    /// <returns>The story in the model's words, or the given one. Throws only when <paramref name="ct"/> is cancelled.</returns>
    public async Task<StoryTold> RewriteAsync(TenantId tenant, string text, StoryTold story, CancellationToken ct)
    {
        if (Rests() || StoryQuestion.Of(story, limits.AnswerTokens) is not { } question)
            return story;
        var tokens = StoryQuestion.MostTokens(question);
        if (!budget.TryTake(tenant, tokens))
        {
            Log.NoBudget(log, tenant.Value);
            return story;
        }
        var (wasAsked, given) = await AskAsync(question, ct);
        if (!wasAsked)
            budget.Settle(tenant, tokens, 0);
        if (given is not { } answer)
            return story;
        budget.Settle(tenant, tokens, answer.Tokens is > 0 ? answer.Tokens : tokens);

        var (rewritten, why) = StoryAnswer.Read(answer.Text, text, story, model.Name);
        if (rewritten is null)
            Log.Rejected(log, model.Name, why!);
        return rewritten ?? story;
    }

    private async Task<(bool WasAsked, ModelAnswer? Answer)> AskAsync(ModelQuestion question, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(limits.Deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var hasPlace = false;
        try
        {
            await _places.WaitAsync(both.Token);
            hasPlace = true;
            // A model that does not heed the token is not waited for either.
            var answer = await model.AskAsync(question, both.Token).WaitAsync(both.Token);
            Note(isAnswered: true);
            return (true, answer);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // A foreign exception's text may quote what was asked: only its type is kept.
            Log.NoAnswer(log, model.Name, deadline.IsCancellationRequested ? "no answer in time" : e.GetType().Name);
            // Who found no free place says nothing of the model.
            if (hasPlace)
                Note(isAnswered: false);
            return (hasPlace, null);
        }
        finally
        {
            if (hasPlace)
                _places.Release();
        }
    }

    // A model that is away would make every story wait for its deadline.
    private bool Rests()
    {
        lock (_lock)
            return clock.GetUtcNow() < _restsUntil;
    }

    private void Note(bool isAnswered)
    {
        lock (_lock)
        {
            _failures = isAnswered ? 0 : _failures + 1;
            if (_failures < FailuresBeforeRest)
                return;
            (_failures, _restsUntil) = (0, clock.GetUtcNow() + _rest);
        }
    }

    public void Dispose() => _places.Dispose();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The language model '{Model}' gave nothing ({Why}); the story stays as it was told without it.")]
        public static partial void NoAnswer(ILogger log, string model, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer of the language model '{Model}' was rejected: {Why}. The story stays as it was told without it.")]
        public static partial void Rejected(ILogger log, string model, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "The tenant '{Tenant}' has used its tokens of today; stories are told without a language model.")]
        public static partial void NoBudget(ILogger log, string tenant);
    }
}
