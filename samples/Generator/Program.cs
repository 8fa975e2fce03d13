using ClearView.Generator;

const string usage = """
    Writes the samples: invented jobs and candidates with their résumés, and files that break readers.

      dotnet run --project samples/Generator -- [--seed N] [--out DIR] [--check]
      dotnet run --project samples/Generator -- --draw-scans DIR

      --seed N          chooses layout details (default 2026, which the committed files were made with)
      --out DIR         the samples folder (default samples)
      --check           writes nothing; exits 1 and names the files that differ from what would be written
      --draw-scans DIR  draws the pictures of the scanned résumés again; they are a source, so commit them
    """;

var seed = 2026UL;
var folder = "samples";
string? drawInto = null;
var check = false;

for (var i = 0; i < args.Length; i++)
{
    var value = i + 1 < args.Length ? args[i + 1] : null;
    switch (args[i])
    {
        case "--check": check = true; break;
        case "--seed" when ulong.TryParse(value, Texts.Invariant, out seed): i++; break;
        case "--out" when value is not null: folder = value; i++; break;
        case "--draw-scans" when value is not null: drawInto = value; i++; break;
        case "--help" or "-h": Console.WriteLine(usage); return 0;
        default:
            await Console.Error.WriteLineAsync($"'{args[i]}' is not understood, or its value is missing.\n\n{usage}");
            return 2;
    }
}

try
{
    if (drawInto is not null)
    {
        ScanDrawing.DrawAll(drawInto);
        return 0;
    }

    var files = SampleSet.Make(seed);
    return check ? SampleFolder.Compare(folder, files) : SampleFolder.Write(folder, files);
}
catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
