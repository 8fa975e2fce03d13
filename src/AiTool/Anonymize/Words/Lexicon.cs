using System.IO.Compression;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>All word lists in one table, loaded on first use. Keys are folded words without apostrophes; the words of a town are parted by one space.</summary>
internal static class Lexicon
{
    private const int LongestWord = 64;

    private static readonly Lazy<WordTable> Words = new(Load);

    /// <summary>What is known of a folded word without an apostrophe.</summary>
    public static WordKinds KindsOfPlain(ReadOnlySpan<char> folded) => folded.Length > LongestWord ? WordKinds.None : Words.Value[folded];

    /// <summary>What is known of a folded word; apostrophes in it do not matter.</summary>
    public static WordKinds KindsOf(ReadOnlySpan<char> folded)
    {
        if (folded.Length > LongestWord)
            return WordKinds.None;
        if (!folded.Contains('\''))
            return Words.Value[folded];
        Span<char> bare = stackalloc char[LongestWord];
        var length = 0;
        foreach (var c in folded)
            if (c != '\'') bare[length++] = c;
        return Words.Value[bare[..length]];
    }

    /// <summary>Every entry, in no order that counts.</summary>
    internal static IEnumerable<(string Word, WordKinds Kinds)> All => Words.Value.All;

    private static WordTable Load()
    {
        using var resource = typeof(Lexicon).Assembly.GetManifestResourceStream("words.bin")
            ?? throw new InvalidOperationException("The assembly lacks its word lists (words.bin). Make them with tools/make-gazetteers.cs.");
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        using var all = new MemoryStream();
        brotli.CopyTo(all);
        var table = WordTable.Unpack(all.GetBuffer().AsSpan(0, (int)all.Length), SkillWords.All.Count + EquipmentWords.All.Count + ForeignWords.All.Count + TraitWords.All.Count + PlaceWords.Firsts.Count + WordNames.Surnames.Count + WordNames.Given.Count + CueWords.All.Count + CueWords.OfStudy.Count + PlaceWords.All.Count() + ToolWords.All.Count);
        foreach (var word in SkillWords.All)
            table.Add(word, WordKinds.Skill);
        foreach (var word in EquipmentWords.All)
            table.AddUnless(WordKinds.Name, word, WordKinds.Skill);
        foreach (var word in TraitWords.All)
            table.Add(word, WordKinds.Trait);
        foreach (var word in WordNames.Surnames)
            table.Add(word, WordKinds.Surname | WordKinds.Frequent);
        foreach (var word in WordNames.Given)
            table.Add(word, WordKinds.Given);
        foreach (var word in ForeignWords.All)
            table.AddUnless(WordKinds.Name | WordKinds.Town, word, WordKinds.Skill);
        foreach (var word in ToolWords.All)
            table.AddUnless(WordKinds.Name | WordKinds.Town | WordKinds.SmallTown, word, WordKinds.Skill);
        foreach (var word in CueWords.All)
            table.Add(word, WordKinds.Cue);
        foreach (var word in CueWords.OfStudy)
            table.Add(word, WordKinds.Study);
        foreach (var name in PlaceWords.All)
            table.Add(name, WordKinds.Region);
        foreach (var word in PlaceWords.Firsts)
            table.Add(word, WordKinds.PlaceStart);
        return table;
    }
}
