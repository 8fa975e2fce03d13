using System.Text;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Messaging.Vault;

namespace ClearView.Messaging.Tests.Protection;

public sealed class FileVaultTests : IDisposable
{
    private static readonly byte[] _content = Encoding.UTF8.GetBytes("R\u00e9sum\u00e9 of Philippa Canary, philippa@canary.example");
    private readonly TempFolder _folder = new();
    private readonly SqliteStore _database;
    private readonly PersonKeys _keys;
    private readonly FileVault _vault;

    public FileVaultTests()
    {
        _database = new SqliteStore(_folder.In("store.db"));
        _vault = new FileVault(_folder.In("vault"), _keys = new PersonKeys(_database, new RingOfKeys(), TimeProvider.System));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_kept_opens_again_and_nothing_of_it_is_readable_on_the_disk()
    {
        var claim = await KeepAsync("Philippa Canary.pdf");

        Assert.Equal(_content, await _vault.OpenAsync(TenantId.Default, "person-1", claim, Ct));
        foreach (var path in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("canary", path, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("canary", Encoding.Latin1.GetString(await ReadSharedAsync(path)), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_same_content_has_one_claim_and_anything_else_another()
    {
        var claim = await KeepAsync("a");

        Assert.Equal(claim, await KeepAsync("a"));
        Assert.Single(Files());
        Assert.NotEqual(claim, await KeepAsync("b"));
        Assert.NotEqual(claim, await _vault.KeepAsync(TenantId.Default, "person-2", "a", _content, Ct));
        Assert.NotEqual(claim, await _vault.KeepAsync(new TenantId("other"), "person-1", "a", _content, Ct));
        Assert.NotEqual(claim, await _vault.KeepAsync(TenantId.Default, "person-1", "a", new byte[3], Ct));
    }

    [Fact]
    public async Task Many_who_keep_the_same_at_once_leave_one_whole_file()
    {
        await StoreServices.PrepareAsync(_database, Ct);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => KeepAsync("a"), Ct)));

        Assert.Equal(_content, await _vault.OpenAsync(TenantId.Default, "person-1", Assert.Single(claims.Distinct()), Ct));
        Assert.Single(Files());
    }

    [Theory]
    [InlineData("../store.db")]
    [InlineData("../../../../../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("00112233445566778899AABBCCDDEEFF00112233")]
    [InlineData("00112233445566778899aabbccddeeff0011223")]
    [InlineData("0011223344556677889/aabbccddeeff00112233")]
    [InlineData("../112233445566778899aabbccddeeff0011223")]
    [InlineData("00112233445566778899aabbccddeeff0011223\0")]
    public async Task A_claim_that_is_none_leads_nowhere(string claim)
    {
        var refused = await Assert.ThrowsAsync<PermanentFailureException>(() => _vault.OpenAsync(TenantId.Default, "person-1", claim, Ct));

        Assert.Equal("vault.bad-claim", refused.Code);
    }

    [Fact]
    public async Task A_claim_opens_only_for_its_person_and_tenant()
    {
        var claim = await KeepAsync("a");
        await _vault.KeepAsync(TenantId.Default, "person-2", "a", _content, Ct);

        await Assert.ThrowsAsync<TransientFailureException>(() => _vault.OpenAsync(TenantId.Default, "person-2", claim, Ct));
        await Assert.ThrowsAsync<TransientFailureException>(() => _vault.OpenAsync(new TenantId("other"), "person-1", claim, Ct));
    }

    [Fact]
    public async Task A_missing_file_is_named_as_missing()
    {
        var claim = await KeepAsync("a");
        File.Delete(Files().Single());

        Assert.Equal("vault.missing", (await Assert.ThrowsAsync<PermanentFailureException>(() => OpenAsync(claim))).Code);
    }

    [Fact]
    public async Task A_changed_or_cut_file_is_noticed()
    {
        var claim = await KeepAsync("a");
        var file = Files().Single();
        var whole = await File.ReadAllBytesAsync(file, Ct);
        var keyIdLength = 2 + (whole[0] << 8) + whole[1];

        for (var i = keyIdLength; i < whole.Length; i++)
        {
            var changed = whole.ToArray();
            changed[i] ^= 0x40;
            await AssertChangedAsync(changed);
        }

        foreach (var length in new[] { 0, 1, 2, 10, keyIdLength, whole.Length - 1 })
            await AssertChangedAsync(whole[..length]);

        async Task AssertChangedAsync(byte[] bytes)
        {
            await File.WriteAllBytesAsync(file, bytes, Ct);
            Assert.Equal("vault.changed", (await Assert.ThrowsAsync<PermanentFailureException>(() => OpenAsync(claim))).Code);
        }
    }

    [Fact]
    public async Task A_file_that_was_put_in_the_place_of_another_is_noticed()
    {
        var one = await KeepAsync("a");
        var fileOfOne = Files().Single();
        await KeepAsync("b");
        File.Copy(Files().Single(f => f != fileOfOne), fileOfOne, overwrite: true);

        Assert.Equal("vault.changed", (await Assert.ThrowsAsync<PermanentFailureException>(() => OpenAsync(one))).Code);
    }

    [Fact]
    public async Task An_erased_person_is_erased_and_may_come_back_with_the_same_file()
    {
        var claim = await KeepAsync("a");
        await _keys.EraseAsync(TenantId.Default, "person-1", Ct);

        await Assert.ThrowsAsync<PersonErasedException>(() => OpenAsync(claim));
        var again = await KeepAsync("a");

        Assert.Equal(_content, await OpenAsync(again));
        await Assert.ThrowsAsync<PersonErasedException>(() => OpenAsync(claim));
    }

    [Fact]
    public async Task A_key_that_is_merely_gone_erases_nobody()
    {
        var claim = await KeepAsync("a");
        await _database.ExecuteAsync("DELETE FROM person_keys", Ct);

        Assert.Equal("person-key.missing", (await Assert.ThrowsAsync<TransientFailureException>(() => OpenAsync(claim))).Code);
    }

    [Fact]
    public async Task A_damaged_file_is_replaced_when_its_content_comes_again()
    {
        var claim = await KeepAsync("a");
        var file = Files().Single();
        var bytes = await File.ReadAllBytesAsync(file, Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Ct);

        Assert.Equal(claim, await KeepAsync("a"));

        Assert.Equal(_content, await OpenAsync(claim));
    }

    [Fact]
    public async Task A_name_says_nothing_to_who_guesses_the_content()
    {
        using var elsewhere = new TempFolder();
        using var database = new SqliteStore(elsewhere.In("store.db"));
        await StoreServices.PrepareAsync(database, Ct);
        var other = new FileVault(elsewhere.In("vault"), new PersonKeys(database, new RingOfKeys(), TimeProvider.System));

        Assert.NotEqual(await KeepAsync("a"), await other.KeepAsync(TenantId.Default, "person-1", "a", _content, Ct));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_never_seen()
    {
        var claim = await KeepAsync("a");
        var file = Files().Single();
        var whole = await File.ReadAllBytesAsync(file, Ct);
        File.Delete(file);
        await File.WriteAllBytesAsync(file + "." + Guid.NewGuid().ToString("N"), whole[..20], Ct);

        Assert.Equal("vault.missing", (await Assert.ThrowsAsync<PermanentFailureException>(() => OpenAsync(claim))).Code);
        Assert.Equal(claim, await KeepAsync("a"));
        Assert.Equal(_content, await OpenAsync(claim));
    }

    [Fact]
    public async Task A_write_that_does_not_end_leaves_nothing_under_the_claim()
    {
        var claim = await KeepAsync("a");
        File.Delete(Files().Single());
        using var crash = new CancellationTokenSource();
        await crash.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _vault.KeepAsync(TenantId.Default, "person-1", "a", _content, crash.Token));

        Assert.Equal("vault.missing", (await Assert.ThrowsAsync<PermanentFailureException>(() => OpenAsync(claim))).Code);
    }

    private async Task<string> KeepAsync(string name)
    {
        await StoreServices.PrepareAsync(_database, Ct);
        return await _vault.KeepAsync(TenantId.Default, "person-1", name, _content, Ct);
    }

    private Task<byte[]> OpenAsync(string claim) => _vault.OpenAsync(TenantId.Default, "person-1", claim, Ct);

    private string[] Files() => Directory.GetFiles(_folder.In("vault"), "*", SearchOption.AllDirectories);

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Ct);
        return bytes;
    }
}
