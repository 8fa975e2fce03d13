namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>
/// Which deliveries of a channel are finished, by their tags, which count from 1 without a gap. One answer may cover many, and only ever
/// those up to the first that is not finished; what is finished behind that one is answered one by one, or a slow handler would hold up
/// the whole prefetch. Not safe for several threads.
/// </summary>
internal sealed class FinishedPrefix
{
    private readonly HashSet<ulong> _behindGap = [];
    private readonly HashSet<ulong> _answeredBehindGap = [];
    private ulong _upTo;
    private ulong _answerable;

    /// <summary>Finished and not answered yet.</summary>
    public int Waiting { get; private set; }

    /// <param name="isAnswered">The broker has had its answer already: it was given back.</param>
    public void Finish(ulong tag, bool isAnswered = false)
    {
        if (!isAnswered)
            Waiting++;
        if (tag != _upTo + 1)
        {
            (isAnswered ? _answeredBehindGap : _behindGap).Add(tag);
            return;
        }

        Advance(isAnswered);
        while (_upTo < ulong.MaxValue)
        {
            if (_behindGap.Remove(_upTo + 1))
                Advance(isAnswered: false);
            else if (_answeredBehindGap.Remove(_upTo + 1))
                Advance(isAnswered: true);
            else
                return;
        }
    }

    /// <summary>The tag up to which one answer may go, which itself is not answered; null when there is none. It counts as answered from now on.</summary>
    public ulong? TakePrefix()
    {
        if (_answerable == 0)
            return null;
        var tag = _answerable;
        _answerable = 0;
        Waiting = _behindGap.Count;
        return tag;
    }

    /// <summary>What is finished behind the first that is not. It counts as answered from now on.</summary>
    public ulong[] TakeBehindGap()
    {
        if (_behindGap.Count == 0)
            return [];
        ulong[] tags = [.. _behindGap];
        _answeredBehindGap.UnionWith(tags);
        _behindGap.Clear();
        Waiting -= tags.Length;
        return tags;
    }

    private void Advance(bool isAnswered)
    {
        _upTo++;
        // The broker looks for the very tag of an answer: one that it does not wait for any more would make it close the channel.
        if (!isAnswered)
            _answerable = _upTo;
    }
}
