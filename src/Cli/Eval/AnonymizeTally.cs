using System.Text.Json;
using ClearView.AiTool.Anonymize;

namespace ClearView.Cli.Eval;

/// <summary>Counts what the anonymiser left and what it took too much, over the documents of one set.</summary>
internal sealed class AnonymizeTally(LabelledSet set)
{
    private readonly SortedDictionary<string, Leak> _leaks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Portion> _lost = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Portion> _precision = new(StringComparer.Ordinal);
    private readonly List<(string Document, string Kind, string Value)> _left = [];

    /// <summary>Of the documents in which a kind stands, those that still show a value of it; the same of all values.</summary>
    internal sealed class Leak
    {
        public Portion Documents { get; } = new();
        public Portion Values { get; } = new();

        /// <summary>For names: documents that show any word of one.</summary>
        public Portion AnyPart { get; } = new();
    }

    public LabelledSet Set => set;

    public IReadOnlyDictionary<string, Leak> Leaks => _leaks;

    public IReadOnlyDictionary<string, Portion> Lost => _lost;

    public IReadOnlyDictionary<string, Portion> Precision => _precision;

    public Portion Held { get; } = new();

    public int Unreadable { get; private set; }

    /// <summary>What is still there, for those who mend it.</summary>
    public IReadOnlyList<(string Document, string Kind, string Value)> Left => _left;

    public void Add(LabelledDocument document, AnonymousText? anonymous)
    {
        if (document.Text is null) Unreadable++;
        Held.Count(anonymous?.Doubts.Count > 0);
        var original = new Written(document.Text ?? "");
        var written = new Written(anonymous?.Text ?? "");
        // Nothing left to read protects nobody: it counts as if all of it had leaked.
        var isEmptied = anonymous is null || written.Length * 5 < original.Length;
        var hidden = Hidden(document, anonymous);

        foreach (var kind in document.Labels.Where(l => !Label.Kept.Contains(l.Kind)).GroupBy(l => l.Kind, StringComparer.Ordinal))
        {
            if (!_leaks.TryGetValue(kind.Key, out var leak))
                _leaks[kind.Key] = leak = new Leak();
            bool any = false, anyPart = false;
            foreach (var label in kind.DistinctBy(l => (l.Value, By(l) ? l.Start : -1)))
            {
                var isLeaked = isEmptied || (By(label) ? IsBare(document, hidden, label) : Holds(written, label));
                leak.Values.Count(isLeaked);
                any |= isLeaked;
                var isPart = isLeaked || IsName(kind.Key) && written.HoldsPartOfName(label.Value);
                anyPart |= isPart;
                if (isPart) _left.Add((document.Name, isLeaked ? kind.Key : kind.Key + "-part", label.Value));
            }
            leak.Documents.Count(any);
            leak.AnyPart.Count(anyPart);
        }
        if (anonymous is null)
            return;
        CountLost(document, written, original, hidden);
        CountPrecision(document, anonymous);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("leaks");
        foreach (var (kind, leak) in _leaks)
        {
            json.WriteStartObject(kind);
            leak.Documents.Write(json, "documents");
            leak.Values.Write(json, "values");
            if (IsName(kind)) leak.AnyPart.Write(json, "documentsWithAnyPart");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteAll(json, "lost", _lost);
        WriteAll(json, "precision", _precision);
        Held.Write(json, "held");
        json.WriteNumber("unreadable", Unreadable);
    }

    private static void WriteAll(Utf8JsonWriter json, string name, SortedDictionary<string, Portion> portions)
    {
        json.WriteStartObject(name);
        foreach (var (kind, portion) in portions)
            portion.Write(json, kind);
        json.WriteEndObject();
    }

    private static bool IsName(string kind) => kind is HiddenKinds.Name or LabelledFolder.OtherName;

    // The candidate's name, a mail address and a number are looked for everywhere; what may rightly stand elsewhere is judged by its place.
    private bool By(Label label) => label.Start >= 0 && !(set.IsResumes && label.Kind is HiddenKinds.Name or HiddenKinds.Email or HiddenKinds.Phone);

    private static bool Holds(Written written, Label label) => label.Kind switch
    {
        HiddenKinds.Name or LabelledFolder.OtherName => written.HoldsFullName(label.Value),
        HiddenKinds.Phone => written.HoldsNumber(label.Value),
        // The lines of an address that hold a number are the street; its town is counted as one.
        HiddenKinds.Address when label.Value.Split(['\n', ',']).Where(l => l.Any(char.IsAsciiDigit) && l.Any(char.IsLetter)).ToList() is { Count: > 0 } lines => lines.Exists(written.Holds),
        _ => written.Holds(label.Value),
    };

    private static bool[] Hidden(LabelledDocument document, AnonymousText? anonymous)
    {
        var hidden = new bool[document.Text?.Length ?? 0];
        foreach (var item in anonymous?.Hidden ?? [])
            hidden.AsSpan(item.Start, item.End - item.Start).Fill(true);
        return hidden;
    }

    private static (int Gone, int All) Letters(LabelledDocument document, bool[] hidden, Label label)
    {
        var (gone, all) = (0, 0);
        for (var i = label.Start; i < label.End; i++)
        {
            if (!char.IsLetterOrDigit(document.Text![i])) continue;
            all++;
            if (hidden[i]) gone++;
        }
        return (gone, all);
    }

    private bool IsBare(LabelledDocument document, bool[] hidden, Label label) =>
        Letters(document, hidden, label) is var (gone, all) && (set.IsExact ? gone < all : gone * 2 < all);

    // By letters where places are known, else by values that stood in the text and no longer do.
    private void CountLost(LabelledDocument document, Written written, Written original, bool[] hidden)
    {
        foreach (var label in document.Labels.Where(l => Label.Kept.Contains(l.Kind)))
        {
            if (!_lost.TryGetValue(label.Kind, out var lost))
                _lost[label.Kind] = lost = new Portion();
            if (label.Start >= 0)
            {
                var (gone, all) = Letters(document, hidden, label);
                lost.Count(gone, all);
            }
            else if (original.Holds(label.Value))
            {
                lost.Count(!written.Holds(label.Value));
            }
        }
    }

    // Of what was hidden as a kind, what touches a label of that kind or, for a name, has a word in common with one.
    private void CountPrecision(LabelledDocument document, AnonymousText anonymous)
    {
        foreach (var kind in (string[])[HiddenKinds.Name, HiddenKinds.Email, HiddenKinds.Phone, HiddenKinds.Place])
        {
            var labels = document.Labels.Where(l => l.Kind == kind || l.Kind.StartsWith(kind + "-by", StringComparison.Ordinal) || kind == HiddenKinds.Name && l.Kind == LabelledFolder.OtherName).ToList();
            if (labels.Count == 0 && !set.NamesEveryone)
                continue;
            if (!_precision.TryGetValue(kind, out var precision))
                _precision[kind] = precision = new Portion();
            foreach (var item in anonymous.Hidden.Where(h => h.Kind == kind))
            {
                var value = new Written(document.Text![item.Start..item.End]);
                precision.Count(labels.Exists(l => l.Start >= 0 && l.Start < item.End && item.Start < l.End || kind == HiddenKinds.Name && value.HoldsPartOfName(l.Value) || value.Holds(l.Value)));
            }
        }
    }
}
