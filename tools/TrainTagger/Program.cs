using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ClearView.TrainTagger;

// Trains the tagger that finds names where no rule does, on invented r\u00E9sum\u00E9s: src/AiTool/Anonymize/Tagging/tagger.bin.
//   dotnet run -c Release --project tools/TrainTagger [documents] [rounds] [seed]
// The same numbers give the same bytes on every machine. docs/model-card.md says what it is worth.
int Number(int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
var (count, rounds, seed) = (Number(0, 24_000), Number(1, 4), Number(2, 2026));

var vocabulary = new Vocabulary(FairnessNames.All());
var documents = Enumerable.Range(0, count).Select(i => SyntheticResume.Of(vocabulary, seed * 1_000_003 + i)).ToList();
if (Environment.GetEnvironmentVariable("SHOW") is { Length: > 0 } show)
{
    foreach (var document in documents.Take(int.Parse(show, CultureInfo.InvariantCulture)))
        Console.WriteLine(document.Text + "\n==========");
    return 0;
}
Console.WriteLine($"{count} documents, {documents.Sum(d => (long)d.Text.Length):N0} characters");
var weights = new Training(seed).Train(documents, rounds, (round, right) => Console.WriteLine(FormattableString.Invariant($"round {round}: {right:P2} of the words rightly")));
var packed = weights.Pack();
var target = Path.Combine(Here(), "..", "..", "src", "AiTool", "Anonymize", "Tagging", "tagger.bin");
File.WriteAllBytes(target, packed);
Console.WriteLine($"{packed.Length:N0} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(packed))}");
return 0;

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
