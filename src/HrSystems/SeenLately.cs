using System.Security.Cryptography;
using System.Text;

namespace ClearView.HrSystems;

/// <summary>
/// Remembers what was seen, as short digests, up to a fixed number; then the oldest is forgotten. Forgetting costs a second look, which
/// changes nothing. So does remembering twice.
/// </summary>
internal sealed class SeenLately(int most)
{
    private readonly Dictionary<string, LinkedListNode<string>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _order = [];

    public IEnumerable<string> Digests => _order;

    public bool Has(params ReadOnlySpan<object?> what) => _nodes.ContainsKey(DigestOf(what));

    /// <summary>False when it was there; it is the newest either way.</summary>
    public bool Add(params ReadOnlySpan<object?> what) => AddDigest(DigestOf(what));

    public bool AddDigest(string digest)
    {
        var isNew = !_nodes.Remove(digest, out var node);
        if (node is not null)
            _order.Remove(node);
        _nodes[digest] = _order.AddLast(digest);
        if (_order.Count > most && _order.First is { } oldest)
        {
            _order.RemoveFirst();
            _nodes.Remove(oldest.Value);
        }

        return isNew;
    }

    private static string DigestOf(ReadOnlySpan<object?> what)
    {
        var text = new StringBuilder();
        foreach (var part in what)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part}").Append('\n');
        // 72 bits: ten thousand of them meet by chance once in 10^14 installations.
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 9));
    }
}
