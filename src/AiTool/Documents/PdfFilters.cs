using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace ClearView.AiTool.Documents;

/// <summary>PdfPig's filters with a budget: what a stream unpacks to is counted before it is unpacked into memory.</summary>
internal sealed class PdfFilters(long maxUnpackedBytes) : IFilterProvider
{
    private readonly string _tooLarge = $"unpacked it holds more than {maxUnpackedBytes / 1024 / 1024} MB";
    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private long _left = maxUnpackedBytes;

    /// <summary>Why a stream was refused. Kept, since PdfPig's lenient parser may swallow the exception.</summary>
    public UnreadableDocumentException? Refusal { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Guard(_inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guard(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Guard(_inner.GetAllFilters());

    private GuardedFilter[] Guard(IReadOnlyList<IFilter> filters) => [.. filters.Select(f => new GuardedFilter(f, this))];

    private void Check(IFilter filter, ReadOnlyMemory<byte> input, DictionaryToken stream, int index)
    {
        var parameters = new PdfFilterParameters(stream, index);
        if (!parameters.HaveBoundedRows)
            Refusal ??= UnreadableDocumentException.Damaged();
        else if (Refusal is null && (_left -= PdfUnpackedSize.Of(filter, input, parameters, _left + 1)) < 0)
            Refusal = UnreadableDocumentException.TooLarge(_tooLarge);
        if (Refusal is { } refusal)
            throw refusal;
    }

    private sealed class GuardedFilter(IFilter inner, PdfFilters budget) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.Check(inner, input, streamDictionary, filterIndex);
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}
