using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class HrPollingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polling_waits_while_the_broker_does_not_take_what_was_found_before()
    {
        await using var fixture = await GreenhouseFixture.StartAsync();
        await using var rig = await HrRig.StartAsync(new RememberingLog(), fixture.System);
        await rig.FillOutboxAsync(OutboxBound.MostWaiting + 1);

        var polling = rig.PollAsync(fixture.System);
        await Task.WhenAny(polling, Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken));
        var endedEarly = polling.IsCompleted;
        await rig.TakeFromOutboxAsync(2);
        await polling;

        Assert.False(endedEarly);
        Assert.NotEmpty(await rig.MessagesAsync<ResumeReceived>());
    }

    [Fact]
    public async Task What_the_tenant_hides_travels_with_each_resume()
    {
        var system = new ScriptedSystem("any") { Finds = [new Found.Resume("1", "1", 7, "text"u8.ToArray(), 4, new DateOnly(2026, 11, 1), null)] };
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);

        await rig.PollAsync(system);

        Assert.Equal(HrRig.Hidden, Assert.Single(await rig.MessagesAsync<ResumeReceived>()).Hide);
    }

    [Fact]
    public async Task What_differs_is_another_message_though_its_version_is_the_same_and_what_does_not_is_the_same()
    {
        var system = new ScriptedSystem("forgetful");
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);
        Found.Resume Of(string name) => new("1", "1", 7, "text"u8.ToArray(), 4, new DateOnly(2026, 11, 1), new KnownIdentity(name, null, [], []));

        foreach (var name in new[] { "Ada", "Ada", "Adaeze" })
        {
            system.Finds = [Of(name)];
            await rig.PollAsync(system);
        }

        var ids = (await rig.MessagesAsync()).Select(m => m.Envelope.Id).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[1], ids[2]);
    }

    [Fact]
    public async Task A_system_is_polled_at_its_interval_and_at_once_when_it_is_woken()
    {
        await using var x = await Setup.StartAsync(new ScriptedSystem("calm"));
        var calm = x.Systems[0];
        await calm.PolledAsync();

        Assert.Equal(calm.PollEvery, await x.PauseAsync());
        x.Clock.Advance(calm.PollEvery);
        await calm.PolledAsync();
        x.Polling.Wake(calm);
        await calm.PolledAsync(); // without the clock
    }

    [Fact]
    public async Task A_system_that_fails_holds_up_no_other_and_waits_longer_each_time()
    {
        var broken = new ScriptedSystem("broken") { Failure = new TransientFailureException("x.down", "X is down.") };
        var calm = new ScriptedSystem("calm");
        await using var x = await Setup.StartAsync(broken, calm);
        TimeSpan[] first = [await x.PauseAsync(), await x.PauseAsync()];

        var waits = new List<TimeSpan> { first.Min() };
        while (waits.Count < 4)
        {
            x.Clock.Advance(waits[^1]);
            waits.Add(await x.PauseAsync());
        }

        Assert.Equal(calm.PollEvery, first.Max());
        Assert.Equal([1, 2, 4, 8], waits.Select(w => w.TotalSeconds));
        await calm.PolledAsync();
        Assert.False(calm.IsPolledAgain);
        x.Clock.Advance(calm.PollEvery - TimeSpan.FromSeconds(7));
        await calm.PolledAsync(); // in its own time
        Assert.Equal("x.down", x.Rig.Statuses.All.Single(s => s.System == "broken").LastError);
        Assert.Null(x.Rig.Statuses.All.Single(s => s.System == "calm").LastError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_status_tells_trouble_that_passes_from_trouble_that_needs_a_person(bool needsPerson)
    {
        var broken = new ScriptedSystem("broken")
        {
            Failure = needsPerson ? new PermanentFailureException("x.refused", "X refuses.") : new TransientFailureException("x.down", "X is down."),
        };
        await using var x = await Setup.StartAsync(broken);

        await x.PauseAsync();

        Assert.Equal(needsPerson, Assert.Single(x.Rig.Statuses.All).NeedsPerson);
    }

    [Fact]
    public async Task A_wait_that_the_system_asks_for_is_kept_within_five_minutes()
    {
        var busy = new ScriptedSystem("busy") { Failure = new TransientFailureException("x.busy", "X is busy.", TimeSpan.FromDays(3)) };
        await using var x = await Setup.StartAsync(busy);

        await busy.PolledAsync();

        Assert.Equal(TimeSpan.FromMinutes(5), await x.PauseAsync());
        x.Clock.Advance(TimeSpan.FromMinutes(5));
        await busy.PolledAsync();
    }

    [Fact]
    public async Task A_foreign_exceptions_text_is_neither_logged_nor_shown()
    {
        var broken = new ScriptedSystem("broken") { Failure = new IOException("Quillfeather CV.txt is locked") };
        await using var rig = await HrRig.StartAsync(new RememberingLog(), broken);

        await rig.Polling.PollAsync(broken, Ct);

        Assert.Equal("IOException", rig.Statuses.All.Single().LastError);
        Assert.Contains(rig.Log.Lines, l => l.Contains("IOException", StringComparison.Ordinal));
        Assert.DoesNotContain("Quillfeather", string.Join('\n', rig.Log.Lines) + rig.Statuses.All.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caught_up_means_a_whole_poll_with_nothing_new_and_nothing_left()
    {
        var system = new ScriptedSystem("s") { Finds = [new Found.Job("1", 1, "T", "T")] };
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);

        await rig.Polling.PollAsync(system, Ct);
        Assert.False(rig.Statuses.CaughtUp);
        system.Finds = [new Found.Later()];
        await rig.Polling.PollAsync(system, Ct);
        Assert.False(rig.Statuses.CaughtUp);
        system.Finds = [];
        await rig.Polling.PollAsync(system, Ct);
        Assert.True(rig.Statuses.CaughtUp);
        system.Failure = new TransientFailureException("x", "x");
        await rig.Polling.PollAsync(system, Ct);
        Assert.False(rig.Statuses.CaughtUp);
    }

    [Fact]
    public async Task What_is_left_out_is_logged_once_and_not_at_every_poll()
    {
        var system = new ScriptedSystem("s") { Finds = [new Found.Trouble("x", "line 7 is broken")] };
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);

        await rig.Polling.PollAsync(system, Ct);
        await rig.Polling.PollAsync(system, Ct);

        Assert.Single(rig.Log.Lines, l => l.Contains("line 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poll_that_finds_much_commits_in_parts()
    {
        var system = new ScriptedSystem("s") { Finds = [.. Enumerable.Range(0, 1000).Select(n => new Found.Job($"{n}", 1, "T", "T"))] };
        await using var rig = await HrRig.StartAsync(new RememberingLog(), system);
        system.FailureAfter = new TransientFailureException("x", "x");

        await rig.Polling.PollAsync(system, Ct);

        Assert.Equal(768, (await rig.MessagesAsync()).Count); // three times 256; the rest is found again
    }

    /// <summary>Tells of every wait that begins on it. A clock moved before the wait began would wake nobody.</summary>
    private sealed class WatchedClock : FakeTimeProvider
    {
        private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

        public ChannelReader<TimeSpan> Begun => _begun.Reader;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _begun.Writer.TryWrite(dueTime);
            return timer;
        }
    }

    private sealed class Setup(HrRig rig, HrPolling polling, WatchedClock clock, ScriptedSystem[] systems) : IAsyncDisposable
    {
        public HrRig Rig => rig;

        public HrPolling Polling => polling;

        public WatchedClock Clock => clock;

        public ScriptedSystem[] Systems => systems;

        public static async Task<Setup> StartAsync(params ScriptedSystem[] systems)
        {
            var clock = new WatchedClock();
            var rig = await HrRig.StartAsync(new RememberingLog(), systems);
            var polling = new HrPolling(systems, rig.Intake, rig.Statuses, NullLogger<HrPolling>.Instance, clock);
            await polling.StartAsync(Ct);
            return new Setup(rig, polling, clock, systems);
        }

        /// <summary>The next wait that a poller begins.</summary>
        public async Task<TimeSpan> PauseAsync() => await clock.Begun.ReadAsync(Ct);

        public async ValueTask DisposeAsync()
        {
            await polling.StopAsync(CancellationToken.None);
            polling.Dispose();
            await rig.DisposeAsync();
        }
    }

    private sealed class ScriptedSystem(string name) : IHrSystem
    {
        private readonly Channel<bool> _polls = Channel.CreateUnbounded<bool>();

        public string Name => name;

        public TimeSpan PollEvery => TimeSpan.FromMinutes(30);

        public IReadOnlyList<Found> Finds { get; set; } = [];

        public Exception? Failure { get; set; }

        public Exception? FailureAfter { get; set; }

        public bool IsPolledAgain => _polls.Reader.TryPeek(out _);

        public async Task PolledAsync() => await _polls.Reader.ReadAsync(Ct);

        public async IAsyncEnumerable<Found> PollAsync(string? checkpoint, [EnumeratorCancellation] CancellationToken ct)
        {
            _polls.Writer.TryWrite(true);
            await Task.Yield();
            if (Failure is not null)
                throw Failure;
            foreach (var found in Finds)
                yield return found;
            if (FailureAfter is not null)
                throw FailureAfter;
        }

        public Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct) => throw new NotSupportedException();
    }
}
