using ClearView.AiTool.Text;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>
/// What scoring must beat: cosine of the two texts' word counts, weighted by how few of all texts hold a word (smoothed as scikit-learn does).
/// The weights are fitted on the very texts that are compared, which our own score may not do.
/// </summary>
internal sealed class TfIdfCosine
{
    private readonly bool _withoutStopWords;
    private readonly Dictionary<PairText, Dictionary<string, double>> _vectors = new(ReferenceEqualityComparer.Instance);

    public TfIdfCosine(IReadOnlyCollection<PairText> texts, bool withoutStopWords)
    {
        _withoutStopWords = withoutStopWords;
        var counts = texts.ToDictionary(text => text, text => Words(text.Text).CountBy(word => word).ToDictionary(), ReferenceEqualityComparer.Instance as IEqualityComparer<PairText>);
        var holders = counts.Values.SelectMany(words => words.Keys).CountBy(word => word).ToDictionary();
        foreach (var (text, words) in counts)
        {
            var vector = words.ToDictionary(word => word.Key, word => word.Value * (Math.Log((1.0 + texts.Count) / (1.0 + holders[word.Key])) + 1));
            var length = Math.Sqrt(vector.Values.Sum(weight => weight * weight));
            foreach (var word in vector.Keys)
                vector[word] /= length;
            _vectors.Add(text, vector);
        }
    }

    public double Of(LabelledPair pair)
    {
        var (resume, job) = (_vectors[pair.Resume], _vectors[pair.Job]);
        return job.Sum(word => resume.TryGetValue(word.Key, out var weight) ? weight * word.Value : 0);
    }

    private IEnumerable<string> Words(string text)
    {
        foreach (var part in text.ToLowerInvariant().Split([.. Separators(text)], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length > 1 && !(_withoutStopWords && StopWords.Contains(WordForm.Hash(part))))
                yield return part;
        }
    }

    private static HashSet<char> Separators(string text) => [.. text.ToLowerInvariant().Where(c => !char.IsLetterOrDigit(c) && c != '_')];
}
