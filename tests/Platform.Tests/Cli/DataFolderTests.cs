using System.Runtime.Versioning;
using ClearView.Cli;
using ClearView.Cli.Demo;
using ClearView.Cli.Node;

namespace ClearView.Platform.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnersOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _root = Directory.CreateTempSubdirectory("data-folder-").FullName;

    public DataFolderTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_root, "data");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_folder_that_was_open_to_others_is_closed()
    {
        Directory.CreateDirectory(Path);
        File.SetUnixFileMode(Path, OwnersOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

        new DataFolder(Path).Make();

        Assert.Equal(OwnersOnly, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_folder_that_all_share_is_refused_and_left_open()
    {
        const UnixFileMode All = (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit;
        Directory.CreateDirectory(Path);
        File.SetUnixFileMode(Path, All);

        var refused = Assert.Throws<UsageException>(() => new DataFolder(Path).Make());

        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        Assert.Equal(All, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task A_secret_is_for_its_owner_alone_whatever_lay_there_before()
    {
        var path = System.IO.Path.Combine(_root, "secret.json");
        await File.WriteAllTextAsync(path, "open", Ct);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await DataFolder.WriteSecretAsync(path, "closed", Ct);

        Assert.Equal("closed", await File.ReadAllTextAsync(path, Ct));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFiles(_root));
    }

    [Theory]
    [InlineData("store.db")]
    [InlineData("hr-systems.json")]
    public void The_demo_works_in_no_folder_of_a_real_installation(string holds)
    {
        var data = new DataFolder(Path).Make();
        File.WriteAllText(System.IO.Path.Combine(Path, holds), "real");

        Assert.Throws<UsageException>(() => DemoMark.Claim(data));

        Assert.False(DemoMark.IsOn(data));
        Assert.Equal("real", File.ReadAllText(System.IO.Path.Combine(Path, holds)));
    }

    [Fact]
    public void The_demo_goes_on_in_a_folder_of_its_own()
    {
        var data = DemoMark.Claim(new DataFolder(Path));
        File.WriteAllText(data.Store, "of the demo");

        DemoMark.Claim(data);

        Assert.True(DemoMark.IsOn(data));
    }

    [Fact]
    public async Task Settings_that_the_demo_did_not_write_stay_in_its_own_folder_too()
    {
        var data = DemoMark.Claim(new DataFolder(Path));
        await File.WriteAllTextAsync(data.HrSystems, "{}", Ct);

        var ran = await Command.ClearViewAsync("demo", "--once", "--data", Path, "--samples", Installation.Installed.Samples);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("was not written by the demo", ran.Errors, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(data.HrSystems, Ct));
    }
}
