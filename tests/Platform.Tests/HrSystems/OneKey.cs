using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>An installation's key, without its file.</summary>
internal sealed class OneKey : IKeyRing
{
    private readonly DataKey _key = DataKey.Create("tests");

    public DataKey Current(TenantId tenant) => _key;

    public DataKey? Find(TenantId tenant, string keyId) => keyId == _key.Id ? _key : null;
}
