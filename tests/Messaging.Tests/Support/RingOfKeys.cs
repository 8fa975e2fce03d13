using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Tests.Support;

/// <summary>One key in memory that a test can destroy.</summary>
internal sealed class RingOfKeys : IKeyRing
{
    private readonly DataKey _key = DataKey.Create("key-1");

    public bool Destroyed { get; set; }

    public DataKey Current(TenantId tenant) => _key;

    public DataKey? Find(TenantId tenant, string keyId) => Destroyed || keyId != _key.Id ? null : _key;
}
