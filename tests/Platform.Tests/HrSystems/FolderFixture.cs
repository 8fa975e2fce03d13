using ClearView.HrSystems;
using ClearView.HrSystems.Folder;
using ClearView.Messaging.Protection;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>A folder with a table of jobs, a table of candidates and three files.</summary>
internal sealed class FolderFixture : IHrSystemFixture
{
    private readonly KeyedDigest _digests = new(new OneKey());

    public FolderFixture()
    {
        Path = Directory.CreateTempSubdirectory("hr-folder-").FullName;
        Directory.CreateDirectory(In("candidates", "engineering"));
        Write("Built things in C#.", "candidates", "Quillfeather CV.txt");
        Write("Kept the books.", "candidates", "engineering", "marmaduke.txt");
        Write("Sold shoes.", "candidates", "zabriskie.txt");
        Write("id,title,text\ndev,Developer,\"Must have\n- C#\"\nacc,Accountant,Must have Excel\n", "jobs.csv");
        Write("""
            file,first_name,last_name,email,phone,job_ids,received_on
            Quillfeather CV.txt,Ottoline,Quillfeather,ottoline.q@example.com,+44 7700 900123,dev;acc,2026-10-01
            engineering/marmaduke.txt,Marmaduke,Featherstonehaugh,marmaduke@example.org,+44 7700 900124,acc,2026-10-02
            candidates/zabriskie.txt,Peregrine,Zabriskie,peregrine@example.net,+44 7700 900125,dev,

            """, "candidates.csv");
        System = NewSystem();
    }

    public string Path { get; }

    public IHrSystem System { get; }

    public int Jobs => 2;

    public int Resumes => 3;

    public int Applications => 4;

    public IReadOnlyList<string> Canaries { get; } =
        ["Quillfeather", "Ottoline", "ottoline.q", "7700 900123", "Featherstonehaugh", "marmaduke", "Zabriskie", "Peregrine"];

    public FolderSystem NewSystem() => NewSystem(_digests);

    public FolderSystem NewSystem(KeyedDigest digests) => new(new FolderOptions { Path = Path, PollSeconds = 0.1 }, digests, TimeProvider.System);

    public string In(params string[] parts) => global::System.IO.Path.Combine([Path, .. parts]);

    public void Write(string text, params string[] parts) => File.WriteAllText(In(parts), text);

    public void AddBadRow() => File.AppendAllText(In("candidates.csv"),
        "gone Quillfeather.txt,Ottoline,Quillfeather,,,,\ngone Zabriskie.txt,Peregrine,Zabriskie,,,,not a day\n");

    public void LoseNextAnswer()
    {
    }

    public Task<int> NotesWithAsync(string marker) => Task.FromResult(
        Directory.EnumerateFiles(Path, "*.clearview.txt", SearchOption.AllDirectories).Sum(f => File.ReadAllText(f).Split(marker).Length - 1));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
