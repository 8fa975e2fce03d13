using System.Text.Json.Nodes;
using ClearView.HrSystems;
using ClearView.HrSystems.Nightly;
using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class NightlyContractTests : HrSystemContract
{
    protected override Task<IHrSystemFixture> StartAsync(ILoggerFactory logs) => Task.FromResult<IHrSystemFixture>(new NightlyFixture());
}

/// <summary>A folder as the HR system leaves it.</summary>
internal sealed class NightlyFixture : IHrSystemFixture
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hr-nightly-").FullName;
    private readonly JsonArray _candidates = [];

    public NightlyFixture()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "resumes"));
        AddCandidate("17", "Ottoline", "Quillfeather", "+44 7700 900123", "dev", "acc");
        AddCandidate("18", "Marmaduke", "Featherstonehaugh", "+44 7700 900124", "acc");
        AddCandidate("19", "Peregrine", "Zabriskie", "+44 7700 900125", "dev");
        System = new NightlySystem(_folder);
    }

    public IHrSystem System { get; }

    public int Jobs => 2;

    public int Resumes => 3;

    public int Applications => 4;

    public IReadOnlyList<string> Canaries { get; } = ["Ottoline", "Quillfeather", "7700 90012", "Featherstonehaugh", "Peregrine", "Zabriskie"];

    public void AddBadRow()
    {
        AddCandidate("20", "Ottoline", "Quillfeather", "+44 7700 900126", "dev");
        File.Delete(Path.Combine(_folder, "resumes", "Quillfeather-20.txt"));
    }

    public void LoseNextAnswer()
    {
        // A file has no answer to lose.
    }

    public Task<int> NotesWithAsync(string marker) =>
        Task.FromResult(Directory.EnumerateFiles(Path.Combine(_folder, "notes")).Sum(f => File.ReadAllText(f).Split(marker).Length - 1));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void AddCandidate(string id, string firstName, string lastName, string phone, params string[] jobs)
    {
        var resume = $"{lastName}-{id}.txt";
        File.WriteAllText(Path.Combine(_folder, "resumes", resume), "Built things in C#.");
        _candidates.Add(new JsonObject
        {
            ["id"] = id,
            ["version"] = 3 + _candidates.Count,
            ["firstName"] = firstName,
            ["lastName"] = lastName,
            ["email"] = $"{lastName}@example.org",
            ["phone"] = phone,
            ["resume"] = resume,
            ["appliedOn"] = "2026-10-01",
            ["jobs"] = new JsonArray([.. jobs.Select(j => JsonValue.Create(j))]),
        });
        var people = new JsonObject { ["jobs"] = OpenJobs(), ["candidates"] = _candidates.DeepClone() };
        File.WriteAllText(Path.Combine(_folder, "people.json"), people.ToJsonString());
    }

    private static JsonArray OpenJobs() =>
    [
        new JsonObject { ["id"] = "dev", ["version"] = 1, ["title"] = "Developer", ["text"] = "Must have\n- C#" },
        new JsonObject { ["id"] = "acc", ["version"] = 2, ["title"] = "Accountant", ["text"] = "Must have Excel" },
    ];
}
