using ClearView.Cli.Node;

namespace ClearView.Platform.Tests.Cli;

public sealed class MissingKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_without_its_key_gets_no_new_one()
    {
        var folder = Directory.CreateTempSubdirectory("no-key-").FullName;
        var data = new DataFolder(folder);
        await using (await StartAsync(data))
            Assert.True(File.Exists(data.Key));
        File.Delete(data.Key);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(data));
        var verified = await Command.ClearViewAsync("audit", "verify", "--data", folder);
        await Command.ClearViewAsync("export", "--data", folder, "--to", Path.Combine(folder, "export"));

        Assert.Contains("Restore it from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", verified.Errors, StringComparison.Ordinal);
        Assert.Equal(1, verified.ExitCode);
        Assert.False(File.Exists(data.Key));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_store_takes_no_other_key_than_the_one_it_was_begun_with()
    {
        var folder = Directory.CreateTempSubdirectory("other-key-").FullName;
        var data = new DataFolder(folder);
        await using (await StartAsync(data))
        {
        }

        var right = await File.ReadAllLinesAsync(data.Key, Ct);
        await File.WriteAllLinesAsync(data.Key, [right[0], Convert.ToBase64String(new byte[32])], Ct);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(data));
        await File.WriteAllLinesAsync(data.Key, right, Ct);
        await using (await StartAsync(data))
        {
        }

        Assert.Contains("is not the one that this installation was begun with", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Task<RunningNode> StartAsync(DataFolder data) => RunningNode.StartAsync(
        new NodeOptions { Roles = Roles.All, Broker = NodeOptions.Embedded, Data = data, Port = 0, Name = "tests" }, null, Ct);
}
