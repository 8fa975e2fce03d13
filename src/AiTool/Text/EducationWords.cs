namespace ClearView.AiTool.Text;

/// <summary>Words that tell an education: 1 school, 2 vocational, 3 bachelor, 4 master, 5 doctorate.</summary>
internal static class EducationWords
{
    private static readonly PhraseTable Anywhere = new(
        LevelWords.Of(5, "phd; ph.d; doctorate; dphil; doctor of philosophy; doctoral degree; doktor; dr. rer. nat; edd; doctor of education")
            .Concat(LevelWords.Of(4, "master's; masters degree; master degree; master of; msc; m.sc; mba; m.b.a; meng; m.eng; mphil; mtech; m.tech; llm; med degree; mres; m.ed; mbchb; mbbs; diplom ingenieur; diplom-ingenieur; state engineer; engineer's degree; executive mba; master in; mcom; m.com; magister; laurea magistrale; master's degree; postgraduate degree; post graduate diploma; pgce; pme; mengsc; ingenieur; engineer economist; licence professionnelle et master; specialist diploma"))
            .Concat(LevelWords.Of(3, "bachelor's; bachelor of; bachelor; bachelors; bsc; b.sc; b.s; b.a; beng; b.eng; btech; b.tech; bcom; b.com; llb; bba; bca; b.ed; bachelor in; undergraduate degree; hbo; licence in; licence de; licence en; laurea; grado; degree in; university degree; honours degree; bsn; first degree; licenciatura; foundation degree; b.e; bfa; b.n; bachelor's degree; college degree; licentiate; fachhochschule; engineering degree; hons; a degree; degree; four year degree"))
            .Concat(LevelWords.Of(2, "nvq; btec; hnd; hnc; diploma in; diploma; apprenticeship; vocational; city and guilds; c&g; associate degree; mbo; ausbildung; trade certificate; higher national; foundation diploma; associate of; certificate iii; certificate iv; journeyman; gesellenbrief; meisterbrief; bts; dut; trade school; technical institute; polytechnic diploma; iti; t level; nqf 4; certificate in; kaufmann; kauffrau; fachschule; technical college; vocational school; vocational training; technikum; red seal; bac pro; trade test; am2; apprentice; steuerfachangestellte; industriekaufmann; craft 1"))
            .Concat(LevelWords.Of(1, "gcse; a level; a-levels; high school; secondary school; baccalaureat; baccalauréat; leaving certificate; ged; matura; abitur; school certificate; matric; school leaving; o levels; hsc; ssc; intermediate 12th; 12th standard; 10th standard; leaving cert; secondary education; school diploma; high school diploma; lyceum; gymnasium; mittlere reife; cbse; waec; vwo; havo; vmbo; lycee; lycée")));

    private static readonly PhraseTable Unfinished = new(
        LevelWords.Of(0, "expected; in progress; not finished; unfinished; ongoing; not completed; did not finish; dropped out; without degree; interrupted; until now; part completed; pending; to be completed; current student; 2nd year; no degree; left after; started; abandoned; will graduate; graduating; begun"));

    // Short ones that are other words when small, or elsewhere than under education.
    private static readonly (string Written, int Level)[] Capitals = [("BA", 3), ("BS", 3), ("BE", 3), ("MA", 4), ("MS", 4), ("ME", 4), ("MD", 4), ("MBA", 4), ("LLB", 3), ("BN", 3), ("BEd", 3), ("BED", 3), ("MCA", 4)];

    /// <summary>The highest education that a stretch names and says nothing against.</summary>
    public static (int Level, int Start, int End)? Highest(string text, List<Word> words, int first, int end, bool inEducation)
    {
        (int Level, int Start, int End)? best = null;
        foreach (var match in Anywhere.Find(text, words, first, end))
            Take(match.Value, words[match.FirstWord].Start, words[match.EndWord - 1].End);
        for (var i = first; inEducation && i < end; i++)
        {
            foreach (var (written, level) in Capitals)
            {
                if (words[i].In(text).SequenceEqual(written) && !NamesStandard(text, words, i, end))
                    Take(level, words[i].Start, words[i].End);
            }
        }
        return best is not null && Unfinished.Find(text, words, first, end).Count == 0 ? best : null;

        void Take(int level, int start, int stop)
        {
            if (best is null || level > best.Value.Level)
                best = (level, start, stop);
        }
    }

    // "BS 7671" and "BS EN 60204" are standards.
    private static bool NamesStandard(string text, List<Word> words, int i, int end) =>
        i + 1 < end && ((char.IsAsciiDigit(text[words[i + 1].Start]) && words[i + 1].Start - words[i].End == 1 && DatePoint.YearAt(text, words, i + 1) is null) || words[i + 1].In(text) is "EN" or "ISO" or "IEC");

    /// <summary>The lowest education that a stretch names: of "Bachelor's or Master's degree" a posting asks for the first.</summary>
    public static (int Level, int Start, int End)? Lowest(string text, List<Word> words, int first, int end)
    {
        (int Level, int Start, int End)? least = null;
        foreach (var match in Anywhere.Find(text, words, first, end))
        {
            if (least is null || match.Value < least.Value.Level)
                least = (match.Value, words[match.FirstWord].Start, words[match.EndWord - 1].End);
        }
        return least;
    }
}
