using ClearView.Messaging.RabbitMq.Liveness;

namespace ClearView.Broker.Tests;

public sealed class StuckQueuesTests
{
    private const string Queue = "clearview.letters";
    private readonly StuckQueues _stuck = new();

    [Fact]
    public void What_waits_and_does_not_come_is_healed_by_more_each_time_that_it_did_not_help()
    {
        var healed = Enumerable.Range(0, 10).Select(_ => _stuck.Look(Queue, received: 5, hasRoom: true, waits: 3));

        Assert.Equal(
            [
                Healing.None, Healing.None, Healing.Subscription, Healing.None, Healing.Connection, Healing.None, Healing.Process, Healing.None, Healing.Process,
                Healing.None,
            ], healed);
    }

    [Fact]
    public void A_delivery_shows_that_it_moves_and_the_next_healing_is_the_smallest_again()
    {
        Look(times: 5, received: 5);
        Assert.Equal(Healing.None, _stuck.Look(Queue, 6, hasRoom: true, waits: 3));

        Assert.Equal(Healing.None, _stuck.Look(Queue, 6, hasRoom: true, waits: 3));
        Assert.Equal(Healing.Subscription, _stuck.Look(Queue, 6, hasRoom: true, waits: 3));
    }

    [Fact]
    public void Hands_that_are_full_are_not_stuck() =>
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(Healing.None, _stuck.Look(Queue, 5, hasRoom: false, waits: 3)));

    [Fact]
    public void A_queue_without_mail_is_not_stuck_and_one_that_had_none_at_a_look_starts_anew()
    {
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(Healing.None, _stuck.Look(Queue, 5, hasRoom: true, waits: 0)));
        Assert.Equal(Healing.None, _stuck.Look(Queue, 5, hasRoom: true, waits: 1));
        Assert.Equal(Healing.None, _stuck.Look(Queue, 5, hasRoom: true, waits: 0));
        Assert.Equal(Healing.None, _stuck.Look(Queue, 5, hasRoom: true, waits: 1));
    }

    [Fact]
    public void One_queue_says_nothing_of_another()
    {
        Look(times: 2, received: 5);
        Assert.Equal(Healing.None, _stuck.Look("clearview.others", 5, hasRoom: true, waits: 3));
    }

    private void Look(int times, long received)
    {
        for (var i = 0; i < times; i++)
            _stuck.Look(Queue, received, hasRoom: true, waits: 3);
    }
}
