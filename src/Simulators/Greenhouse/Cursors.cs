using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Simulators.Greenhouse;

/// <param name="Below">A page has the rows with ids below this.</param>
/// <param name="Turn">Tells apart two cursors that begin at the same row, so that an empty page does not seem to lead to itself.</param>
internal readonly record struct Position(long Below, int Turn);

/// <summary>
/// The opaque text of a next link: the list, the first request's parameters and where to go on.
/// It is signed, so that a client can only use what it was given.
/// </summary>
internal sealed class Cursors(byte[] key)
{
    private const int SignatureBytes = 16;

    public string Write(string resource, string parameters, Position position)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{resource}\n{parameters}\n{position.Below}\n{position.Turn}"));
        return Base64Url.EncodeToString([.. Sign(text), .. text]);
    }

    /// <summary>The parameters of the first request and where to go on, or null when the cursor is not ours or of another list.</summary>
    public (string Parameters, Position Position)? Read(string resource, string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Base64Url.IsValid(cursor) || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length) || length <= SignatureBytes)
            return null;
        var text = bytes.AsSpan(SignatureBytes, length - SignatureBytes);
        if (!CryptographicOperations.FixedTimeEquals(Sign(text), bytes.AsSpan(0, SignatureBytes)))
            return null;
        return Encoding.UTF8.GetString(text).Split('\n') is [var list, var parameters, var below, var turn] && list == resource
            ? (parameters, new Position(long.Parse(below, CultureInfo.InvariantCulture), int.Parse(turn, CultureInfo.InvariantCulture)))
            : null;
    }

    private byte[] Sign(ReadOnlySpan<byte> text) => HMACSHA256.HashData(key, text)[..SignatureBytes];
}
