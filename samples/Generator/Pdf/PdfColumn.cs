namespace ClearView.Generator.Pdf;

/// <summary>A column that text flows down, and on to the next page when it is full.</summary>
internal sealed class PdfColumn(PdfPaper paper, double left, double width, double top)
{
    private const double Bottom = 52;

    private int page;
    private double y = top;

    public double Left => left;

    public double Width => width;

    public double Y => y;

    public PdfPage Page => paper[page];

    /// <summary>Moves down by a line; the text goes to <see cref="Y"/> of <see cref="Page"/>.</summary>
    public void Advance(double height)
    {
        y -= height;
        if (y < Bottom) NextPage();
    }

    /// <summary>Keeps a heading with what follows it.</summary>
    public void Need(double height)
    {
        if (y - height < Bottom) NextPage();
    }

    public void NextPage()
    {
        page++;
        y = PdfPage.Height - 64;
        _ = paper[page];
    }

    /// <summary>Writes wrapped text and returns the width of its last line.</summary>
    public void Write(string text, Font font, double size, Colour colour, double indent = 0, double height = 0)
    {
        foreach (var line in Wrap(text, font, size, width - indent))
        {
            Advance(height > 0 ? height : size * 1.32);
            Page.Text(left + indent, y, font, size, line, colour);
        }
    }

    public static IEnumerable<string> Wrap(string text, Font font, double size, double width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && font.Measure(longer, size) > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = longer;
            }

            // A long address has no space to break at.
            while (line.Length > 1 && font.Measure(line, size) > width)
            {
                var fits = Enumerable.Range(1, line.Length).Last(n => n == 1 || font.Measure(line[..n], size) <= width);
                yield return line[..fits];
                line = line[fits..];
            }
        }

        yield return line;
    }
}

/// <summary>The pages of a document, each made when a column first reaches it.</summary>
internal sealed class PdfPaper(PdfFile file, Action<PdfPage, int> prepare)
{
    private readonly List<PdfPage> pages = [];

    public PdfPage this[int index]
    {
        get
        {
            while (pages.Count <= index)
            {
                pages.Add(file.AddPage());
                prepare(pages[^1], pages.Count);
            }

            return pages[index];
        }
    }
}
