using UglyToad.PdfPig.Tokens;

namespace ClearView.AiTool.Documents;

/// <summary>What a stream's dictionary says of one of its filters, in the numbers that PdfPig makes room for.</summary>
internal sealed class PdfFilterParameters(DictionaryToken stream, int index)
{
    // The widest picture of a page at the finest resolution stays far below.
    private const long MaxRowBits = 8L * 1024 * 1024;

    private readonly DictionaryToken _stream = stream;
    private readonly DictionaryToken? _own = Find(stream, NameToken.Dp, NameToken.DecodeParms) switch
    {
        DictionaryToken one => one,
        ArrayToken many when index < many.Length => many.Data[index] as DictionaryToken,
        _ => null,
    };

    /// <summary>False when a row is so long that its buffer alone would be a bomb, or so short that PdfPig never gets to its end.</summary>
    public bool HaveBoundedRows => Number(NameToken.Columns, 1) <= MaxRowBits && (Number(NameToken.Predictor, 1) <= 1 || RowBits is > 0 and <= MaxRowBits);

    public bool IsEarlyChange => Number(NameToken.EarlyChange, 1) == 1;

    /// <summary>Bytes of a fax with these measures; what the dictionary calls the height of a picture counts too.</summary>
    public long FaxBytes
    {
        get
        {
            var height = Find(_stream, NameToken.Height, NameToken.H) is NumericToken h ? h.Int : 0;
            var rows = Math.Max(Number(NameToken.Rows, 0), height);
            return Math.Max(0, (Number(NameToken.Columns, 1728) + 7) / 8) * Math.Max(0, rows);
        }
    }

    private long RowBits => Number(NameToken.Columns, 1) * Math.Min(Number(NameToken.Colors, 1), 32) * Number(NameToken.BitsPerComponent, 8);

    private long Number(NameToken name, int otherwise) => _own is not null && _own.TryGet(name, out var token) && token is NumericToken number ? number.Int : otherwise;

    private static IToken? Find(DictionaryToken dictionary, NameToken first, NameToken second) =>
        dictionary.TryGet(first, out var token) || dictionary.TryGet(second, out token) ? token : null;
}
