using ClearView.Messaging.Mail;
using ClearView.Messaging.Store;
using CsCheck;

namespace ClearView.Messaging.Tests.Mail;

public sealed class LanesTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);
    private static readonly FunctionDescriptor _clerk = Support.PostOffice.Clerk;

    [Fact]
    public void Messages_of_one_key_come_one_after_the_other_and_other_keys_beside_them()
    {
        var lanes = LanesWith(Of(1, "a"), Of(2, "a"), Of(3, "b"));

        var first = lanes.Take();
        var second = lanes.Take();
        var none = lanes.Take();
        lanes.End(first!, _now);

        Assert.Equal((1, 3), (first!.Position, second!.Position));
        Assert.Null(none);
        Assert.Equal(2, lanes.Take()!.Position);
    }

    [Fact]
    public void A_message_that_waits_for_its_next_attempt_holds_up_its_own_key_only()
    {
        var lanes = LanesWith(Of(1, "a"), Of(2, "a"), Of(3, "b"));
        var failed = lanes.Take()!;
        lanes.Postpone(failed, failed with { Attempt = 2, Due = _now.AddSeconds(10) });

        Assert.Equal(3, lanes.Take()!.Position);
        lanes.Wake(_now.AddSeconds(9));
        Assert.Null(lanes.Take());
        lanes.Wake(_now.AddSeconds(10));
        var again = lanes.Take()!;
        Assert.Equal((1, 2), (again.Position, again.Attempt));
        Assert.Null(lanes.Take());
        lanes.End(again, _now);
        Assert.Equal(2, lanes.Take()!.Position);
    }

    [Fact]
    public void Tenants_take_turns_however_much_one_of_them_has()
    {
        var lanes = LanesWith([.. Enumerable.Range(1, 50).Select(i => Of(i, $"a{i}", "flood")), Of(51, "b1", "small"), Of(52, "b2", "small")]);

        var order = Enumerable.Range(0, 5).Select(_ => lanes.Take()!.Envelope.Tenant.Value).ToList();

        Assert.Equal(["flood", "small", "flood", "small", "flood"], order);
    }

    [Fact]
    public void A_tenant_with_a_share_of_three_gets_three_where_another_gets_one_and_no_more_for_having_waited()
    {
        var lanes = new Lanes(mostParked: 100, TenantShares.Parse("large=3"));
        for (var i = 1; i <= 12; i++)
            lanes.Add(Of(i, null, "large"), _now);
        for (var i = 13; i <= 16; i++)
            lanes.Add(Of(i, null, "small"), _now);

        var order = string.Concat(Enumerable.Range(0, 8).Select(_ => lanes.Take()!.Envelope.Tenant.Value[0]));
        lanes.Add(Of(17, null, "other"), _now);
        var then = string.Concat(Enumerable.Range(0, 8).Select(_ => lanes.Take()!.Envelope.Tenant.Value[0]));

        Assert.Equal("lllsllls", order);
        Assert.Equal("lllsolll", then);
        Assert.Equal("small", lanes.Take()!.Envelope.Tenant.Value);
        Assert.Null(lanes.Take());
    }

    [Fact]
    public void Who_may_not_take_now_is_passed_over_and_comes_when_he_may()
    {
        var lanes = LanesWith(Of(1, "a", "flood"), Of(2, "b", "flood"), Of(3, "c", "small"));

        var taken = lanes.Take(tenant => tenant.Value != "flood");
        var none = lanes.Take(tenant => tenant.Value != "flood");

        Assert.Equal(3, taken!.Position);
        Assert.Null(none);
        Assert.Equal((1, 2), (lanes.Take()!.Position, lanes.Take()!.Position));
    }

    [Fact]
    public void A_message_without_a_key_waits_for_no_other()
    {
        var lanes = LanesWith(Of(1, null), Of(2, null));

        Assert.Equal((1, 2), (lanes.Take()!.Position, lanes.Take()!.Position));
    }

    [Fact]
    public void What_waits_beyond_the_memory_is_read_again_in_its_order()
    {
        var lanes = new Lanes(mostParked: 1, TenantShares.Equal);
        foreach (var message in (KeptMessage[])[Of(1, "a"), Of(2, "a")])
            lanes.Add(message, _now);
        var failed = lanes.Take()!;
        lanes.Postpone(failed, failed with { Due = _now.AddSeconds(1) });
        lanes.Add(Of(3, "a"), _now); // in the store too

        lanes.Wake(_now.AddSeconds(1));
        var read = lanes.FirstDry()!;
        Assert.Equal(("a", 0L), (read.Key.OrderKey, read.After));
        lanes.Resume(read, [Of(1, "a"), Of(2, "a"), Of(3, "a")], isAll: true, _now);

        foreach (var position in (long[])[1, 2, 3])
        {
            var next = lanes.Take()!;
            Assert.Equal(position, next.Position);
            lanes.End(next, _now);
        }

        Assert.Null(lanes.Take());
        Assert.Equal(0, lanes.Live);
    }

    [Fact]
    public void What_could_not_be_read_is_read_another_time()
    {
        var lanes = new Lanes(mostParked: 0, TenantShares.Equal);
        lanes.Add(Of(1, "a"), _now);
        var failed = lanes.Take()!;
        lanes.Postpone(failed, failed with { Due = _now.AddSeconds(1) });
        lanes.Wake(_now.AddSeconds(1));

        var unread = lanes.FirstDry(); // the store was away
        var read = lanes.FirstDry()!;
        lanes.Resume(read, [Of(1, "a")], isAll: true, _now);

        Assert.Equal(unread, read);
        Assert.Null(lanes.FirstDry());
        Assert.Equal(1, lanes.Take()!.Position);
    }

    [Fact]
    public void A_part_that_goes_to_another_process_is_forgotten()
    {
        var (a, b) = (Of(1, "a"), Of(2, "b"));
        Assert.NotEqual(a.Part, b.Part);
        var lanes = LanesWith(a, b);
        var held = lanes.Take()!;

        lanes.Forget(held.Part.Number);
        lanes.End(held, _now); // its handler ended meanwhile

        var rest = lanes.Take()!;
        Assert.NotEqual(held.Position, rest.Position);
        Assert.Null(lanes.Take());
        lanes.End(rest, _now);
        Assert.Equal(0, lanes.Live);
    }

    [Fact]
    public void Whatever_happens_each_message_ends_once_and_those_of_a_key_in_order() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 40], Gen.Int[0, 9].Array[400], Gen.Int[0, 6]).Sample((keys, dice, mostParked) =>
        {
            var lanes = new Lanes(mostParked, TenantShares.Equal);
            var store = keys.Select((key, i) => Of(i + 1, $"{key}", key % 2 == 0 ? "t0" : "t1")).ToDictionary(m => m.Position);
            var (now, added, ended, inHand) = (_now, 0, new List<KeptMessage>(), new List<KeptMessage>());
            for (var step = 0; ended.Count < keys.Length && step < 4_000; step++)
            {
                var roll = dice[step % dice.Length];
                if (roll < 4 && added < keys.Length)
                {
                    lanes.Add(store[++added], now);
                }
                else if (roll < 7 && lanes.Take() is { } taken)
                {
                    Assert.DoesNotContain(inHand, m => m.Envelope.OrderKey == taken.Envelope.OrderKey);
                    inHand.Add(taken);
                }
                else if (roll == 7 && inHand.Count > 0)
                {
                    var later = inHand[0] with { Due = now.AddSeconds(step % 3) };
                    store[later.Position] = later;
                    lanes.Postpone(inHand[0], later);
                    inHand.RemoveAt(0);
                }
                else if (inHand.Count > 0)
                {
                    ended.Add(inHand[^1]);
                    store.Remove(inHand[^1].Position);
                    lanes.End(inHand[^1], now);
                    inHand.RemoveAt(inHand.Count - 1);
                }

                now = now.AddSeconds(1);
                lanes.Wake(now);
                while (lanes.FirstDry() is { } read)
                {
                    var rest = store.Values.Where(m => LaneKey.Of(m) == read.Key && m.Position > read.After && m.Position <= added).OrderBy(m => m.Position).ToList();
                    lanes.Resume(read, [.. rest.Take(2)], rest.Count <= 2, now);
                }
            }

            Assert.Equal(keys.Length, ended.Select(m => m.Position).Distinct().Count());
            Assert.Equal(keys.Length, ended.Count);
            foreach (var lane in ended.GroupBy(m => m.Envelope.OrderKey))
                Assert.Equal(lane.Select(m => m.Position).Order(), lane.Select(m => m.Position));
            Assert.Equal((0, 0), (lanes.Live, lanes.Ready));
        });

    private static Lanes LanesWith(params KeptMessage[] messages)
    {
        var lanes = new Lanes(mostParked: 100, TenantShares.Equal);
        foreach (var message in messages)
            lanes.Add(message, _now);
        return lanes;
    }

    private static KeptMessage Of(long position, string? key, string tenant = "t0")
    {
        var envelope = new Envelope
        {
            Id = MessageId.Derive($"{position}"),
            Type = "letter.v1",
            Source = "test",
            Time = _now,
            Tenant = new TenantId(tenant),
            OrderKey = key,
            KeyId = "key",
        };
        return new KeptMessage(position, "clerk", InboxPart.Of(_clerk, envelope), envelope, new byte[1], 1, DateTimeOffset.UnixEpoch, null, null);
    }
}
