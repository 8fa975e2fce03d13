namespace ClearView.Generator;

/// <summary>The samples folder on disk. Only what the generator makes is written, compared or removed.</summary>
internal static class SampleFolder
{
    private static readonly string[] Owned = ["resumes", "broken"];

    public static int Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var name in Stray(folder, files))
            File.Delete(Path.Combine(folder, name));
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }

        Console.WriteLine($"{files.Count} files, {files.Values.Sum(f => f.Length) / 1024} KB, written below {folder}.");
        return 0;
    }

    public static int Compare(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var different = files
            .Where(file => !Same(Path.Combine(folder, file.Key), file.Value))
            .Select(file => file.Key)
            .Concat(Stray(folder, files))
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var name in different)
            Console.Error.WriteLine($"differs: {name}");
        Console.WriteLine(different.Length == 0
            ? $"{files.Count} files below {folder} are what the generator writes."
            : $"{different.Length} files below {folder} differ. Run the generator without --check and commit what it writes.");
        return different.Length == 0 ? 0 : 1;
    }

    private static bool Same(string path, byte[] bytes) =>
        File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    private static string[] Stray(string folder, IReadOnlyDictionary<string, byte[]> files) => Owned
        .Select(owned => Path.Combine(folder, owned))
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles)
        .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
        .Where(name => !files.ContainsKey(name))
        .ToArray();
}
