using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>The candidate's name at the top: a short line of capitalised words, weighed by word lists, place and the e-mail address.</summary>
internal sealed class HeaderNameFinder : IFind
{
    private const int Stretches = 12;
    private const int MostWords = 5;
    private const int Enough = 6;

    public void Find(ResumeText resume, Finds finds)
    {
        var locals = EmailWords.Of(resume, finds);
        if (InLowerCase(resume, finds, locals) || resume.ShunsCapitals && (LineInLowerCase(resume, finds) || WithinLowerCase(resume, finds, locals)))
            return;
        Spaced(resume, finds);
        Glued(resume, finds);
        var (best, bestFirst, bestLast) = (0, 0, 0);
        var rank = 0;
        for (var s = 0; s < Math.Min(Stretches, resume.Stretches.Count) && rank < 8; s++)
        {
            if (resume.Sections[s] != Section.Top && !(s == 0))
                break;
            var stretch = resume.Stretches[s];
            if (IsTitleOfDocument(resume, stretch))
                continue;
            var (score, first, last) = Best(resume, finds, stretch, rank, locals);
            rank++;
            if (score > best)
                (best, bestFirst, bestLast) = (score, first, last);
        }
        if (best < Enough && !finds.HasCandidate && SmallFirst(resume, finds))
            return;
        if (best < Enough && (finds.HasCandidate || !First(resume, finds, out bestFirst, out bestLast)))
            return;
        NameHit.Add(resume, finds, bestFirst, bestLast, "header", Math.Min(95, 60 + best * 3), isCandidate: true);
        NextLine(resume, finds, bestLast);
        LineBefore(resume, finds, bestFirst);
    }

    /// <summary>"[person] Kondaveeti": hides the rest of a line at the top that is nothing but a name, of which the account, a label or the e-mail address told a part.</summary>
    public static void RestOfLine(ResumeText resume, Finds finds)
    {
        const int Lines = 6;
        for (var s = 0; s < Math.Min(Lines, resume.Stretches.Count) && resume.Sections[s] == Section.Top; s++)
        {
            var line = resume.Stretches[s];
            if (line.Last - line.First is < 2 or > MostWords)
                continue;
            int known = 0, rest = -1;
            var isName = true;
            for (var i = line.First; i < line.Last && isName; i++)
            {
                var token = resume.Tokens[i];
                if (finds.At(token.Start) is { Kind: HiddenKinds.Name }) known++;
                else if (rest < 0 && !finds.IsFound(token) && token.IsProper && token.Length > 2 && !token.Is(WordKinds.Common | WordKinds.Skill | WordKinds.Demonym) && !IsNoise(resume.Word(token)) && !IsCredential(resume, token) && !HeadingWords.Contains(resume.Word(token))) rest = i;
                else isName = false;
                isName &= i == line.First || resume.Gap(i - 1) is " " or "-";
            }
            if (isName && known > 0 && rest >= 0)
                NameHit.Add(resume, finds, rest, rest, "header-rest", 85, isCandidate: true);
        }
    }

    // "RohanDeshpande": a given name and another word run together, where nothing else stands on the line.
    private static void Glued(ResumeText resume, Finds finds)
    {
        const int Lines = 4;
        const int Shortest = 3;
        for (var s = 0; s < Math.Min(Lines, resume.Stretches.Count) && resume.Sections[s] == Section.Top; s++)
        {
            if (resume.Stretches[s] is var line && line.Last - line.First != 1 || resume.Tokens[line.First] is not { Shape: Shape.Capital } token || finds.IsFound(token))
                continue;
            var inner = resume.Original(token)[1..].IndexOfAnyInRange('A', 'Z') + 1;
            if (inner < Shortest || token.Length - inner < Shortest)
                continue;
            var given = resume.Word(token)[..inner];
            var surname = resume.Word(token)[inner..];
            var (first, second) = (Lexicon.KindsOf(given), Lexicon.KindsOf(surname));
            if ((first & WordKinds.Given) == 0 || ((first | second) & WordKinds.Skill) != 0 || (second & WordKinds.Common) != 0 && (second & WordKinds.Name) == 0 || HeadingWords.Contains(given) || HeadingWords.Contains(surname))
                continue;
            finds.Add(HiddenKinds.Name, token.Start, token.End, "[person]", "header-glued", 80);
            finds.NameWords[given.ToString()] = true;
            finds.NameWords[surname.ToString()] = true;
            finds.HasCandidate = true;
        }
    }

    // "MARISOL" above "ECHEVARRIA UGARTE", even when another column stands between them.
    private static void LineBefore(ResumeText resume, Finds finds, int first)
    {
        const int Near = 3;
        var line = resume.Tokens[first].Line;
        for (var s = line - 1; s >= Math.Max(0, line - Near); s--)
        {
            var stretch = resume.Stretches[s];
            if (stretch.Last - stretch.First != 1 || resume.Tokens[stretch.First] is var token && (finds.IsFound(token) || token.Shape != resume.Tokens[first].Shape || !token.Is(WordKinds.Given) || token.Is(WordKinds.Common | WordKinds.Skill) || HeadingWords.Contains(resume.Word(token))))
                continue;
            NameHit.Add(resume, finds, stretch.First, stretch.First, "header", 80, isCandidate: true);
            return;
        }
    }

    // "J A N E   D O E" at the top: letters that stand alone and spell no word that a list knows as something else.
    private static void Spaced(ResumeText resume, Finds finds)
    {
        const int Lines = 6;
        const int Fewest = 3;
        Span<char> letters = stackalloc char[40];
        for (var s = 0; s < Math.Min(Lines, resume.Stretches.Count) && resume.Sections[s] == Section.Top; s++)
        {
            var stretch = resume.Stretches[s];
            var count = stretch.Last - stretch.First;
            if (count is < Fewest or > 40)
                continue;
            var isSpaced = true;
            for (var i = 0; i < count && isSpaced; i++)
            {
                var token = resume.Tokens[stretch.First + i];
                isSpaced = token.Length == 1 && !finds.IsFound(token) && (i == 0 || resume.Gap(stretch.First + i - 1) is " " or " - ");
                letters[i] = resume.Word(token)[0];
            }
            if (!isSpaced || HeadingWords.Contains(letters[..count]) || IsNoise(letters[..count]) || (Lexicon.KindsOf(letters[..count]) & (WordKinds.Common | WordKinds.Skill)) != 0)
                continue;
            finds.Add(HiddenKinds.Name, resume.Tokens[stretch.First].Start, resume.Tokens[stretch.Last - 1].End, "[person]", "header-spaced", 80);
            finds.NameWords[letters[..count].ToString()] = true;
            finds.HasCandidate = true;
        }
    }

    // "fatuma a. warsame": the very first line in small letters, a given name and nothing that is a word.
    private static bool SmallFirst(ResumeText resume, Finds finds)
    {
        const int MostWords = 5;
        if (resume.Stretches.Count < 2 || resume.Stretches[0] is var line && line.Last - line.First is < 2 or > MostWords || !resume.Stretches[1].StartsLine)
            return false;
        var hasGiven = false;
        for (var i = line.First; i < line.Last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape != Shape.Lower || finds.IsFound(token) || token.Length > 1 && token.Is(WordKinds.Common | WordKinds.Skill | WordKinds.Dictionary) || i > line.First && !TokenRuns.InName(resume, i - 1))
                return false;
            hasGiven |= token.Is(WordKinds.Given);
        }
        if (!hasGiven)
            return false;
        finds.Add(HiddenKinds.Name, resume.Tokens[line.First].Start, resume.Tokens[line.Last - 1].End, "[person]", "header-small", 85);
        for (var i = line.First; i < line.Last; i++)
            if (resume.Tokens[i].Length > 2 && !NameSpellings.IsParticle(resume.Word(resume.Tokens[i]))) finds.NameWords[resume.Word(resume.Tokens[i]).ToString()] = true;
        finds.HasCandidate = true;
        return true;
    }

    // One odd word at the very beginning, before a title or a heading.
    private static bool First(ResumeText resume, Finds finds, out int first, out int last)
    {
        (first, last) = (0, 0);
        if (resume.Tokens.Count < 20)
            return false;
        var token = resume.Tokens[0];
        if (resume.Stretches[0].Last > 1 && resume.Tokens[1] is { IsProper: true } second && !second.Is(WordKinds.Skill | WordKinds.Dictionary) && !HeadingWords.Contains(resume.Word(second)))
            return false;
        // In Korean or Hindi a whole name may be one short word.
        return token.Shape == Shape.Capital && (token.Length >= 4 || token.Length >= 2 && resume.Text[token.Start] >= '\u0900') && !finds.IsFound(token) && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town) && !IsNoise(resume.Word(token)) && !HeadingWords.Contains(resume.Word(token));
    }

    // "JANE" on one line and "DOE" on the next.
    private static void NextLine(ResumeText resume, Finds finds, int last)
    {
        if (last != resume.Stretches[resume.Tokens[last].Line].First)
            return;
        // "WANJIRU  MUTHONI  KAMAU": words that stand wide apart are lines of their own too, and the name ends with the line of paper.
        for (var s = resume.Tokens[last].Line + 1; s < resume.Stretches.Count; s++)
        {
            var line = resume.Stretches[s];
            if (line.First != last + 1 || line.Last - line.First > 3 || !resume.Tokens[line.First].IsProper || !IsAllOdd(resume, finds, line, resume.Tokens[last].Shape))
                return;
            NameHit.Add(resume, finds, line.First, line.Last - 1, "header", 80, isCandidate: true);
            last = line.Last - 1;
            if (s + 1 >= resume.Stretches.Count || resume.Stretches[s + 1].StartsLine)
                return;
        }
    }

    private static bool IsAllOdd(ResumeText resume, Finds finds, Stretch line, Shape shape)
    {
        for (var i = line.First; i < line.Last; i++)
            if (resume.Tokens[i] is var token && (finds.IsFound(token) || token.Shape != shape || token.Is(WordKinds.Common | WordKinds.Skill) || HeadingWords.Contains(resume.Word(token)))) return false;
        return true;
    }

    // A writer who shuns capitals: odd words, and the e-mail address or the lists say that they are a name.
    private static bool InLowerCase(ResumeText resume, Finds finds, EmailWords locals)
    {
        if (resume.Stretches.Count == 0 || resume.Stretches[0] is not { Last: 2 or 3 } line)
            return false;
        var evidence = 0;
        for (var i = line.First; i < line.Last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape != Shape.Lower || token.Is(WordKinds.Common | WordKinds.Skill) || finds.IsFound(token)) return false;
            if (locals.Holds(resume.Word(token)) || token.Is(WordKinds.Name)) evidence++;
        }
        if (evidence < 2)
            return false;
        finds.Add(HiddenKinds.Name, line.Start, resume.Tokens[line.Last - 1].End, "[person]", "header", 85);
        for (var i = line.First; i < line.Last; i++)
            finds.NameWords[resume.Word(resume.Tokens[i]).ToString()] = true;
        finds.HasCandidate = true;
        return true;
    }

    // The same on a line further down, where the words may mean other things too.
    private static bool LineInLowerCase(ResumeText resume, Finds finds)
    {
        for (var s = 0; s < Math.Min(Stretches, resume.Stretches.Count) && resume.Sections[s] == Section.Top; s++)
        {
            var first = resume.Stretches[s].First;
            if (SmallNames.End(resume, finds, first) is not (> 0 and var last))
                continue;
            NameHit.Add(resume, finds, first, last, "header", 75, isCandidate: true);
            return true;
        }
        return false;
    }

    // The same further on in a line: two to four words that are nothing but names, or that the e-mail address knows.
    private static bool WithinLowerCase(ResumeText resume, Finds finds, EmailWords locals)
    {
        const int Top = 120;
        const int MostNames = 4;
        for (var i = 0; i < Math.Min(Top, resume.Tokens.Count); i++)
        {
            var last = i - 1;
            while (last + 1 < Math.Min(resume.Tokens.Count, i + MostNames) && IsLowerName(resume, finds, locals, last + 1) && (last < i || resume.Gap(last) is " " or "-")) last++;
            if (last <= i)
                continue;
            NameHit.Add(resume, finds, i, last, "header", 75, isCandidate: true);
            return true;
        }
        return false;
    }

    private static bool IsLowerName(ResumeText resume, Finds finds, EmailWords locals, int i)
    {
        var token = resume.Tokens[i];
        return token.Shape == Shape.Lower && token.Length > 2 && !finds.IsFound(token) && !token.Is(WordKinds.Common | WordKinds.Skill | WordKinds.Demonym) && !HeadingWords.Contains(resume.Word(token))
            && (locals.Holds(resume.Word(token)) || token.Is(WordKinds.Name) && !token.Is(WordKinds.Dictionary | WordKinds.BigTown));
    }

    private static bool IsTitleOfDocument(ResumeText resume, Stretch stretch)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
            if (resume.Word(resume.Tokens[i]) is not ("resume" or "curriculum" or "vitae" or "cv" or "lebenslauf" or "of" or "page" or "confidential" or "updated" or "profile" or "bio" or "data" or "biodata" or "vita" or "europass")) return false;
        return true;
    }

    private static (int Score, int First, int Last) Best(ResumeText resume, Finds finds, Stretch stretch, int rank, EmailWords locals)
    {
        var best = (Score: 0, First: 0, Last: 0);
        var tried = 0;
        for (var i = stretch.First; i < stretch.Last && tried < 4; i++)
        {
            if (!CanBegin(resume, finds, i))
                continue;
            var last = RunEnd(resume, finds, i, stretch, locals);
            tried++;
            // With the name known already only its form in another script is still wanted.
            var score = finds.HasCandidate && !IsOtherScript(resume.Original(resume.Tokens[i])) ? 0 : Score(resume, finds.Tags, i, last, stretch, rank, locals);
            if (score > best.Score)
                best = (score, i, last);
            i = last;
        }
        return best;
    }

    private static bool IsOtherScript(ReadOnlySpan<char> word) => word.ContainsAnyInRange('\u0370', '\u1DFF') || word.ContainsAnyInRange('\u2E80', '\uFFEF');

    private static bool CanBegin(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        return (token.IsProper || token.Shape == Shape.Initial) && !finds.IsFound(token) && !IsNoise(resume.Word(token));
    }

    private static bool IsNoise(ReadOnlySpan<char> word) =>
        word is "resume" or "curriculum" or "vitae" or "cv" or "name" or "mr" or "mrs" or "ms" or "miss" or "dr" or "prof" or "email" or "phone" or "mobile" or "tel" or "address" or "contact" or "profile" or "cell" or "linkedin" or "vita" or "europass";

    // Words side by side; "DOE, Jane" too. Titles behind the name ("PMP", "PhD") end it.
    private static int RunEnd(ResumeText resume, Finds finds, int first, Stretch stretch, EmailWords locals)
    {
        var last = first;
        for (var i = first + 1; i < stretch.Last && i < first + MostWords; i++)
        {
            var token = resume.Tokens[i];
            var gap = resume.Gap(i - 1);
            var isNear = TokenRuns.InName(resume, i - 1) || gap is " (" or ") " or " \"" or "\" " || gap is ", " && i == first + 1;
            if (!isNear || finds.IsFound(token) || IsNoise(resume.Word(token)))
                break;
            if (token.IsProper || token.Shape == Shape.Initial)
            {
                if (IsCredential(resume, token) && i > first) break;
                if (token.Is(WordKinds.Skill) && !token.Is(WordKinds.Frequent) && !locals.Holds(resume.Word(token))) break;
                // "PRUDENCE H. GOOD": behind an initial stands a surname.
                if (i >= first + 2 && resume.Tokens[i - 1].Shape != Shape.Initial && !token.Is(WordKinds.Name) && (token.Is(WordKinds.Common) || token.Shape != resume.Tokens[first].Shape && token.Length <= 4)) break;
                last = i;
            }
            // "Mac an tSaoir"
            else if (token.Shape == Shape.Mixed && resume.WordAt(i - 1) is "an" or "na" && char.IsLower(resume.Text[token.Start]))
            {
                last = i;
            }
            else if (!NameSpellings.IsParticle(resume.Word(token)) && resume.Word(token) is not ("an" or "na"))
            {
                break;
            }
        }
        return last;
    }

    private static bool IsCredential(ResumeText resume, Token token) => DegreeWords.IsDegree(resume, token)
        || resume.Word(token) is "pmp" or "phd" or "bsc" or "msc" or "mba" or "np" or "jd" or "cisa" or "cma" or "crna" or "md" or "rn" or "cpa" or "cfa" or "pe" or "esq" or "ma" or "ba" or "lpn" or "acca" or "csm" or "cissp" or "mcp" or "eit" or "it" or "hr" or "fracgp" or "mrcgp";

    private static int Score(ResumeText resume, Tagged tags, int first, int last, Stretch stretch, int rank, EmailWords locals)
    {
        int score = 0, words = 0, names = 0, common = 0, unknown = 0, inEmail = 0;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Initial || !token.IsProper)
                continue;
            words++;
            var word = resume.Word(token);
            if (locals.Holds(word)) inEmail++;
            if (tags[i] == Tag.Person) score += 2;
            if (HeadingWords.Contains(word)) score -= 4;
            if (token.Is(WordKinds.Name) && (!token.Is(WordKinds.Common) || token.Is(WordKinds.Frequent)))
            {
                names++;
                score += token.Is(WordKinds.Common) ? 1 : token.Is(WordKinds.Frequent) ? 4 : token.Is(WordKinds.Dictionary) ? 0 : 3;
                if (token.Is(WordKinds.Skill) && !locals.Holds(word)) score -= 3;
            }
            else if (token.Is(WordKinds.Skill)) score -= 5;
            else if (token.Is(WordKinds.Common)) { common++; score -= 3; }
            else if (token.Is(WordKinds.Dictionary)) score -= 1;
            else { unknown++; score += 2; }
        }
        if (words == 0)
            return 0;
        score += inEmail * 4;
        score += rank switch { 0 => 3, 1 => 2, 2 or 3 => 1, _ => 0 };
        if (first == stretch.First && last == stretch.Last - 1) score += 2;
        else if (first == stretch.First) score += 1;
        if (words == 1) score -= inEmail > 0 || rank == 0 && resume.Tokens[first].Is(WordKinds.Frequent) && first == stretch.Last - 1 ? 1 : 6;
        if (names == 0 && inEmail == 0 && (unknown < 2 || rank > 1)) score -= 4;
        return score;
    }
}
