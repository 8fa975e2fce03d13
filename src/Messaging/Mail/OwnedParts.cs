using ClearView.Messaging.Store;

namespace ClearView.Messaging.Mail;

/// <summary>
/// The parts of a function's mail that this process works on: each belongs to one process at a time, and all of them to those that run
/// the function, evenly. A right ends with its holder, so the parts of a process that was killed are free at once.
/// </summary>
/// <param name="tryTake">Takes an exclusive right of that name, as <see cref="IInbox.TryTakeAsync"/>.</param>
internal sealed class OwnedParts(FunctionDescriptor function, Func<string, CancellationToken, Task<IRight?>> tryTake, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);
    private readonly int _all = function.Exclusive ? 1 : InboxPart.Count;
    private readonly IRight?[] _rights = new IRight?[InboxPart.Count];
    private readonly bool[] _leaving = new bool[InboxPart.Count];
    private volatile bool _isAlone;
    private IRight? _presence;
    private int _seat;
    private long _claimedAt;

    /// <summary>No other process runs the function, as far as is known.</summary>
    public bool IsAlone => _isAlone;

    /// <summary>Another one was heard of.</summary>
    public void IsNotAlone() => _isAlone = false;

    public bool Has(int part) => _rights[part] is { IsHeld: true } && !_leaving[part];

    /// <summary>Takes what is free up to this process's share, and gives up what is beyond it once nobody has anything of it in hand.</summary>
    public async Task ClaimAsync(Func<int, int> inHand, Action<int> forget, CancellationToken ct)
    {
        if (_claimedAt != 0 && clock.GetElapsedTime(_claimedAt) < _every)
            return;
        _claimedAt = clock.GetTimestamp();
        var processes = await CountProcessesAsync(ct);
        _isAlone = processes == 1;
        var share = (int)Math.Ceiling((double)_all / processes);
        for (var part = 0; part < _all; part++)
        {
            if (_rights[part] is { IsHeld: false })
            {
                forget(part);
                _rights[part] = null;
            }

            await LeaveAsync(part, inHand);
        }

        var owned = _rights.Where((right, part) => right is not null && !_leaving[part]).Count();
        for (var i = 0; i < _all && owned < share; i++)
        {
            var part = (_seat + i) % _all;
            // What is still in hand from before the right was lost would be handed out a second time.
            if (_rights[part] is null && inHand(part) == 0 && (_rights[part] = await tryTake($"mail/{function.Name}/part/{part}", ct)) is not null)
                owned++;
        }

        for (var part = _all - 1; part >= 0 && owned > share; part--)
        {
            if (!Has(part))
                continue;
            _leaving[part] = true; // first, so that nothing more of it is accepted
            forget(part);
            await LeaveAsync(part, inHand);
            owned--;
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var part = 0; part < _all; part++)
        {
            if (_rights[part] is { } right)
                await right.DisposeAsync();
            _rights[part] = null;
        }

        if (_presence is not null)
            await _presence.DisposeAsync();
        _presence = null;
    }

    /// <summary>A part is given up when nobody has anything of it in hand; until then nobody else may begin with it.</summary>
    private async Task LeaveAsync(int part, Func<int, int> inHand)
    {
        if (!_leaving[part] || inHand(part) > 0)
            return;
        if (_rights[part] is { } right)
            await right.DisposeAsync();
        (_rights[part], _leaving[part]) = (null, false);
    }

    /// <summary>Each process takes a seat; the seats that cannot be had are taken. More processes than parts have nothing to do, and no seat.</summary>
    private async Task<int> CountProcessesAsync(CancellationToken ct)
    {
        var taken = 0;
        for (var seat = 0; seat < _all; seat++)
        {
            if (_presence is { IsHeld: true } && seat == _seat)
            {
                taken++;
            }
            else if (await tryTake($"mail/{function.Name}/seat/{seat}", ct) is not { } free)
            {
                taken++;
            }
            else if (_presence is not { IsHeld: true })
            {
                (_presence, _seat) = (free, seat);
                taken++;
            }
            else
            {
                await free.DisposeAsync();
            }
        }

        return Math.Max(taken, 1);
    }
}
