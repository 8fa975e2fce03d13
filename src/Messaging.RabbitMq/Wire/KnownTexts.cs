using System.Text;

namespace ClearView.Messaging.RabbitMq.Wire;

/// <summary>Texts that come again with every message, such as a tenant's name: read once, then found by their bytes. As many as have a place, each until another takes it.</summary>
internal static class KnownTexts
{
    private const int Longest = 64;
    private static readonly string?[] _places = new string?[256];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
            return Encoding.UTF8.GetString(utf8);

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var place = ref _places[hash.ToHashCode() & (_places.Length - 1)];
        if (place is { } known && Ascii.Equals(utf8, known))
            return known;
        return place = Encoding.UTF8.GetString(utf8);
    }
}
