using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging.Protection;
using CsCheck;

namespace ClearView.Messaging.Tests.Protection;

public sealed class SealedTests
{
    private static readonly DataKey _key = DataKey.Create("key-1");
    private static readonly Gen<(byte[] Content, byte[] Bound)> _boxes = Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 40]);

    [Fact]
    public void What_was_closed_opens_to_the_same_content() => _boxes.Sample(b =>
        Sealed.Open(Sealed.Close(b.Content, _key, b.Bound), _key, b.Bound).AsSpan().SequenceEqual(b.Content));

    [Fact]
    public void A_box_is_longer_by_the_stated_overhead_and_never_the_same_twice() => _boxes.Sample(b =>
    {
        var (one, two) = (Sealed.Close(b.Content, _key, b.Bound), Sealed.Close(b.Content, _key, b.Bound));
        return one.Length == b.Content.Length + Sealed.Overhead && !one.AsSpan().SequenceEqual(two);
    });

    [Fact]
    public void Any_flipped_bit_is_noticed() => _boxes.Sample(b =>
    {
        var box = Sealed.Close(b.Content, _key, b.Bound);
        for (var bit = 0; bit < box.Length * 8; bit++)
        {
            box[bit / 8] ^= (byte)(1 << bit % 8);
            if (Opens(box, _key, b.Bound))
                return false;
            box[bit / 8] ^= (byte)(1 << bit % 8);
        }

        return Opens(box, _key, b.Bound);
    }, iter: 30);

    [Fact]
    public void Any_other_length_is_noticed() => _boxes.Sample(b =>
    {
        var box = Sealed.Close(b.Content, _key, b.Bound);
        return Enumerable.Range(0, box.Length).All(length => !Opens(box[..length], _key, b.Bound)) && !Opens([.. box, 0], _key, b.Bound);
    }, iter: 30);

    [Fact]
    public void What_belongs_to_one_thing_does_not_open_as_another() => Gen.Select(_boxes, Gen.Byte.Array[0, 40])
        .Where((b, other) => !b.Bound.AsSpan().SequenceEqual(other))
        .Sample((b, other) => !Opens(Sealed.Close(b.Content, _key, b.Bound), _key, other));

    [Fact]
    public void Another_key_opens_nothing() => _boxes.Sample(b =>
        !Opens(Sealed.Close(b.Content, DataKey.Create("key-1"), b.Bound), _key, b.Bound), iter: 50);

    [Fact]
    public void Nothing_of_the_content_is_readable_in_the_box()
    {
        var name = Encoding.UTF8.GetBytes("Philippa Canary");

        Assert.Equal(-1, Sealed.Close(name, _key, []).AsSpan().IndexOf(name));
    }

    [Fact]
    public async Task A_key_serves_many_callers_at_once()
    {
        var content = RandomNumberGenerator.GetBytes(1000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            for (var n = 0; n < 200; n++)
                Assert.Equal(content, Sealed.Open(Sealed.Close(content, _key, [(byte)i]), _key, [(byte)i]));
        })));
    }

    [Fact]
    public void A_key_of_another_length_is_refused() =>
        Assert.Contains("32 bytes", Assert.Throws<ArgumentException>(() => new DataKey("short", new byte[16])).Message, StringComparison.Ordinal);

    private static bool Opens(byte[] box, DataKey key, byte[] bound)
    {
        try
        {
            Sealed.Open(box, key, bound);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
