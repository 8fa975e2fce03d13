using System.Text;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Protection;

public sealed class LocalKeyRingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_key_that_was_made_is_there_the_next_time()
    {
        using var folder = new TempFolder();

        var first = LocalKeyRing.OpenOrCreate(folder.In("keys", "local.key"), TimeProvider.System).Current(TenantId.Default);
        var second = LocalKeyRing.OpenOrCreate(folder.In("keys", "local.key"), TimeProvider.System);

        Assert.Equal(first.Bytes.ToArray(), second.Current(TenantId.Default).Bytes.ToArray());
        Assert.Equal(first.Id, second.Find(TenantId.Default, first.Id)?.Id);
    }

    [Fact]
    public void Two_installations_have_two_keys()
    {
        using var folder = new TempFolder();

        var one = LocalKeyRing.OpenOrCreate(folder.In("one"), TimeProvider.System).Current(TenantId.Default);
        var two = LocalKeyRing.OpenOrCreate(folder.In("two"), TimeProvider.System).Current(TenantId.Default);

        Assert.NotEqual(one.Bytes.ToArray(), two.Bytes.ToArray());
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task All_who_start_at_once_get_one_key_and_leave_one_file()
    {
        using var folder = new TempFolder();
        for (var round = 0; round < 50; round++)
        {
            var path = folder.In($"{round}", "local.key");
            using var go = new Barrier(4);

            var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
            {
                go.SignalAndWait(Ct);
                return Convert.ToHexString(LocalKeyRing.OpenOrCreate(path, TimeProvider.System).Current(TenantId.Default).Bytes.Span);
            }, Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            Assert.Single(keys.Distinct());
            Assert.Equal([path], Directory.GetFiles(folder.In($"{round}")));
        }
    }

    [Fact]
    public void Only_its_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using var folder = new TempFolder();
        LocalKeyRing.OpenOrCreate(folder.In("local.key"), TimeProvider.System);

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("local.key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("local-1\n")]
    [InlineData("local-1\nbm90IGxvbmcgZW5vdWdo\n")]
    [InlineData("local-1\nnot base64 at all\n")]
    [InlineData("\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")]
    public void A_broken_file_is_refused_and_left_as_it_is(string content)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.In("local.key"), content, new UTF8Encoding(false));

        var refused = Assert.Throws<InvalidDataException>(() => LocalKeyRing.OpenOrCreate(folder.In("local.key"), TimeProvider.System));

        Assert.Contains("backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(folder.In("local.key")));
    }

    [Fact]
    public void A_key_that_it_never_had_is_not_taken_for_a_destroyed_one()
    {
        using var folder = new TempFolder();
        var ring = LocalKeyRing.OpenOrCreate(folder.In("local.key"), TimeProvider.System);

        var failure = Assert.Throws<TransientFailureException>(() => ring.Find(TenantId.Default, "local-of-another-folder"));

        Assert.Equal("unknown-key", failure.Code);
        Assert.Contains("local-of-another-folder", failure.Message, StringComparison.Ordinal);
    }
}
