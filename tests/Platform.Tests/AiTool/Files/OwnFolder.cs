namespace ClearView.Platform.Tests.AiTool.Files;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class OwnFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("clearview-ai-").FullName;

    public string In => Path.Combine(Root, "in");

    public string Out => Path.Combine(Root, "out");

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
