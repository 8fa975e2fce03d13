using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Protection;

public class PersonKeysTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_ask_for_a_new_person_at_once_get_one_key()
    {
        using var store = await TestStore.NewAsync(Ct);
        var (one, two) = (store.Open(), store.Open());
        await StoreServices.PrepareAsync(one, Ct);
        var ring = new RingOfKeys();

        var asked = Enumerable.Range(0, 16).Select(i => Task.Run(() =>
            new PersonKeys(i % 2 == 0 ? one : two, ring, TimeProvider.System).GetOrCreateAsync(TenantId.Default, "person-1", Ct)));
        var keys = await Task.WhenAll(asked);

        Assert.Single(keys.Select(k => k.Id).Distinct());
        Assert.Single(keys.Select(k => Convert.ToHexString(k.Bytes.Span)).Distinct());
        Assert.Equal(1, await one.CountAsync("person_keys", Ct));
    }

    [Fact]
    public async Task Every_person_of_every_tenant_has_a_key_of_their_own()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        var keys = new PersonKeys(database, new RingOfKeys(), TimeProvider.System);

        var one = await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);
        var two = await keys.GetOrCreateAsync(TenantId.Default, "person-2", Ct);
        var other = await keys.GetOrCreateAsync(new TenantId("other"), "person-1", Ct);

        Assert.Equal(3, new[] { one, two, other }.Select(k => Convert.ToHexString(k.Bytes.Span)).Distinct().Count());
        Assert.Equal(one.Bytes.ToArray(), (await keys.FindAsync(TenantId.Default, "person-1", one.Id, Ct))?.Bytes.ToArray());
        await Assert.ThrowsAsync<TransientFailureException>(() => keys.FindAsync(TenantId.Default, "person-2", one.Id, Ct));
        await Assert.ThrowsAsync<TransientFailureException>(() => keys.FindAsync(new TenantId("other"), "person-1", one.Id, Ct));
    }

    [Fact]
    public async Task A_key_lies_in_the_store_only_wrapped()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "The server's files are not ours to read.");
        using var store = await TestStore.NewAsync(Ct);
        var key = await CreateAsync(store);

        foreach (var file in Directory.GetFiles(store.Folder))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Ct)).AsSpan().IndexOf(key.Bytes.Span));
    }

    [Fact]
    public async Task An_erased_key_is_known_as_erased_and_a_later_one_is_another()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        var keys = new PersonKeys(database, new RingOfKeys(), TimeProvider.System);
        var before = await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);

        await keys.EraseAsync(TenantId.Default, "person-1", Ct);
        var gone = await keys.FindAsync(TenantId.Default, "person-1", before.Id, Ct);
        var after = await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);

        Assert.Null(gone);
        Assert.NotEqual(before.Id, after.Id);
        Assert.Null(await keys.FindAsync(TenantId.Default, "person-1", before.Id, Ct));
    }

    [Fact]
    public async Task A_key_that_was_never_there_is_no_erased_person()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        var keys = new PersonKeys(database, new RingOfKeys(), TimeProvider.System);
        await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);

        var missing = await Assert.ThrowsAsync<TransientFailureException>(() => keys.FindAsync(TenantId.Default, "person-1", "of-another-store", Ct));

        Assert.Equal("person-key.missing", missing.Code);
    }

    [Fact]
    public async Task The_key_that_a_person_has_now_is_found_without_its_name_and_never_made()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        var keys = new PersonKeys(database, new RingOfKeys(), TimeProvider.System);

        var never = await Assert.ThrowsAsync<TransientFailureException>(() => keys.FindAsync(TenantId.Default, "person-1", Ct));
        var first = await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);
        var found = await keys.FindAsync(TenantId.Default, "person-1", Ct);
        await keys.EraseAsync(TenantId.Default, "person-1", Ct);
        var erased = await keys.FindAsync(TenantId.Default, "person-1", Ct);
        var second = await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);

        Assert.Equal("person-key.missing", never.Code);
        Assert.Equal(first.Id, found?.Id);
        Assert.Null(erased);
        Assert.Equal(second.Id, (await keys.FindAsync(TenantId.Default, "person-1", Ct))?.Id);
        Assert.Equal(1, await database.CountAsync("person_keys", Ct));
    }

    [Fact]
    public async Task A_row_that_was_copied_to_another_person_opens_nothing()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        var keys = new PersonKeys(database, new RingOfKeys(), TimeProvider.System);
        await keys.GetOrCreateAsync(TenantId.Default, "person-1", Ct);

        await database.ExecuteAsync("UPDATE person_keys SET subject = 'person-2'", Ct);

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => keys.GetOrCreateAsync(TenantId.Default, "person-2", Ct));
    }

    private static async Task<DataKey> CreateAsync(TestStore store)
    {
        var database = store.Open();
        await StoreServices.PrepareAsync(database, Ct);
        return await new PersonKeys(database, new RingOfKeys(), TimeProvider.System).GetOrCreateAsync(TenantId.Default, "person-1", Ct);
    }
}
