using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Every word of a name that was found is hidden wherever else it stands.</summary>
internal sealed class NamePropagation : IFind
{
    // "Seo" was found in "Seo-hee", "Carmen" in "Maria del Carmen": what hangs on a name belongs to it.
    private static void Grow(ResumeText resume, Finds finds)
    {
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            if (!finds.IsFound(resume.Tokens[i]) || finds.At(resume.Tokens[i].Start) is not { Kind: HiddenKinds.Name, Rule: not "same-name" })
                continue;
            for (var left = i - 1; left >= 0 && Hangs(resume, finds, left, left); left--)
                finds.Add(HiddenKinds.Name, resume.Tokens[left].Start, resume.Tokens[left].End, "[person]", "beside-name", 75);
            // Between a given name and the rest a particle may stand.
            if (i > 1 && NameSpellings.IsParticle(resume.WordAt(i - 1)) && resume.Gap(i - 1) is " " && resume.Gap(i - 2) is " " && !finds.IsFound(resume.Tokens[i - 1]) && IsOddName(resume.Tokens[i - 2]) && !finds.IsFound(resume.Tokens[i - 2]))
                finds.Add(HiddenKinds.Name, resume.Tokens[i - 2].Start, resume.Tokens[i - 1].End, "[person]", "beside-name", 75);
            // "Giorgos (George)"
            if (i + 1 < resume.Tokens.Count && resume.Gap(i) is " (" or " \"" && resume.Tokens[i + 1] is { IsProper: true } called && called.Is(WordKinds.Name) && !finds.IsFound(called)
                && called.End < resume.Text.Length && resume.Text[called.End] is ')' or '"')
            {
                finds.Add(HiddenKinds.Name, called.Start, called.End, "[person]", "beside-name", 75);
                finds.NameWords[resume.Word(called).ToString()] = true;
            }
            if (AfterParticles(resume, finds, i) is > 0 and var surname)
                finds.Add(HiddenKinds.Name, resume.Tokens[i + 1].Start, resume.Tokens[surname].End, "[person]", "beside-name", 75);
            for (var right = i + 1; right < resume.Tokens.Count && Hangs(resume, finds, right - 1, right); right++)
                finds.Add(HiddenKinds.Name, resume.Tokens[right].Start, resume.Tokens[right].End, "[person]", "beside-name", 75);
        }
    }

    // "Anneke de Wit-Hermans", "Henk-Jan van der Plaats": behind a given name particles begin a surname. 0 where none stand.
    private static int AfterParticles(ResumeText resume, Finds finds, int given)
    {
        const int Most = 3;
        var next = given + 1;
        while (next < resume.Tokens.Count && next - given <= Most && resume.Tokens[next].Shape == Shape.Lower && resume.Gap(next - 1) is " " && resume.WordAt(next) is "van" or "von" or "der" or "den" or "de" or "del" or "della" or "di" or "da" or "dos" or "ter" or "ten" or "bin" or "binti" or "binte" or "bte" or "wa" or "ui" or "ni" or "nic" or "ibn" or "zu" or "mac" or "arap") next++;
        if (next == given + 1 || next >= resume.Tokens.Count || !resume.Tokens[given].Is(WordKinds.Given) && resume.WordAt(given + 1) is not ("wa" or "bin" or "binti" or "binte" or "bte" or "van" or "von") || resume.Tokens[next] is var surname && (!surname.IsProper || finds.IsFound(surname) || surname.Line != resume.Tokens[given].Line || resume.Gap(next - 1) is not " "))
            return 0;
        return next;
    }

    // "Femke Johanna van der Wielen" with both ends known: what stands between the words of one name belongs to it.
    private static void Fill(ResumeText resume, Finds finds)
    {
        const int MostBetween = 3;
        for (var i = 0; i + 2 < resume.Tokens.Count; i++)
        {
            if (!IsNamed(resume, finds, i) || finds.IsFound(resume.Tokens[i + 1]))
                continue;
            var next = i + 1;
            while (next < resume.Tokens.Count && next - i <= MostBetween && !finds.IsFound(resume.Tokens[next]) && BelongsBetween(resume, finds, next)) next++;
            if (next < resume.Tokens.Count && IsNamed(resume, finds, next) && resume.Gap(next - 1) is " " or "-" or ". " && resume.Tokens[next].Line == resume.Tokens[i].Line)
                finds.Add(HiddenKinds.Name, resume.Tokens[i + 1].Start, resume.Tokens[next - 1].End, "[person]", "within-name", 80);
        }
    }

    private static bool IsNamed(ResumeText resume, Finds finds, int i) => finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Name };

    private static bool BelongsBetween(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        return resume.Gap(i - 1) is " " or "-" or ". "
            && (finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(resume.Word(token)) || NameSpellings.IsParticle(resume.Word(token)) && resume.Word(token) is not ("y" or "e") || token.Shape == Shape.Initial || token.IsProper && (IsOddName(token) || finds.Tags.MayBePerson(i)));
    }

    // "rhiannon-b-stone", "grzes.wyrwal": what is written in one with the candidate's name, in small letters, is a handle or the end of a link.
    private static void Handles(ResumeText resume, Finds finds)
    {
        foreach (var found in finds.All.Where(f => f.Kind == HiddenKinds.Name && (f.Rule.StartsWith("candidate-name", StringComparison.Ordinal) || f.Rule.StartsWith("known-", StringComparison.Ordinal))).ToList())
        {
            var first = resume.TokenFrom(found.Start);
            if (first >= resume.Tokens.Count || !IsOfHandle(resume.Tokens[first]))
                continue;
            var last = first;
            while (first > 0 && IsOfHandle(resume.Tokens[first - 1]) && resume.Gap(first - 1) is "-" or "_" or ".") first--;
            while (last + 1 < resume.Tokens.Count && IsOfHandle(resume.Tokens[last + 1]) && resume.Gap(last) is "-" or "_" or ".") last++;
            if (last > first)
                finds.Add(HiddenKinds.Name, resume.Tokens[first].Start, resume.Tokens[last].End, "[person]", "handle", 80);
        }
    }

    private static bool IsOfHandle(Token token) => token.Shape is Shape.Lower or Shape.Mixed or Shape.Number;

    // "Rupert Hallam and Farida Contractor": beside a person an "and" joins another, whatever the surname means.
    private static void Join(ResumeText resume, Finds finds)
    {
        for (var i = 0; i + 3 < resume.Tokens.Count; i++)
            if (IsNamed(resume, finds, i) && AfterAnd(resume, finds, i) is > 0 and var given && IsPair(resume, finds, given))
                NameHit.Add(resume, finds, given, given + 1, "joined", 70, isCandidate: false);
    }

    // The token behind the "and" that follows a token; 0 where none follows.
    private static int AfterAnd(ResumeText resume, Finds finds, int i)
    {
        if (finds.IsFound(resume.Tokens[i + 1]))
            return 0;
        if (resume.Gap(i) is " & " || resume.Gap(i) is ", " && IsSecond(resume, finds, i))
            return i + 1;
        return resume.WordAt(i + 1) is "and" or "und" or "et" or "y" or "e" or "i" or "en" or "og" or "och" ? i + 2 : 0;
    }

    // "Paul Brandvold, Ngozi Ezenwa, Stan Luck"
    private static bool IsSecond(ResumeText resume, Finds finds, int i) =>
        finds.At(resume.Tokens[i].Start) is { } second && resume.TokenFrom(second.Start) is > 0 and var first && resume.Gap(first - 1) is ", " && IsNamed(resume, finds, first - 1);

    // A given name that is nothing else, and any word with a capital that makes no firm of it.
    private static bool IsPair(ResumeText resume, Finds finds, int given)
    {
        if (given + 1 >= resume.Tokens.Count || resume.Gap(given) is not " ")
            return false;
        var (first, second) = (resume.Tokens[given], resume.Tokens[given + 1]);
        if (first.Line != second.Line || finds.IsFound(first) || finds.IsFound(second))
            return false;
        var isGiven = first.Shape == Shape.Capital && first.Is(WordKinds.Given) && IsOddName(first);
        var isSurname = second.Shape == Shape.Capital && !second.Is(WordKinds.Demonym) && !OrganisationWords.IsFirm(resume.Word(second));
        return isGiven && isSurname && !OrganisationWords.Follow(resume, given + 1);
    }

    private static bool Hangs(ResumeText resume, Finds finds, int gap, int token)
    {
        var word = resume.Tokens[token];
        if (finds.IsFound(word) || word.Line != resume.Tokens[gap].Line)
            return false;
        if (token > gap && resume.Gap(gap) is " " or ", " && IsGenerational(resume, word))
            return true;
        return resume.Gap(gap) switch
        {
            "-" => word.Length > 1 && word.Shape switch
            {
                Shape.Lower => !word.Is(WordKinds.Dictionary | WordKinds.Skill),
                Shape.Capital or Shape.Upper => word.Is(WordKinds.Name) || !word.Is(WordKinds.Skill),
                _ => false,
            },
            " " => IsOddName(word) || token == gap && IsUnheardOf(resume, word) || (token > gap ? IsSurnameLike(resume, finds, gap, token) : IsGivenLike(word, resume.Tokens[token + 1])),
            ". " => word.Shape == Shape.Initial && token == gap,
            _ => false,
        };
    }

    // "Lawrence Dandridge III"
    private static bool IsGenerational(ResumeText resume, Token word) =>
        resume.Word(word) is "ii" or "iii" or "iv" && word.Shape == Shape.Upper || resume.Word(word) is "jr" or "sr" && word.Shape != Shape.Lower;

    // "Sizwe Holloway" at the beginning of a line: before a name a word that no list knows is another one.
    private static bool IsUnheardOf(ResumeText resume, Token word) =>
        word.Shape == Shape.Capital && word.Kinds == WordKinds.None && resume.Stretches[word.Line] is var line && resume.Tokens[line.First].Start == word.Start;

    // "Tyrone Battle in spring": after a given name a capital in running text begins a surname, whatever else the word means.
    private static bool IsSurnameLike(ResumeText resume, Finds finds, int given, int token)
    {
        var (name, word) = (resume.Tokens[given], resume.Tokens[token]);
        if (word.Shape != Shape.Capital || name.Shape != Shape.Capital || !name.Is(WordKinds.Given) && finds.Tags[given] != Tag.Person || name.Is(WordKinds.Common | WordKinds.Skill))
            return false;
        if (word.Is(WordKinds.Skill | WordKinds.Demonym) && !word.Is(WordKinds.Surname) || HeadingWords.Contains(resume.Word(word)) || OrganisationWords.IsFirm(resume.Word(word)) || OrganisationWords.Follow(resume, token))
            return false;
        // "Gebre-Wolde"
        while (token + 1 < resume.Tokens.Count && resume.Gap(token) is "-" && resume.Tokens[token + 1].Shape == Shape.Capital) token++;
        var next = token + 1 < resume.Tokens.Count ? resume.Tokens[token + 1] : default;
        return finds.Tags[token] == Tag.Person || token + 1 >= resume.Tokens.Count || next.Shape == Shape.Lower && resume.Gap(token) is " " or ", " or "'s " || next.Line != word.Line;
    }

    // "Holly Novak", "Jun Liu": before a surname a given name is one, though it is a word or a month elsewhere.
    private static bool IsGivenLike(Token given, Token surname) =>
        given.Shape == Shape.Capital && surname.Shape == Shape.Capital && given.Is(WordKinds.Name) && (given.Is(WordKinds.Frequent) || !given.Is(WordKinds.Common));

    private static bool IsOddName(Token token) => token.IsProper && token.Is(WordKinds.Name) && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town);

    public void Find(ResumeText resume, Finds finds)
    {
        if (finds.NameWords.Count == 0 || !finds.Hides(HiddenKinds.Name))
            return;
        Fill(resume, finds);
        Join(resume, finds);
        Grow(resume, finds);
        var candidate = string.Join(' ', finds.NameWords.Where(w => w.Value).Select(w => w.Key).Order(StringComparer.Ordinal));
        if (resume.Known is null && candidate.Length > 0)
            NameWordSearch.Find(resume, finds, NameSpellings.Of(candidate, candidate), "candidate-name", 90);
        Handles(resume, finds);
        HeaderNameFinder.RestOfLine(resume, finds);

        var words = finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var sieve = new WordSieve();
        foreach (var word in finds.NameWords.Keys) sieve.Add(word);
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (token.Length < 2 || token.Shape == Shape.Lower || !sieve.MayHold(resume.Word(token)) || finds.IsFound(token) || !words.TryGetValue(resume.Word(token), out var isCandidate))
                continue;
            if (!isCandidate && OrganisationWords.Follow(resume, i))
                continue;
            var isSubject = !isCandidate && token.Shape == Shape.Capital && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1].Shape == Shape.Lower && resume.Gap(i) is " " or "'s ";
            if (token.Is(WordKinds.Common | WordKinds.Skill) && !isSubject && !finds.Any(Math.Max(0, token.Start - 1), token.Start))
                continue;
            finds.Add(HiddenKinds.Name, token.Start, token.End, "[person]", "same-name", 80);
        }
        Grow(resume, finds);
    }
}
