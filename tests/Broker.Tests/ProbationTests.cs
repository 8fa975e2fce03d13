using ClearView.Messaging.RabbitMq.Publishing;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Broker.Tests;

public sealed class ProbationTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new();
    private readonly ProbationPatience _patience = new(_deadline);

    /// <summary>The first channel is another matter: see the test of it.</summary>
    public ProbationTests() => _patience.Passed();

    [Fact]
    public void Who_answers_all_the_time_passes_and_is_then_given_all_the_time_there_is()
    {
        var probation = new Probation(_patience, _clock);
        for (var i = 0; i < 10; i++)
        {
            Assert.False(probation.EndsNow());
            probation.Answered();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            Assert.Null(probation.FailedAfter(oldestWaits: TimeSpan.FromSeconds(1)));
        }

        Assert.True(probation.EndsNow());
        Assert.False(probation.EndsNow());
        Assert.True(probation.IsOver);
        Assert.Null(probation.FailedAfter(_deadline));
    }

    [Fact]
    public void Who_is_asked_nothing_is_not_silent_and_stays_on_probation()
    {
        var probation = new Probation(_patience, _clock);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.False(probation.EndsNow());
        Assert.Null(probation.FailedAfter(oldestWaits: TimeSpan.FromMilliseconds(100)));
        Assert.NotNull(probation.FailedAfter(oldestWaits: TimeSpan.FromMilliseconds(250)));
    }

    [Fact]
    public void One_that_falls_silent_after_its_first_answers_fails_too()
    {
        var probation = new Probation(_patience, _clock);
        probation.Answered();
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(TimeSpan.FromMilliseconds(250), probation.FailedAfter(oldestWaits: TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public void A_broker_that_is_slow_gets_more_time_from_channel_to_channel_up_to_the_deadline_and_little_again_after_one_that_passed()
    {
        var patience = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            patience.Add(_patience.Now.TotalMilliseconds);
            _patience.Failed();
        }

        Assert.Equal([200, 200, 200, 200, 400, 800, 1_600, 3_200, 6_400, 10_000, 10_000, 10_000], patience);
        _patience.Passed();
        Assert.Equal(200, _patience.Now.TotalMilliseconds);
    }

    [Fact]
    public void The_first_of_a_process_is_given_all_the_time_there_is_until_one_has_passed_or_failed()
    {
        var fresh = new ProbationPatience(_deadline);
        var probation = new Probation(fresh, _clock);

        Assert.Null(probation.FailedAfter(oldestWaits: _deadline));
        Assert.NotNull(probation.FailedAfter(oldestWaits: _deadline + TimeSpan.FromMilliseconds(1)));
        Assert.Equal(200, fresh.Now.TotalMilliseconds);
        Assert.Equal(100, new ProbationPatience(TimeSpan.FromMilliseconds(100)).Now.TotalMilliseconds);
    }

    [Fact]
    public void The_first_of_a_process_is_left_as_soon_as_any_when_a_queue_refuses()
    {
        var probation = new Probation(new ProbationPatience(_deadline), _clock);
        Assert.False(probation.EndsRefused());
        _clock.Advance(TimeSpan.FromMilliseconds(50));

        Assert.True(probation.EndsRefused());
    }

    [Fact]
    public void One_that_was_refused_is_left_soon_and_the_next_ones_later_though_others_are_answered()
    {
        var lived = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var probation = new Probation(_patience, _clock);
            probation.Answered();
            for (var milliseconds = 0; ; milliseconds += 50)
            {
                probation.EndsNow();
                if (probation.EndsRefused())
                {
                    lived.Add(milliseconds);
                    break;
                }

                _clock.Advance(TimeSpan.FromMilliseconds(50));
            }
        }

        Assert.Equal([50, 50, 50, 50, 100, 200, 400, 800], lived);
    }
}
