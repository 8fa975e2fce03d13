using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ClearView.Messaging.RabbitMq.Wire;

/// <summary>A few headers to be written once, in a quarter of the memory of a dictionary. One reader at a time.</summary>
internal sealed class WireHeaders : IDictionary<string, object?>, IEnumerator<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _headers;
    private int _at = -1;

    public WireHeaders(int most) => _headers = new KeyValuePair<string, object?>[most];

    public int Count { get; private set; }

    public bool IsReadOnly => true;

    public ICollection<string> Keys => [.. this.Select(header => header.Key)];

    public ICollection<object?> Values => [.. this.Select(header => header.Value)];

    KeyValuePair<string, object?> IEnumerator<KeyValuePair<string, object?>>.Current => _headers[_at];

    object IEnumerator.Current => _headers[_at];

    public object? this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no header '{key}'.");
        set => throw new NotSupportedException();
    }

    public void Add(string key, object? value) => _headers[Count++] = new(key, value);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_headers[i].Key == key)
            {
                value = _headers[i].Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool Contains(KeyValuePair<string, object?> item) => TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public void CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) => _headers.AsSpan(0, Count).CopyTo(array.AsSpan(arrayIndex));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        _at = -1;
        return this;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IEnumerator.MoveNext() => ++_at < Count;

    void IEnumerator.Reset() => _at = -1;

    void IDisposable.Dispose()
    {
    }

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool IDictionary<string, object?>.Remove(string key) => throw new NotSupportedException();

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) => throw new NotSupportedException();

    void ICollection<KeyValuePair<string, object?>>.Clear() => throw new NotSupportedException();
}
