using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// Delivers events to one address: a ping first, without which nothing else is sent; then each event until it is
/// answered 200, seven times at most, at the vendor's intervals with a shorter minute.
/// </summary>
internal sealed class Webhooks : IAsyncDisposable
{
    private static readonly int[] RetryMinutes = [1, 15, 60, 120, 240, 480];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly GreenhouseOptions _options;
    private readonly Journal _journal;
    private readonly Faults _faults;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly SemaphoreSlim _sending = new(4);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _deliveries = [];
    private Task<bool> _enabled = Task.FromResult(false);
    private int _delivered;
    private int _failed;

    public Webhooks(GreenhouseOptions options, Journal journal, Faults faults) =>
        (_options, _journal, _faults) = (options, journal, faults);

    public bool AreWanted => _options.WebhookUrl is not null;
    public int Delivered => _delivered;
    public int Failed => _failed;

    /// <summary>Sends the ping. Events that are announced meanwhile wait for it.</summary>
    public void Start()
    {
        if (!AreWanted)
            return;
        _enabled = DeliverAsync(new Event("ping", WebhookBody.Ping()), firstTry: new());
        Keep(_enabled);
    }

    /// <summary>Begins to deliver an event. The task ends with the first try, good or bad; retries go on behind it.</summary>
    public Task AnnounceAsync(string action, string body)
    {
        if (!AreWanted)
            return Task.CompletedTask;
        var firstTry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Keep(AfterPingAsync(new Event(action, body), firstTry));
        return firstTry.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] deliveries;
        lock (_deliveries)
            deliveries = [.. _deliveries];
        await Task.WhenAll(deliveries).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private void Keep(Task delivery)
    {
        lock (_deliveries)
        {
            _deliveries.RemoveAll(task => task.IsCompletedSuccessfully);
            _deliveries.Add(delivery);
        }
    }

    private async Task AfterPingAsync(Event what, TaskCompletionSource firstTry)
    {
        try
        {
            if (await _enabled)
                await DeliverAsync(what, firstTry);
        }
        finally
        {
            firstTry.TrySetResult();
        }
    }

    private async Task<bool> DeliverAsync(Event what, TaskCompletionSource firstTry)
    {
        for (var attempt = 1; attempt <= 1 + RetryMinutes.Length; attempt++)
        {
            if (attempt > 1)
                await Task.Delay(RetryMinutes[attempt - 2] * _options.WebhookMinute, _options.Clock, _stop.Token);

            var fault = attempt == 1 && !what.IsPing && _faults.Strikes(Fault.WebhookBadSignature) ? Fault.WebhookBadSignature : null;
            var accepted = await SendAsync(what, attempt, fault);
            firstTry.TrySetResult();
            if (!accepted)
                continue;
            if (!what.IsPing && _faults.Strikes(Fault.WebhookTwice))
                await SendAsync(what, attempt + 1, Fault.WebhookTwice);
            Interlocked.Increment(ref _delivered);
            return true;
        }
        Interlocked.Increment(ref _failed);
        return false;
    }

    private async Task<bool> SendAsync(Event what, int attempt, string? fault)
    {
        var (status, error) = await PostAsync(what, fault == Fault.WebhookBadSignature);
        _journal.Append(new JournalEntry(JournalEntry.Webhook, _options.Clock.GetUtcNow())
        {
            Action = what.Action,
            EventId = what.Id,
            Attempt = attempt,
            Status = status,
            Fault = fault,
            Error = error,
        });
        return what.IsPing ? status is >= 200 and < 300 : status == 200;
    }

    private async Task<(int? Status, string? Error)> PostAsync(Event what, bool wrongly)
    {
        using var deadline = new CancellationTokenSource(Deadline, _options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stop.Token);
        await _sending.WaitAsync(_stop.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _options.WebhookUrl) { Content = new ByteArrayContent(what.Body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add("Greenhouse-Event-ID", what.Id);
            request.Headers.TryAddWithoutValidation("Signature", "sha256 " + Sign(wrongly ? [.. what.Body, (byte)' '] : what.Body));
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)response.StatusCode, null);
        }
        catch (HttpRequestException unreachable)
        {
            return (null, unreachable.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            return (null, "DeadlineExceeded");
        }
        finally
        {
            _sending.Release();
        }
    }

    private string Sign(byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_options.WebhookSecret!), body));

    private sealed class Event(string action, string body)
    {
        public string Action { get; } = action;
        public string Id { get; } = Guid.NewGuid().ToString();
        public byte[] Body { get; } = Encoding.UTF8.GetBytes(body);
        public bool IsPing => Action == "ping";
    }
}
