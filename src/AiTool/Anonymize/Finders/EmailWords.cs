namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The local parts of the e-mail addresses near the top: a word of the header that stands in one is most likely the name.</summary>
internal sealed class EmailWords
{
    private const int Most = 3;
    private readonly List<string> _locals = [];

    public static EmailWords Of(ResumeText resume, Finds finds)
    {
        var words = new EmailWords();
        foreach (var found in finds.All)
        {
            if (found.Kind != HiddenKinds.Email || words._locals.Count == Most)
                continue;
            var address = resume.Folded[found.Start..found.End];
            var at = address.IndexOf('@');
            words._locals.Add(new string(at > 0 ? address[..at] : address));
        }
        return words;
    }

    public bool Holds(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
            return false;
        foreach (var local in _locals)
            if (local.AsSpan().Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }
}
