using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.Contracts;

/// <summary>Texts that a person has looked at and agreed to. CLEARVIEW_APPROVE=1 writes them anew: then the commit shows what was agreed to.</summary>
internal static class Approved
{
    public static bool IsBeingWritten => Environment.GetEnvironmentVariable("CLEARVIEW_APPROVE") == "1";

    public static IEnumerable<string> Names => Directory.EnumerateFiles(PathOf(""), "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!);

    public static string Read(string name) => File.Exists(PathOf(name + ".txt")) ? File.ReadAllText(PathOf(name + ".txt")) : "";

    public static void IsStill(string name, string actual)
    {
        if (IsBeingWritten)
            File.WriteAllText(PathOf(name + ".txt"), actual);
        else if (Read(name) != actual)
            Assert.Fail($"{name} differs from what was approved. If that is wanted, run this test with CLEARVIEW_APPROVE=1 and commit the file.\n\n{Difference(Read(name), actual)}");
    }

    private static string Difference(string before, string after)
    {
        var (was, now) = (before.Split('\n'), after.Split('\n'));
        return string.Join('\n', [.. was.Except(now).Select(line => "- " + line), .. now.Except(was).Select(line => "+ " + line)]);
    }

    private static string PathOf(string file) => Repository.File("tests", "Platform.Tests", "Contracts", "Approved", file);
}
