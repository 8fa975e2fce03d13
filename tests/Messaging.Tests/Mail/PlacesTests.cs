using ClearView.Messaging.Mail;
using Microsoft.Extensions.Time.Testing;

namespace ClearView.Messaging.Tests.Mail;

public sealed class PlacesTests
{
    private static readonly TenantId _flood = new("flood");
    private static readonly TenantId _small = new("small");
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Beside_others_a_tenant_leaves_a_quarter_of_the_places_free_and_alone_it_has_all()
    {
        var places = new Places(16, _clock);
        places.Take(_small);
        places.Release(_small);

        Assert.Equal(12, TakeAll(places, _flood));
        Assert.True(places.AreLeft && places.MayTake(_small));

        _clock.Advance(TimeSpan.FromSeconds(2)); // since the other had one
        Assert.Equal(8, TakeAll(places, _flood)); // the workers' sixteen, and four so that none waits for its next
        Assert.False(places.AreLeft);
    }

    [Fact]
    public void Who_holds_something_for_long_is_beside_the_others_all_the_time()
    {
        var places = new Places(4, _clock);
        places.Take(_small);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(3, TakeAll(places, _flood));
        places.Release(_small);
        Assert.Equal(0, TakeAll(places, _flood));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(2, TakeAll(places, _flood));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Where_there_are_few_places_none_stands_empty(int parallelism, int ofFlood)
    {
        var places = new Places(parallelism, _clock);
        places.Take(_small);
        places.Release(_small);

        Assert.Equal(ofFlood, TakeAll(places, _flood));
    }

    private static int TakeAll(Places places, TenantId tenant)
    {
        var taken = 0;
        for (; places.AreLeft && places.MayTake(tenant); taken++)
            places.Take(tenant);
        return taken;
    }
}
