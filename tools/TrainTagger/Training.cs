using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Anonymize.Finders;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.TrainTagger;

/// <summary>An averaged perceptron, trained on documents in a fixed order with a fixed seed and whole numbers: the same weights on every machine.</summary>
internal sealed class Training(int seed)
{
    private const WordKinds Lists = WordKinds.Given | WordKinds.Surname | WordKinds.Frequent | WordKinds.Town | WordKinds.BigTown | WordKinds.TownStart;

    private readonly int[] _weights = new int[TagWeights.Features * TagWeights.Tags];
    private readonly long[] _sums = new long[TagWeights.Features * TagWeights.Tags];
    private long _step;

    /// <param name="progress">Told after each round which share of the words it took rightly.</param>
    public TagWeights Train(IReadOnlyList<SyntheticResume> documents, int rounds, Action<int, double>? progress = null)
    {
        var dice = new Random(seed);
        var order = Enumerable.Range(0, documents.Count).ToArray();
        var texts = documents.Select(d => new ResumeText(d.Text, null)).ToList();
        for (var round = 0; round < rounds; round++)
        {
            dice.Shuffle(order);
            long right = 0, all = 0;
            foreach (var at in order)
                Learn(texts[at], documents[at], dice, ref right, ref all);
            progress?.Invoke(round + 1, (double)right / Math.Max(1, all));
        }
        return Averaged();
    }

    private void Learn(ResumeText resume, SyntheticResume document, Random dice, ref long right, ref long all)
    {
        var finds = new Finds(resume, HiddenKinds.Chosen([HiddenKinds.Email]));
        new EmailFinder().Find(resume, finds);
        var input = new TagInput(resume, EmailWords.Of(resume, finds));
        var gold = Gold(resume, document);
        Forget(input, gold, dice);

        Span<int> features = stackalloc int[TagFeatures.Count];
        Span<int> scores = stackalloc int[TagWeights.Tags];
        Tag before = default, beforeThat = default;
        for (var i = 0; i < gold.Length; i++)
        {
            var tag = Tag.None;
            if (input[i])
            {
                TagFeatures.Of(input, i, before, beforeThat, features);
                Score(features, scores);
                // A name that is left costs more than a word that is taken for one.
                if (gold[i] == Tag.Person) scores[(int)Tag.Person] -= Margin;
                tag = Tagger.Best(scores);
                _step++;
                all++;
                if (tag == gold[i]) right++;
                else Update(features, gold[i], tag);
            }
            // Its own mistakes half of the time: that is what it will see.
            (before, beforeThat) = (dice.Next(2) == 0 ? tag : gold[i], before);
        }
    }

    private const int Margin = 240;

    // What is known of a word today will not be known of the next one: names are to be told by what stands around them.
    private static void Forget(TagInput input, Tag[] gold, Random dice)
    {
        var forgetsLists = dice.Next(100) < 20;
        for (var i = 0; i < gold.Length; i++)
        {
            if (forgetsLists || dice.Next(100) < 25)
                input.Kinds[i] &= ~Lists;
            if (gold[i] != Tag.None && dice.Next(100) < 70)
            {
                input.Hidden[i] = true;
                input.Words[i] = 2;
            }
        }
    }

    private static Tag[] Gold(ResumeText resume, SyntheticResume document)
    {
        var gold = new Tag[resume.Tokens.Count];
        var span = 0;
        for (var i = 0; i < gold.Length; i++)
        {
            var token = resume.Tokens[i];
            while (span < document.Spans.Count && document.Spans[span].End <= token.Start) span++;
            if (span < document.Spans.Count && document.Spans[span].Start < token.End) gold[i] = document.Spans[span].Tag;
        }
        return gold;
    }

    private void Score(ReadOnlySpan<int> features, Span<int> scores)
    {
        scores.Clear();
        foreach (var feature in features)
            for (var tag = 0; tag < TagWeights.Tags; tag++)
                scores[tag] += _weights[feature * TagWeights.Tags + tag];
    }

    private void Update(ReadOnlySpan<int> features, Tag right, Tag wrong)
    {
        const int Step = 8;
        foreach (var feature in features)
        {
            Add(feature * TagWeights.Tags + (int)right, Step);
            Add(feature * TagWeights.Tags + (int)wrong, -Step);
        }
    }

    private void Add(int weight, int by)
    {
        _weights[weight] += by;
        _sums[weight] += _step * by;
    }

    // The mean of a weight over all steps, in units of 1/64 of what was learnt with.
    private TagWeights Averaged()
    {
        var averaged = new short[_weights.Length];
        for (var i = 0; i < averaged.Length; i++)
        {
            var mean = (_weights[i] * _step - _sums[i]) * 8 / Math.Max(1, _step);
            averaged[i] = (short)Math.Clamp(mean, short.MinValue, short.MaxValue);
        }
        return new TagWeights(averaged);
    }
}
