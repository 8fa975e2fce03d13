using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClearView.Simulators.Greenhouse;

internal sealed record SampleApplication(long Id, long JobId);

internal sealed record SampleCandidate(
    long Id, string FirstName, string LastName, DateTimeOffset AppliedAt,
    IReadOnlyList<SampleApplication> Applications, string File, string FileName, string? Email = null, string? Phone = null);

internal sealed record SampleJob(
    long Id, string Title, DateTimeOffset OpenedAt, string Text,
    string? Company = null, string? Department = null, string? Location = null);

/// <summary>The samples folder, read once and checked: every number that names something names something that is there.</summary>
internal sealed class Samples
{
    private Samples(string folder, IReadOnlyList<SampleCandidate> candidates, IReadOnlyList<SampleJob> jobs) =>
        (Folder, Candidates, Jobs) = (folder, candidates, jobs);

    public string Folder { get; }

    /// <summary>In the order in which they applied.</summary>
    public IReadOnlyList<SampleCandidate> Candidates { get; }

    public IReadOnlyList<SampleJob> Jobs { get; }

    public string PathOf(SampleCandidate candidate) => Path.GetFullPath(Path.Combine(Folder, candidate.File));

    /// <exception cref="SimulatorStartException">Names the file, the row and what is wrong.</exception>
    public static Samples Load(string directory)
    {
        var folder = Path.GetFullPath(directory);
        var jobs = Read(Path.Combine(folder, "jobs.json"), SampleJson.Default.ListSampleJob);
        var candidates = Read(Path.Combine(folder, "candidates.json"), SampleJson.Default.ListSampleCandidate);

        var samples = new Samples(folder, [.. candidates.OrderBy(c => c.AppliedAt).ThenBy(c => c.Id)], jobs);
        if (samples.Problems().Take(5).ToList() is { Count: > 0 } problems)
            throw new SimulatorStartException($"The samples in {folder} cannot be served: {string.Join(' ', problems)}");
        return samples;
    }

    private static List<T> Read<T>(string path, JsonTypeInfo<List<T>> type)
    {
        try
        {
            using var file = File.OpenRead(path);
            var rows = JsonSerializer.Deserialize(file, type);
            return rows is null || rows.Contains(default!)
                ? throw new SimulatorStartException($"{path} holds null where an array of rows must be.")
                : rows;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SimulatorStartException($"{path} cannot be read ({cause.Message}) Name the folder that holds it.", cause);
        }
        catch (JsonException cause)
        {
            throw new SimulatorStartException($"{path} is not what it should be: {cause.Message}", cause);
        }
    }

    private IEnumerable<string> Problems()
    {
        foreach (var id in Repeated(Jobs.Select(j => j.Id)))
            yield return $"Job {id} is there twice or is not a positive number.";
        foreach (var id in Repeated(Candidates.Select(c => c.Id)))
            yield return $"Candidate {id} is there twice or is not a positive number.";
        foreach (var id in Repeated(Candidates.SelectMany(c => c.Applications).Select(a => a.Id)))
            yield return $"Application {id} is there twice or is not a positive number.";

        var jobs = Jobs.Select(j => j.Id).ToHashSet();
        foreach (var candidate in Candidates)
        {
            foreach (var application in candidate.Applications.Where(a => !jobs.Contains(a.JobId)))
                yield return $"Candidate {candidate.Id} applies for job {application.JobId}, which jobs.json does not have.";

            var path = PathOf(candidate);
            if (!path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                yield return $"Candidate {candidate.Id} names the file '{candidate.File}', which is outside the folder.";
            else if (!System.IO.File.Exists(path))
                yield return $"Candidate {candidate.Id} names the file '{candidate.File}', which does not exist.";
        }
    }

    private static IEnumerable<long> Repeated(IEnumerable<long> ids) =>
        ids.GroupBy(id => id).Where(g => g.Key < 1 || g.Count() > 1).Select(g => g.Key);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(List<SampleCandidate>))]
[JsonSerializable(typeof(List<SampleJob>))]
internal sealed partial class SampleJson : JsonSerializerContext;
