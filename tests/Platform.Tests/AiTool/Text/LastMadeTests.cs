using ClearView.AiTool.Text;

namespace ClearView.Platform.Tests.AiTool.Text;

/// <summary>What one stage has read, the next gets without reading it again; nothing of it stays for long.</summary>
public sealed class LastMadeTests
{
    [Fact]
    public void Who_asks_for_the_same_again_gets_the_same_without_its_being_made_again()
    {
        var made = 0;
        var last = new LastMade<string, object>(4, _ => { made++; return new object(); });

        var first = last.Of("a text");

        Assert.Same(first, last.Of(new string("a text".AsSpan())));
        Assert.Equal(1, made);
    }

    [Fact]
    public void It_keeps_no_more_than_its_places_and_never_gives_one_for_another()
    {
        var made = 0;
        var last = new LastMade<string, string>(1, key => { made++; return "of " + key; });

        Assert.Equal("of a", last.Of("a"));
        Assert.Equal("of b", last.Of("b"));
        Assert.Equal("of a", last.Of("a"));
        Assert.Equal(3, made);
    }

    [Fact]
    public void What_could_not_be_made_is_tried_again()
    {
        var tries = 0;
        var last = new LastMade<string, string>(4, key => tries++ == 0 ? throw new InvalidOperationException("no memory") : "of " + key);

        Assert.Throws<InvalidOperationException>(() => last.Of("a"));

        Assert.Equal("of a", last.Of("a"));
    }

    [Fact]
    public async Task Who_asks_while_it_is_being_made_waits_for_it()
    {
        using var mayEnd = new SemaphoreSlim(0);
        using var begun = new SemaphoreSlim(0);
        var made = 0;
        var last = new LastMade<string, object>(4, _ =>
        {
            Interlocked.Increment(ref made);
            begun.Release();
            Assert.True(mayEnd.Wait(Patience.Deadline));
            return new object();
        });

        var one = Task.Run(() => last.Of("a text"), TestContext.Current.CancellationToken);
        Assert.True(await begun.WaitAsync(Patience.Deadline, TestContext.Current.CancellationToken));
        object? got = null;
        var other = new Thread(() => got = last.Of("a text"));
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience.Deadline));
        mayEnd.Release();
        Assert.True(other.Join(Patience.Deadline));

        Assert.Same(await one, got);
        Assert.Equal(1, made);
    }
}
