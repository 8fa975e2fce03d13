namespace ClearView.AiTool.Text;

/// <summary>
/// What was made last, by what it was made of. The stages of one résumé come within moments of each other and begin with the same reading;
/// who asks while it is being made waits for it.
/// </summary>
/// <param name="places">How many are kept at most; what falls on another's place takes it.</param>
/// <param name="make">Gives the same for the same, always, and nothing that changes afterwards.</param>
internal sealed class LastMade<TKey, TValue>(int places, Func<TKey, TValue> make) where TKey : notnull
{
    private readonly Made?[] _places = new Made?[places];

    public TValue Of(TKey key)
    {
        ref var place = ref _places[(uint)key.GetHashCode() % (uint)_places.Length];
        var made = Volatile.Read(ref place);
        if (made is null || !made.Key.Equals(key))
            Volatile.Write(ref place, made = new Made(key, new Lazy<TValue>(() => make(key))));
        try
        {
            return made.Value.Value;
        }
        catch
        {
            // What failed once may succeed when it is tried again.
            Interlocked.CompareExchange(ref place, null, made);
            throw;
        }
    }

    private sealed record Made(TKey Key, Lazy<TValue> Value);
}
