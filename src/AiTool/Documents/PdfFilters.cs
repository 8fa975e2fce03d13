using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace ClearView.AiTool.Documents;

/// <summary>PdfPig's filters with a budget: a stream is inflated to nowhere and counted before it is inflated into memory.</summary>
internal sealed class PdfFilters(long maxInflatedBytes, CancellationToken cancellationToken) : IFilterProvider
{
    public string What { get; } = $"unpacked it holds more than {maxInflatedBytes / 1024 / 1024} MB";

    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private long _left = maxInflatedBytes;

    /// <summary>PdfPig's lenient parser may swallow the exception, so the fact is kept.</summary>
    public bool IsOverBudget => _left < 0;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Guard(_inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Guard(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Guard(_inner.GetAllFilters());

    private GuardedFilter[] Guard(IReadOnlyList<IFilter> filters) => [.. filters.Select(f => new GuardedFilter(f, this))];

    private void Spend(long bytes)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _left -= bytes;
        if (IsOverBudget)
            throw UnreadableDocumentException.TooLarge(What);
    }

    private sealed class GuardedFilter(IFilter inner, PdfFilters budget) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            budget.Spend(Size(input));
            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        private long Size(ReadOnlyMemory<byte> input) => inner switch
        {
            FlateFilter => Inflated(input, budget._left + 1),
            // The most that these can make of their input.
            LzwFilter => input.Length * 2_730L,
            RunLengthFilter => input.Length * 64L,
            _ => input.Length,
        };

        private static long Inflated(ReadOnlyMemory<byte> input, long most)
        {
            if (input.IsEmpty)
                return 0;
            var buffer = new byte[32768];
            long count = 0;
            using var compressed = new MemoryStream(input.ToArray(), writable: false);
            using var inflate = new ZLibStream(compressed, CompressionMode.Decompress);
            try
            {
                int read;
                while (count <= most && (read = inflate.Read(buffer)) > 0)
                    count += read;
            }
            catch (InvalidDataException)
            {
                // A damaged stream: the real filter decides what becomes of it.
            }
            return count;
        }
    }
}
