using System.Runtime.Versioning;
using System.Text.Json;
using ClearView.Cli;
using ClearView.Cli.Export;
using ClearView.Cli.Node;
using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Platform.Tests.Hiring;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Cli;

public sealed class ExportTests : IDisposable
{
    private const string Canary = "Quillfeather";
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;
    private readonly string _root = Directory.CreateTempSubdirectory("export-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string To => Path.Combine(_root, "to");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_text_that_waits_for_a_review_is_not_in_an_export_and_why_it_waits_is()
    {
        var data = await InstallAsync("one");

        await ResultExport.WriteAsync(data, To, Ct);

        Assert.All(Files(To), f => Assert.DoesNotContain(Canary, f.Value, StringComparison.OrdinalIgnoreCase));
        using var held = JsonDocument.Parse(Files(To).Single(f => Path.GetFileName(f.Key) == "held.json").Value);
        Assert.Equal(["candidate", "state", "doubts", "hidden"], held.RootElement.EnumerateObject().Select(m => m.Name));
        Assert.Equal("waiting", held.RootElement.GetProperty("state").GetString());
        Assert.Equal("The words at the top could be a name.", held.RootElement.GetProperty("doubts")[0].GetProperty("why").GetString());
    }

    [Fact]
    public async Task What_waited_in_an_older_version_is_not_in_an_export()
    {
        var data = await InstallAsync("one");
        await using (var services = StoreOnly.Open(data, "tests"))
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<CandidateStore>().SaveAsync(TenantId.Default, 2, People.Received("ada"), Ct);

        await ResultExport.WriteAsync(data, To, Ct);

        Assert.DoesNotContain(Files(To), f => Path.GetFileName(f.Key) == "held.json");
    }

    [Fact]
    public async Task Every_job_and_every_dead_letter_is_in_an_export_however_many_there_are()
    {
        const int Many = 2001;
        var data = await InstallAsync("one");
        await using (var services = StoreOnly.Open(data, "tests"))
        await using (var scope = services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(Ct);
            for (var i = 0; i < Many; i++)
                await scope.ServiceProvider.GetRequiredService<JobStore>().SaveAsync(TenantId.Default, 1, new JobPublished(People.Job($"{i}"), new Origin("greenhouse", $"{i}"), "A job", "text"), Ct);
            await scope.ServiceProvider.GetRequiredService<HiringDb>().ExecuteAsync("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @Many)
                INSERT INTO dead_letters (function, message_id, code, fingerprint, cause, failed_at, tenant, source_version, key_id, type, source, time, body)
                SELECT 'anonymize', printf('%032x', i), 'no-good', 'no-good', '{}', i, 'default', 1, 'k', 'resume.received.v1', 's', '2026-11-23T10:00:00Z', x'01' FROM n
                """, new { Many }, Ct);
            await work.CommitAsync(Ct);
        }

        await ResultExport.WriteAsync(data, To, Ct);

        Assert.Equal(Many, Directory.GetFiles(To, "job.txt", SearchOption.AllDirectories).Length);
        Assert.Equal(Many, (await File.ReadAllLinesAsync(Path.Combine(To, "dead-letters.txt"), Ct)).Length);
    }

    [Fact]
    public async Task Two_installations_with_keys_of_their_own_export_the_same_bytes()
    {
        await ResultExport.WriteAsync(await InstallAsync("one"), To, Ct);
        await ResultExport.WriteAsync(await InstallAsync("two"), Path.Combine(_root, "again"), Ct);

        Assert.Equal(Files(To), Files(Path.Combine(_root, "again")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task An_export_is_for_its_owner_alone_whatever_lay_there_before()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var data = await InstallAsync("one");
        await ResultExport.WriteAsync(data, To, Ct);
        foreach (var file in Directory.GetFiles(To))
            File.SetUnixFileMode(file, OwnersFile | UnixFileMode.OtherRead);
        File.SetUnixFileMode(To, OwnersFolder | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        await ResultExport.WriteAsync(data, To, Ct);

        Assert.All(Directory.GetDirectories(To, "*", SearchOption.AllDirectories).Append(To), d => Assert.Equal(OwnersFolder, File.GetUnixFileMode(d)));
        Assert.All(Directory.GetFiles(To, "*", SearchOption.AllDirectories), f => Assert.Equal(OwnersFile, File.GetUnixFileMode(f)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task An_export_into_a_folder_that_all_share_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        var data = await InstallAsync("one");
        Directory.CreateDirectory(To);
        File.SetUnixFileMode(To, (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);

        var refused = await Assert.ThrowsAsync<UsageException>(() => ResultExport.WriteAsync(data, To, Ct));

        Assert.Contains("--to", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(To));
    }

    /// <summary>An installation where one candidate waits for a review.</summary>
    private async Task<DataFolder> InstallAsync(string name)
    {
        var data = new DataFolder(Path.Combine(_root, name)).Make();
        LocalKeyRing.OpenOrCreate(data.Key, TimeProvider.System);
        using var store = new SqliteStore(data.Store);
        await StoreServices.PrepareAsync(store, Ct);
        await StoreSchema.ApplyAsync(store, "hiring", HiringSchema.Scripts, HiringSchema.Oldest, Ct);

        await using var services = StoreOnly.Open(data, "tests");
        var ada = People.Candidate("ada");
        await services.GetRequiredService<IPersonKeys>().GetOrCreateAsync(TenantId.Default, ada.ToString(), Ct);
        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(Ct);
        await scope.ServiceProvider.GetRequiredService<CandidateStore>().SaveAsync(TenantId.Default, 1, People.Received("ada"), Ct);
        await scope.ServiceProvider.GetRequiredService<ReviewStore>().HoldAsync(TenantId.Default, MessageId.New(TimeProvider.System), 1, People.Held("ada") with
        {
            Text = $"Ottoline {Canary}\nBuilt things in C#.",
            Doubts = [new Doubt("name", 0, 21, "The words at the top could be a name.")],
        }, Ct);
        await work.CommitAsync(Ct);
        return data;
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText), StringComparer.Ordinal);
}
