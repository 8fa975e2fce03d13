using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Protection;

public sealed class KeyedDigestTests
{
    private const string Name = "jane-doe-cv.pdf";

    [Fact]
    public void One_installation_gives_one_text_one_digest()
    {
        var ring = new RingOfKeys();

        var digest = new KeyedDigest(ring).Of(TenantId.Default, "files", Name);

        Assert.Equal(digest, new KeyedDigest(ring).Of(TenantId.Default, "files", Name));
        Assert.Matches("^[0-9a-f]{32}$", digest);
    }

    [Fact]
    public void Another_key_tenant_use_or_text_gives_another_digest()
    {
        var digests = new KeyedDigest(new RingOfKeys());
        var digest = digests.Of(TenantId.Default, "files", Name);

        Assert.NotEqual(digest, new KeyedDigest(new RingOfKeys()).Of(TenantId.Default, "files", Name));
        Assert.NotEqual(digest, digests.Of(new TenantId("other"), "files", Name));
        Assert.NotEqual(digest, digests.Of(TenantId.Default, "keys", Name));
        Assert.NotEqual(digest, digests.Of(TenantId.Default, "files", "john-doe-cv.pdf"));
        Assert.NotEqual(digests.Of(TenantId.Default, "a", "bc"), digests.Of(TenantId.Default, "ab", "c"));
    }

    [Fact]
    public void It_is_made_with_a_key_that_follows_from_the_installations_and_not_with_that_one()
    {
        var ring = new RingOfKeys();
        var key = ring.Current(TenantId.Default);
        var content = Encoding.UTF8.GetBytes($"7:default|5:files|{Name}");
        var follows = HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes.ToArray(), 32, info: "clearview digests"u8.ToArray());

        var digest = new KeyedDigest(ring).Of(TenantId.Default, "files", Name);

        Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(follows, content).AsSpan(0, 16)), digest);
        Assert.NotEqual(Convert.ToHexStringLower(HMACSHA256.HashData(key.Bytes.Span, content).AsSpan(0, 16)), digest);
    }
}
