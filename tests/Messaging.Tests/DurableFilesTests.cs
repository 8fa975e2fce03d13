using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests;

/// <summary>What can be seen without a power cut: the names are there, and a directory that cannot be flushed is an error and no silence.</summary>
public sealed class DurableFilesTests
{
    [Fact]
    public void Directories_are_made_with_all_above_them_and_a_move_replaces()
    {
        using var folder = new TempFolder();
        DurableFiles.CreateDirectory(folder.In("a", "b", "c"));
        DurableFiles.CreateDirectory(folder.In("a", "b", "c"));
        File.WriteAllText(folder.In("a", "b", "c", "old"), "old");
        File.WriteAllText(folder.In("new"), "new");

        DurableFiles.Move(folder.In("new"), folder.In("a", "b", "c", "old"));

        Assert.Equal("new", File.ReadAllText(folder.In("a", "b", "c", "old")));
        Assert.False(File.Exists(folder.In("new")));
    }

    [Fact]
    public void A_move_into_no_directory_fails()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.In("new"), "new");

        Assert.ThrowsAny<IOException>(() => DurableFiles.Move(folder.In("new"), folder.In("missing", "new")));
    }
}
