using SkiaSharp;

namespace ClearView.Generator;

/// <summary>
/// Draws the pages of the scanned résumés. It needs a font of the system, and its pixels may differ
/// from machine to machine: so it is run by hand and its pictures are committed as sources.
/// </summary>
internal static class ScanDrawing
{
    private const int Width = 1240;
    private const int Height = 1754;
    private const string Family = "DejaVu Serif";

    public static void DrawAll(string folder)
    {
        using var regular = Find(SKFontStyle.Normal);
        using var bold = Find(SKFontStyle.Bold);
        Directory.CreateDirectory(folder);
        foreach (var sheet in Sheet.ReadAll("People").Where(s => s.Get("damage") == "scan"))
        {
            var path = Path.Combine(folder, Path.ChangeExtension(sheet["file"], ".jpg"));
            File.WriteAllBytes(path, Draw(sheet, regular, bold));
            Console.WriteLine($"drawn: {path}");
        }
    }

    private static SKTypeface Find(SKFontStyle style)
    {
        var found = SKTypeface.FromFamilyName(Family, style);
        return found?.FamilyName == Family
            ? found
            : throw new InvalidDataException($"The font '{Family}' is not installed. Install it (Debian: fonts-dejavu-core) or keep the committed pictures.");
    }

    private static byte[] Draw(Sheet sheet, SKTypeface regular, SKTypeface bold)
    {
        var dice = new Dice(7, sheet.Numbers("id").Single());
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Gray8));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(246, 246, 246));
        // Nobody lays the sheet quite straight on the glass.
        canvas.RotateDegrees(dice.Of(-0.7f, 0.6f), Width / 2f, Height / 2f);
        using var ink = new SKPaint { Color = new SKColor(35, 35, 35), IsAntialias = true };
        var y = 120f;
        foreach (var block in Block.Parse(sheet.Body))
            y = Line(canvas, ink, block, y, regular, bold);

        for (var i = 0; i < 500; i++)
        {
            using var speck = new SKPaint { Color = new SKColor((byte)(120 + dice.Below(90)), 0, 0).WithAlpha(160) };
            canvas.DrawCircle(dice.Below(Width), dice.Below(Height), .6f + dice.Below(8) / 10f, speck);
        }

        using var shadow = new SKPaint { Color = new SKColor(150, 150, 150) };
        canvas.DrawRect(0, 0, 9, Height, shadow);
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 55);
        return jpeg.ToArray();
    }

    private static float Line(SKCanvas canvas, SKPaint ink, Block block, float y, SKTypeface regular, SKTypeface bold)
    {
        if (block.Kind == BlockKind.Gap) return y + 14;
        var heavy = block.Kind is BlockKind.Name or BlockKind.Heading or BlockKind.Entry;
        using var font = new SKFont(heavy ? bold : regular, block.Kind switch { BlockKind.Name => 40, BlockKind.Heading => 27, _ => 22 });
        var text = block.Kind switch
        {
            BlockKind.Bullet => "•  " + block.Text,
            BlockKind.Entry => string.Join(", ", block.Text.Parts()),
            _ => block.Text,
        };
        foreach (var line in Wrap(text, font))
        {
            y += font.Size * 1.42f;
            canvas.DrawText(line, block.Kind == BlockKind.Bullet ? 136 : 110, y, SKTextAlign.Left, font, ink);
        }

        return block.Kind == BlockKind.Heading ? y + 6 : y;
    }

    private static IEnumerable<string> Wrap(string text, SKFont font)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && font.MeasureText(line + " " + word) > Width - 240)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
