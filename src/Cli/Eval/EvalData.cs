namespace ClearView.Cli.Eval;

/// <summary>The development data, which the project does not contain, and whatever else somebody labelled.</summary>
internal static class EvalData
{
    /// <summary>The files with labelled identity that are known by name.</summary>
    public static IReadOnlyList<string> Identity { get; } = [NerResumes.File, PresidioSentences.File];

    public static async Task<List<LabelledSet>> ReadAsync(string folder, IReadOnlyList<string> known, CancellationToken ct)
    {
        if (!Directory.Exists(folder))
            throw new UsageException($"The folder '{folder}' does not exist.");
        var sets = new List<LabelledSet>();
        foreach (var file in known)
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
                await Console.Error.WriteLineAsync($"clearview: {file} is not in '{folder}': left out.");
            else
                sets.Add(file == NerResumes.File ? NerResumes.Read(path) : PresidioSentences.Read(path));
        }
        if (await LabelledFolder.ReadAsync(folder, ct) is { } labelled)
            sets.Add(labelled);
        return sets;
    }
}
