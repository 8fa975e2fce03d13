using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class HrPollingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_system_is_polled_at_its_interval_and_at_once_when_it_is_woken()
    {
        await using var x = await Setup.StartAsync(new ScriptedSystem("calm"));
        var calm = x.Systems[0];
        await calm.PolledAsync();

        await x.AdvanceUntilPolledAsync(calm, TimeSpan.FromMinutes(1));
        x.Polling.Wake(calm);
        await calm.PolledAsync(); // without the clock
    }

    [Fact]
    public async Task A_system_that_fails_holds_up_no_other_and_waits_longer_each_time()
    {
        var broken = new ScriptedSystem("broken") { Failure = new TransientFailureException("x.down", "X is down.") };
        var calm = new ScriptedSystem("calm");
        await using var x = await Setup.StartAsync(broken, calm);
        await broken.PolledAsync();
        await calm.PolledAsync();

        TimeSpan[] waits = [await x.AdvanceUntilPolledAsync(broken, _step), await x.AdvanceUntilPolledAsync(broken, _step), await x.AdvanceUntilPolledAsync(broken, _step)];

        Assert.True(waits[0] < waits[1] && waits[1] < waits[2], string.Join(' ', waits));
        await x.AdvanceUntilPolledAsync(calm, TimeSpan.FromMinutes(1));
        Assert.Equal("x.down", x.Rig.Statuses.All.Single(s => s.System == "broken").LastError);
        Assert.Null(x.Rig.Statuses.All.Single(s => s.System == "calm").LastError);
    }

    [Fact]
    public async Task A_wait_that_the_system_asks_for_is_kept_within_five_minutes()
    {
        var busy = new ScriptedSystem("busy") { Failure = new TransientFailureException("x.busy", "X is busy.", TimeSpan.FromDays(3)) };
        await using var x = await Setup.StartAsync(busy);
        await busy.PolledAsync();

        var wait = await x.AdvanceUntilPolledAsync(busy, TimeSpan.FromSeconds(10));

        Assert.InRange(wait, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5.5));
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

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);

    private sealed class Setup(HrRig rig, HrPolling polling, FakeTimeProvider clock, ScriptedSystem[] systems) : IAsyncDisposable
    {
        public HrRig Rig => rig;

        public HrPolling Polling => polling;

        public ScriptedSystem[] Systems => systems;

        public static async Task<Setup> StartAsync(params ScriptedSystem[] systems)
        {
            var clock = new FakeTimeProvider();
            var rig = await HrRig.StartAsync(new RememberingLog(), systems);
            var polling = new HrPolling(systems, rig.Intake, rig.Statuses, NullLogger<HrPolling>.Instance, clock);
            await polling.StartAsync(Ct);
            return new Setup(rig, polling, clock, systems);
        }

        /// <summary>Moves the clock until the next poll; how far it had to.</summary>
        public async Task<TimeSpan> AdvanceUntilPolledAsync(ScriptedSystem system, TimeSpan step)
        {
            var moved = TimeSpan.Zero;
            var polled = system.PolledAsync();
            while (!polled.IsCompleted)
            {
                clock.Advance(step);
                moved += step;
                // The poller may not have begun its wait yet: let it, before the clock moves on.
                for (var n = 0; n < 200 && !polled.IsCompleted; n++)
                    await Task.Yield();
                Ct.ThrowIfCancellationRequested();
            }

            await polled;
            return moved;
        }

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
