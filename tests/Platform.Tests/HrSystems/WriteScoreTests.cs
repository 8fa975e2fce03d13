using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Receive;
using ClearView.Simulators.Greenhouse;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class WriteScoreTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_written_score_is_published_and_a_repeat_says_that_it_was_there()
    {
        await using var x = await Setup.StartAsync(new CountingSystem());

        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("counting", "1")));
        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("counting", "1")));

        Assert.Equal([false, true], (await x.WrittenAsync(2)).Select(w => w.AlreadyThere).Order());
    }

    [Fact]
    public async Task A_system_that_is_not_configured_is_a_dead_letter_that_says_so()
    {
        await using var x = await Setup.StartAsync(new CountingSystem());

        var outcome = Assert.IsType<Outcome.DeadLetter>(await x.HandleAsync(Request("portal", "1")));

        Assert.Equal("hr.unknown-system", outcome.Cause.Code);
        Assert.Contains("'portal'", outcome.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_system_sends_the_request_back_to_the_queue_for_as_long_as_it_asks()
    {
        await using var x = await Setup.StartAsync(new CountingSystem { Failure = new TransientFailureException("x.busy", "Busy.", TimeSpan.FromMinutes(3)) });

        Assert.Equal(TimeSpan.FromMinutes(3), Assert.IsType<Outcome.Retry>(await x.HandleAsync(Request("counting", "1"))).After);
    }

    [Fact]
    public async Task Writes_for_one_candidate_come_one_after_the_other()
    {
        var system = new CountingSystem();
        await using var x = await Setup.StartAsync(system);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => x.HandleAsync(Request("counting", "1", $"m{n}"))));

        Assert.Equal(1, system.MostAtOnce);
        Assert.Equal(50, (await x.WrittenAsync(50)).Count);
    }

    [Theory]
    [InlineData(1, 1)] // the process that wrote it died
    [InlineData(2, 0)] // the store failed after it was written
    public async Task A_request_that_may_be_a_repeat_looks_when_what_was_written_shows(int attempt, int returns)
    {
        await using var greenhouse = await GreenhouseFixture.StartAsync(simulate: o => o.Misbehave = [Fault.LateNotes]);
        await using var x = await Setup.StartAsync(greenhouse.System);
        await greenhouse.System.WriteScoreAsync(Request("greenhouse", "1"), Ct);

        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("greenhouse", "1"), attempt, returns));

        Assert.Equal(1, await greenhouse.NotesWithAsync("Text m"));
        Assert.True(Assert.Single(await x.WrittenAsync(1)).AlreadyThere);
        Assert.Equal(1, await greenhouse.StruckAsync(Fault.LateNotes));
    }

    [Fact]
    public async Task A_process_that_has_just_started_looks_when_what_was_written_before_it_shows()
    {
        await using var greenhouse = await GreenhouseFixture.StartAsync(simulate: o => o.Misbehave = [Fault.LateNotes]);
        await using var x = await Setup.StartAsync(greenhouse.System, isNew: true);
        await greenhouse.System.WriteScoreAsync(Request("greenhouse", "1"), Ct);

        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("greenhouse", "1")));

        Assert.Equal(1, await greenhouse.NotesWithAsync("Text m"));
        Assert.True(Assert.Single(await x.WrittenAsync(1)).AlreadyThere);
    }

    [Fact]
    public async Task A_second_copy_of_a_request_that_comes_before_its_note_shows_writes_none()
    {
        await using var greenhouse = await GreenhouseFixture.StartAsync(simulate: o => o.Misbehave = [Fault.LateNotes]);
        await using var x = await Setup.StartAsync(greenhouse.System);

        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("greenhouse", "1")));
        Assert.IsType<Outcome.Done>(await x.HandleAsync(Request("greenhouse", "1")));

        Assert.Equal(1, await greenhouse.NotesWithAsync("Text m"));
        Assert.Equal([false, true], (await x.WrittenAsync(2)).Select(w => w.AlreadyThere).Order());
    }

    private static ScoreWriteRequested Request(string system, string candidate, string marker = "m") => new(
        CandidateId.Of("default", system, candidate), JobId.Of("default", system, "1"), new Origin(system, "9"), candidate, 50, marker, $"Text {marker}");

    private sealed class Setup(ServiceProvider services, InMemoryTransport transport) : IAsyncDisposable
    {
        public static async Task<Setup> StartAsync(IHrSystem system, bool isNew = false)
        {
            var clock = new FakeTimeProvider();
            var recent = new RecentScores(isNew ? TimeProvider.System : clock);
            clock.Advance(TimeSpan.FromMinutes(1));
            var transport = new InMemoryTransport(TimeProvider.System);
            var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<ITransport>(transport)
                .AddSingleton<IKeyRing>(new OneKey())
                .AddMessaging(new ContractRegistry(ContractCatalog.All), HrFunctionCatalog.All, keepsDeadLetters: false)
                .AddSingleton<CandidateLocks>()
                .AddSingleton(recent)
                .AddSingleton(system)
                .BuildServiceProvider();
            await transport.StartAsync(Topology.Of(HrFunctionCatalog.All), Ct);
            return new Setup(services, transport);
        }

        public Task<Outcome> HandleAsync(ScoreWriteRequested request, int attempt = 1, int returns = 0)
        {
            var message = services.GetRequiredService<MessageWriter>().Write(request, MessageId.New(TimeProvider.System), TenantId.Default, "tests");
            return services.GetRequiredService<ReceivePipeline>().ProcessAsync(
                new SettledDelivery { Envelope = message.Envelope, Body = message.Body, Attempt = attempt, Returns = returns }, HrFunctionCatalog.All.Single(), Ct);
        }

        /// <summary>Nobody is bound to the results here, so they are in the parking queue.</summary>
        public async Task<IReadOnlyList<ScoreWritten>> WrittenAsync(int count)
        {
            await using var consumer = await transport.ConsumeAsync(Topology.Parking, count, Ct);
            var written = new List<ScoreWritten>();
            while (written.Count < count)
            {
                var delivery = await consumer.Deliveries.ReadAsync(Ct);
                var body = PayloadSeal.Open(delivery.Body, services.GetRequiredService<IKeyRing>().Current(TenantId.Default), delivery.Envelope);
                written.Add((ScoreWritten)services.GetRequiredService<ContractRegistry>().Deserialize(delivery.Envelope.Type, body));
                await delivery.AckAsync(Ct);
            }

            return written;
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await transport.DisposeAsync();
        }
    }

    private sealed class OneKey : IKeyRing
    {
        private readonly DataKey _key = DataKey.Create("tests");

        public DataKey Current(TenantId tenant) => _key;

        public DataKey? Find(TenantId tenant, string keyId) => _key;
    }

    private sealed class SettledDelivery : Delivery
    {
        public override Task AckAsync(CancellationToken ct) => Task.CompletedTask;

        public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task ReturnAsync(CancellationToken ct) => Task.CompletedTask;
    }

    private sealed class CountingSystem : IHrSystem
    {
        private readonly HashSet<string> _markers = [];
        private int _atOnce;

        public Exception? Failure { get; init; }

        public int MostAtOnce { get; private set; }

        public string Name => "counting";

        public TimeSpan PollEvery => TimeSpan.FromMinutes(1);

        public async IAsyncEnumerable<Found> PollAsync(string? checkpoint, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await Task.Yield();
            yield break;
        }

        public async Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct)
        {
            if (Failure is not null)
                throw Failure;
            var atOnce = Interlocked.Increment(ref _atOnce);
            MostAtOnce = Math.Max(MostAtOnce, atOnce);
            await Task.Yield();
            Interlocked.Decrement(ref _atOnce);
            lock (_markers)
                return !_markers.Add(request.Marker);
        }
    }
}
