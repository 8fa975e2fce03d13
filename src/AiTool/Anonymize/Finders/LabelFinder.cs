using System.Buffers;
using ClearView.AiTool.Anonymize.Words;
using static ClearView.AiTool.Anonymize.Finders.Labels;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Fields that name their content: "Date of birth: ...". The label stays, the value goes.</summary>
internal sealed class LabelFinder : IFind
{
    private const int LongestValue = 160;

    private static readonly SearchValues<char> NoValue = SearchValues.Create(" -:.,/_");

    public void Find(ResumeText resume, Finds finds)
    {
        var text = resume.Text;
        Span<char> label = stackalloc char[40];
        for (int i = 0, next; (next = text.AsSpan(i).IndexOfAny(':', '\uFF1A')) >= 0; i++)
        {
            i += next;
            if (LabelBefore(resume, i, label) is { } field)
                Hide(resume, finds, field, i + 1);
        }
        FindTables(resume, finds, label);
        FindDashes(resume, finds, label);
    }

    // "Nationality    Danish": the label is a stretch of its own and the value the next one on the line.
    private static void FindTables(ResumeText resume, Finds finds, Span<char> label)
    {
        for (var i = 0; i + 1 < resume.Stretches.Count; i++)
        {
            var stretch = resume.Stretches[i];
            if (stretch.Last - stretch.First > 4 || !stretch.StartsLine || resume.Stretches[i + 1].StartsLine)
                continue;
            if (Words(resume, stretch.First, stretch.Last, label) is { Length: > 0 } words && Lookup.TryGetValue(words, out var field)
                && resume.Of(stretch).IndexOf(':') < 0 && (field == Origin || field.Kind is not (HiddenKinds.Url or HiddenKinds.Phone or HiddenKinds.Place or HiddenKinds.Ethnicity))
                && (field != Name || !resume.Sections.IsHeading(i + 1)))
                Hide(resume, finds, field, resume.Stretches[i + 1].Start);
        }
    }

    // "Name - Jane Doe", "Born 28.08.1983" would be a sentence elsewhere: among personal facts a line may begin with a label and a dash.
    private static void FindDashes(ResumeText resume, Finds finds, Span<char> label)
    {
        const int Longest = 4;
        for (var s = 0; s < resume.Stretches.Count; s++)
        {
            var stretch = resume.Stretches[s];
            if (!stretch.StartsLine || resume.Sections[s] is not (Section.Top or Section.Personal))
                continue;
            for (var i = stretch.First; i + 1 < stretch.Last && i < stretch.First + Longest; i++)
            {
                if (resume.Gap(i) is not (" - " or " \u2013 " or "- " or " \u2014 "))
                    continue;
                if (Words(resume, stretch.First, i + 1, label) is { Length: > 0 } words && Lookup.TryGetValue(words, out var field)) Hide(resume, finds, field, resume.Tokens[i + 1].Start);
                break;
            }
        }
    }

    private static Field? LabelBefore(ResumeText resume, int colon, Span<char> label)
    {
        const int LongestLabel = 6;
        var last = resume.TokenFrom(colon);
        if (last == 0 || colon - resume.Tokens[last - 1].End > 24
            || !CanEnd(resume.Word(resume.Tokens[last - 1]))
            || !Gaps.AfterLabel(resume.Text.AsSpan(resume.Tokens[last - 1].End, colon - resume.Tokens[last - 1].End)))
            return null;
        // The longest label that ends here: "Father's name" before "name".
        for (var first = Math.Max(0, last - LongestLabel); first < last; first++)
        {
            if (resume.Tokens[first].Line != resume.Tokens[last - 1].Line)
                continue;
            if (!Lookup.TryGetValue(Words(resume, first, last, label), out var field))
                continue;
            // "Company name:", "Project location:" name no person; a label begins a stretch or follows a mark.
            var start = resume.Tokens[first].Start;
            while (start > 0 && resume.Text[start - 1] == ' ') start--;
            var begins = start == 0 || first == resume.Stretches[resume.Tokens[first].Line].First || !char.IsLetterOrDigit(resume.Text[start - 1]);
            return begins ? field : field.Kind is HiddenKinds.Name or HiddenKinds.Place or HiddenKinds.Ethnicity or HiddenKinds.Url or HiddenKinds.Address or HiddenKinds.Age or HiddenKinds.Family ? null : field;
        }
        return null;
    }

    private static ReadOnlySpan<char> Words(ResumeText resume, int first, int last, Span<char> buffer)
    {
        var length = 0;
        for (var i = first; i < last; i++)
        {
            var word = resume.Word(resume.Tokens[i]);
            if (length + word.Length + 1 > buffer.Length)
                return [];
            if (i > first) buffer[length++] = ' ';
            foreach (var c in word)
                if (c != '\'') buffer[length++] = c;
            // The token ends before "'s".
            if (i + 1 < last && resume.Gap(i) is "'s " or "\u2019s ") buffer[length++] = 's';
        }
        return buffer[..length];
    }

    private static void Hide(ResumeText resume, Finds finds, Field field, int from)
    {
        var text = resume.Text;
        var start = from;
        while (start < text.Length && text[start] is ' ' or '\t' or '-' or '.' or ':' or '*' or '"') start++;
        // A value below its label ("Address:" and then three lines) is found by its own rules.
        if (start >= text.Length || text[start] == '\n')
            return;
        var end = ValueEnd(resume, field, start);
        if (field == Birth) end = AfterYear(text, start, end);
        while (end > start && text[end - 1] is ' ' or ',' or ';' or '.') end--;
        if (end <= start || !text.AsSpan(start, end - start).ContainsAnyExcept(NoValue))
            return;
        if (field == Phone && text.AsSpan(start, end - start).IndexOfAnyInRange('0', '9') < 0)
            return;
        // "RFC: mentioned in Node.js" is no number.
        if (field.IsShort && Digits(text.AsSpan(start, end - start)) < 4)
            return;
        if (field == Name)
        {
            TakeNames(resume, finds, start, end);
            return;
        }
        finds.Add(field.Kind, start, end, field.Replacement, "label", 97);
    }

    private static int Digits(ReadOnlySpan<char> value)
    {
        var digits = 0;
        foreach (var c in value)
            if (char.IsAsciiDigit(c)) digits++;
        return digits;
    }

    // "12 March 1990, Python developer": behind the year of birth other things are said.
    private static int AfterYear(string text, int start, int end)
    {
        for (var i = start; i + 4 <= end; i++)
        {
            if (text[i] is not ('1' or '2') || !char.IsAsciiDigit(text[i + 1]) || !char.IsAsciiDigit(text[i + 2]) || !char.IsAsciiDigit(text[i + 3]) || i > start && char.IsAsciiDigit(text[i - 1]))
                continue;
            // "1990-03-12": the day and the month follow.
            var after = i + 4;
            while (after < end && (char.IsAsciiDigit(text[after]) || text[after] is '-' or '/' or '.' && after + 1 < end && char.IsAsciiDigit(text[after + 1]))) after++;
            return after;
        }
        return end;
    }

    private static int ValueEnd(ResumeText resume, Field field, int start)
    {
        var text = resume.Text;
        var most = Math.Min(text.Length, start + LongestValue);
        var end = start;
        for (; end < most; end++)
        {
            if (text[end] is '\n' or '\t' or '|' or '\u2022' || text[end] == '"' && text[start - 1] == '"') break;
            if (text[end] == ' ' && end + 1 < text.Length && text[end + 1] == ' ') break;
            if (field.WholeLine) continue;
            if (text[end] == ';' || text[end] == '(' && field != Phone || text[end] == ',' && field.Kind is not (HiddenKinds.BirthDate or HiddenKinds.Family or HiddenKinds.Place or HiddenKinds.Nationality or HiddenKinds.Name)) break;
            // A sentence that goes on says other things.
            if (text[end] == '.' && end + 2 < text.Length && text[end + 1] == ' ' && end - start > 3 && char.IsLower(text[end - 1]) && !(field == Birth && char.IsAsciiDigit(text[end + 2]))) break;
            if (field == Phone && char.IsLetter(text[end])) break;
            if (field.Kind == HiddenKinds.Url && text[end] == ' ') break;
            // The next label on the same line.
            if (text[end] == ':' && end > start) return LastWordStart(text, start, end);
        }
        return end;
    }

    private static int LastWordStart(string text, int start, int colon)
    {
        var at = colon;
        while (at > start && text[at - 1] == ' ') at--;
        while (at > start && text[at - 1] is not (' ' or ',')) at--;
        return at;
    }

    private static void TakeNames(ResumeText resume, Finds finds, int start, int end)
    {
        var last = start;
        var count = 0;
        for (var i = resume.TokenFrom(start); i < resume.Tokens.Count && resume.Tokens[i].Start < end && count < 6; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape is Shape.Number or Shape.Mixed || !Gaps.InName(resume.Text.AsSpan(last, token.Start - last)))
                break;
            if (token.Length > 1 && (token.Is(WordKinds.Name) || !token.Is(WordKinds.Dictionary | WordKinds.Skill))) finds.NameWords.TryAdd(resume.Word(token).ToString(), true);
            last = token.End;
            count++;
        }
        if (last == start)
            return;
        finds.Add(HiddenKinds.Name, start, last, "[person]", "label", 98);
        finds.HasCandidate = true;
    }
}
