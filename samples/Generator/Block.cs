namespace ClearView.Generator;

internal enum BlockKind
{
    Name,
    Contact,
    Heading,
    Entry,
    Bullet,
    Field,
    Paragraph,
    Gap,
    Signature,
    White,
    Tiny,
    NewPage,
}

/// <summary>One line of a sheet's text; <see cref="Side"/> when it belongs into the sidebar.</summary>
internal sealed record Block(BlockKind Kind, string Text, bool Side)
{
    private static readonly (string Mark, BlockKind Kind)[] Marks =
    [
        ("### ", BlockKind.Entry),
        ("## ", BlockKind.Heading),
        ("# ", BlockKind.Name),
        ("= ", BlockKind.Contact),
        ("- ", BlockKind.Bullet),
        ("+ ", BlockKind.Field),
        ("[sign] ", BlockKind.Signature),
        ("[white] ", BlockKind.White),
        ("[tiny] ", BlockKind.Tiny),
        ("[page]", BlockKind.NewPage),
    ];

    public static IReadOnlyList<Block> Parse(string text)
    {
        var blocks = new List<Block>();
        var side = false;
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            if (line is "[side]" or "[main]")
                side = line == "[side]";
            else
                blocks.Add(Read(line, side));
        }

        return blocks;
    }

    private static Block Read(string line, bool side)
    {
        if (line.Length == 0) return new Block(BlockKind.Gap, "", side);
        foreach (var (mark, kind) in Marks)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
                return new Block(kind, line[mark.Length..], side);
        }

        return new Block(BlockKind.Paragraph, line, side);
    }
}
