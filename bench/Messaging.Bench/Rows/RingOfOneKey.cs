using System.Security.Cryptography;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>One key that every process of a run has, for messages that say nothing.</summary>
internal sealed class RingOfOneKey : IKeyRing
{
    private readonly DataKey _key = new("bench-key-0001", SHA256.HashData("the same everywhere"u8));

    public DataKey Current(TenantId tenant) => _key;

    public DataKey? Find(TenantId tenant, string keyId) => keyId == _key.Id ? _key : null;
}
