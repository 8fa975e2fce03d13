using System.Text;

namespace ClearView.TrainTagger;

/// <summary>Words that no list holds and that look like names: a chain of letters learnt from the lists.</summary>
internal sealed class InventedWords
{
    private const char End = '$';
    private readonly Dictionary<(char, char), string> _next = [];

    public InventedWords(IReadOnlyList<string> words)
    {
        var next = new Dictionary<(char, char), StringBuilder>();
        // One of a few is enough to learn from.
        for (var i = 0; i < words.Count; i += 1 + words.Count / 40_000)
        {
            var (a, b) = ('^', '^');
            foreach (var c in words[i] + End)
            {
                if (!next.TryGetValue((a, b), out var letters))
                    next[(a, b)] = letters = new StringBuilder();
                letters.Append(c);
                (a, b) = (b, c);
            }
        }
        foreach (var (pair, letters) in next)
            _next[pair] = letters.ToString();
    }

    public string Word(Random dice)
    {
        // Syllables of a consonant and a vowel or two, as in many short names of Asia, Africa and the Pacific.
        if (dice.Next(4) == 0)
        {
            const string Onsets = "b c ch d dz f g gh h hu j k kh kw l m mb mw n nd ng ngu nj ny p ph q qi r s sh t th ts tu v w wh x xi y yu z zh";
            const string Vowels = "a e i o u a i ai ao ei ia ie iu o ou ua ue ui uo aa ee";
            const string Codas = ", , , , ,n,ng,n,k,m,r,l,t,h,sh";
            string[] onsets = Onsets.Split(' '), vowels = Vowels.Split(' '), codas = Codas.Split(',');
            var made = new StringBuilder();
            for (var syllables = 1 + dice.Next(1, 4) / 2 + dice.Next(3) / 2; syllables > 0; syllables--)
                made.Append(onsets[dice.Next(onsets.Length)]).Append(vowels[dice.Next(vowels.Length)]).Append(syllables == 1 ? codas[dice.Next(codas.Length)].Trim() : "");
            return made.ToString();
        }
        for (; ; )
        {
            var word = new StringBuilder();
            var (a, b) = ('^', '^');
            while (word.Length < 14)
            {
                var letters = _next[(a, b)];
                var c = letters[dice.Next(letters.Length)];
                if (c == End)
                    break;
                word.Append(c);
                (a, b) = (b, c);
            }
            if (word.Length is > 2 and < 14) return word.ToString();
        }
    }
}
