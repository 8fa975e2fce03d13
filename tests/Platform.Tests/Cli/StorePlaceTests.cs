using ClearView.Cli;
using ClearView.Cli.Export;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Platform.Tests.Hiring;
using ClearView.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Cli;

/// <summary>An installation with its store in a file, or on a PostgreSQL.</summary>
[OnPostgres]
public sealed class StorePlaceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("place-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Both_stores_export_the_same_bytes()
    {
        await using var database = await PostgresRoom.OpenAsync(Ct);
        var exports = new List<SortedDictionary<string, string>>();
        foreach (var place in new[] { StorePlace.Folder, StorePlace.Parse(database.Address) })
        {
            var data = new DataFolder(Path.Combine(_root, $"{exports.Count}"), place);
            await FillAsync(data);
            var to = Path.Combine(_root, $"to-{exports.Count}");
            await ResultExport.WriteAsync(data, to, Ct);
            exports.Add(Files(to));
        }

        Assert.True(exports[0].Count > 10);
        Assert.Equal(exports[0], exports[1]);
    }

    [Fact]
    public async Task A_folder_remembers_its_database_and_works_on_no_other()
    {
        await using var database = await PostgresRoom.OpenAsync(Ct);
        await using var another = await PostgresRoom.OpenAsync(Ct);
        var data = new DataFolder(Path.Combine(_root, "one"), StorePlace.Parse(database.Address));
        await using (await RunningNode.StartAsync(Options(data), null, Ct))
        {
        }

        var inFile = await Assert.ThrowsAsync<UsageException>(() => RunningNode.StartAsync(Options(new DataFolder(data.Path)), null, Ct));
        var elsewhere = await Assert.ThrowsAsync<UsageException>(() => new DataFolder(data.Path, StorePlace.Parse(another.Address)).NeedStoreAsync(Ct));
        await data.NeedStoreAsync(Ct);

        Assert.Contains("Name it with --store", inFile.Message, StringComparison.Ordinal);
        Assert.Contains(new Uri(database.Address).AbsolutePath, elsewhere.Message, StringComparison.Ordinal);
        var password = new Uri(database.Address).UserInfo.Split(':')[1];
        Assert.All(Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories).Select(Read).Append(inFile.Message).Append(elsewhere.Message),
            text => Assert.DoesNotContain(password, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_was_begun_under_another_key_is_not_begun_again()
    {
        await using var database = await PostgresRoom.OpenAsync(Ct);
        var place = StorePlace.Parse(database.Address);
        await using (await RunningNode.StartAsync(Options(new DataFolder(Path.Combine(_root, "one"), place)), null, Ct))
        {
        }

        var other = new DataFolder(Path.Combine(_root, "two"), place);
        await Assert.ThrowsAnyAsync<Exception>(() => RunningNode.StartAsync(Options(other), null, Ct));

        Assert.False(File.Exists(other.Key));
        Assert.False(File.Exists(other.StoreMark));
    }

    private static NodeOptions Options(DataFolder data) => new() { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = data, Port = 0, Name = "all" };

    private static async Task FillAsync(DataFolder data)
    {
        LocalKeyRing.OpenOrCreate(data.Make().Key, TimeProvider.System);
        using (var store = data.OpenStore())
            await RunningNode.PrepareAsync(store, Ct);
        await using var services = StoreOnly.Open(data, "tests");
        await using var scope = services.CreateAsyncScope();
        T Get<T>()
            where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

        await Get<IUnitOfWork>().BeginAsync(Ct);
        foreach (var name in (string[])["ada", "Bob", "\u00c9mile"])
        {
            await Get<CandidateStore>().SaveAsync(TenantId.Default, 1, People.Received(name), Ct);
            await Get<CandidateStore>().SaveResumeAsync(TenantId.Default, 1, People.Anonymous(name) with { Text = $"{name} \u2014 C#\n" }, Ct);
            await Get<JobStore>().SaveAsync(TenantId.Default, 1, new JobPublished(People.Job(name), new Origin("greenhouse", name), name, "text"), Ct);
            foreach (var job in (string[])["ada", "Bob"])
                await Get<MatchStore>().SaveAsync(TenantId.Default, People.Score(name, 1, job, 1), Ct);
        }

        await Get<IUnitOfWork>().CommitAsync(Ct);
        var cause = new FailureCause("no-good", "It is no good.", null, null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "anonymize", "1");
        var writer = new MessageWriter(services.GetRequiredService<ContractRegistry>(), services.GetRequiredService<IKeyRing>(), TimeProvider.System);
        foreach (var name in (string[])["b", "B", "a"])
        {
            var letter = writer.Write(People.Received(name), MessageId.Derive(name), TenantId.Default, "test", name, name, 1);
            await services.GetRequiredService<IOutbox>().SetAsideAsync(new OutboxEntry(-1, letter), cause, Ct);
        }
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText), StringComparer.Ordinal);

    private static string Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), System.Text.Encoding.Latin1);
        return file.ReadToEnd();
    }
}
