using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>One key in memory, made for the run.</summary>
internal sealed class RingOfOneKey : IKeyRing
{
    private readonly DataKey _key = DataKey.Create("bench-key-0001");

    public DataKey Current(TenantId tenant) => _key;

    public DataKey? Find(TenantId tenant, string keyId) => keyId == _key.Id ? _key : null;
}
