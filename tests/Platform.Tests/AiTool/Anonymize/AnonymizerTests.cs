using System.Text;
using ClearView.AiTool.Anonymize;
using ClearView.Messaging;
using CsCheck;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

public sealed class AnonymizerTests
{
    private const string Resume = """
        Adaeze Nwosu
        Flat 3, 22 Cheetham Rise, Manchester M8 0XX
        Mobile: +44 (0)7700 900417    E-mail: adaeze.nwosu@example.com
        PROFILE
        She builds back-end services in Java and Spring Boot.
        EXPERIENCE
        Back-end developer, Pennine Parcel Exchange, Manchester      Jun 2022 to date
        Software engineer, Kolanut Microfinance, Lagos               Feb 2019 - Apr 2022
        EDUCATION
        BEng Computer Engineering, Harmattan State University, 2012-2017
        REFEREES
        Mr Gareth Penhale, engineering manager, 07700 900562
        """;

    // Texts out of the pieces that the finders look for, in any order, and out of noise.
    private static readonly string[] Pieces =
    [
        "Jane", "DOE", "Mr ", "jane@doe.org", "@", "(at)", "+44 7700 900123", "2012 - 2016", "Education\n", "Name:", "Born 1990", "he", "her", "University of ", "12 Elm Street", ", ", ". ", "\n", "  ", "-", "(", ")",
        "Paris", "Berlin, Germany", "NY 10001", "www.", "github.com/x", "O'Neil", "\u00C5se", "\u4E2D\u6587", "\uD83D\uDE00", "x", "J", ".", ":", "\t", "married", "US citizen", "MS", "of", "de ",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[0, 12]).Array[0, 40].Select(string.Concat);

    [Fact]
    public void Skills_firms_and_dates_of_work_stay_and_the_person_goes()
    {
        var result = Anonymizer.Anonymize(Resume, null, []);

        Assert.Equal("""
            [person]
            [address]
            Mobile: [phone]    E-mail: [e-mail]
            PROFILE
            They build back-end services in Java and Spring Boot.
            EXPERIENCE
            Back-end developer, Pennine Parcel Exchange, [a town]      Jun 2022 to date
            Software engineer, Kolanut Microfinance, [a town]               Feb 2019 - Apr 2022
            EDUCATION
            BEng Computer Engineering, [a university], [5 years]
            REFEREES
            [person], engineering manager, [phone]
            """, result.Text);
        Assert.Empty(result.Doubts);
    }

    [Fact]
    public void Putting_the_replacements_into_the_input_gives_the_output() => Texts.Sample(text =>
    {
        var result = Anonymizer.Anonymize(text, Hiding.JaneDoe, []);
        var replayed = new StringBuilder();
        var from = 0;
        foreach (var item in result.Hidden)
        {
            if (item.Start < from || item.End <= item.Start || item.End > text.Length) return false;
            replayed.Append(text, from, item.Start - from);
            if (replayed.Length != item.At) return false;
            replayed.Append(item.Replacement);
            from = item.End;
        }
        replayed.Append(text, from, text.Length - from);
        return replayed.ToString() == result.Text
            && result.Doubts.All(d => d.Start >= 0 && d.Start < d.End && d.End <= result.Text.Length)
            && result.Hidden.All(h => HiddenKinds.All.Contains(h.Kind) && h.Confidence is >= 0 and <= 100);
    }, iter: 3000);

    [Fact]
    public void The_same_text_always_comes_out_the_same() => Texts.Sample(text =>
    {
        var (first, second) = (Anonymizer.Anonymize(text, Hiding.JaneDoe, []), Anonymizer.Anonymize(text, Hiding.JaneDoe, []));
        return first.Text == second.Text && first.Hidden.SequenceEqual(second.Hidden) && first.Doubts.SequenceEqual(second.Doubts);
    }, iter: 500);

    [Fact]
    public void A_known_name_never_survives_in_full() => Texts.Sample(text =>
        !Anonymizer.Anonymize(text + "\nJane Doe\n" + text, Hiding.JaneDoe, []).Text.Contains("Jane Doe", StringComparison.Ordinal), iter: 1000);

    [Fact]
    public void A_second_pass_hides_no_further_names()
    {
        var once = Anonymizer.Anonymize(Resume, null, []).Text;
        var twice = Anonymizer.Anonymize(once, null, []);
        Assert.DoesNotContain(twice.Hidden, h => h.Kind is HiddenKinds.Name or HiddenKinds.Email or HiddenKinds.Phone);
    }

    [Fact]
    public void Only_the_chosen_kinds_are_hidden()
    {
        var result = Anonymizer.Anonymize(Resume, null, [HiddenKinds.Email, HiddenKinds.Phone]);
        Assert.NotEmpty(result.Hidden);
        Assert.All(result.Hidden, h => Assert.True(h.Kind is HiddenKinds.Email or HiddenKinds.Phone));
        Assert.Contains("Adaeze Nwosu", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_is_none_is_refused_by_its_name_instead_of_hiding_nothing()
    {
        var refused = Assert.Throws<PermanentFailureException>(() => Anonymizer.Anonymize(Resume, null, [HiddenKinds.Email, "phones"]));

        Assert.Equal("unknown-kind", refused.Code);
        Assert.Contains("'phones'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Write to jwhitf_@ here for a loaf", true)]
    [InlineData("Write to (\uFF20) here for a loaf", true)]
    [InlineData("Sold 12 units @ 5 each, 3@4 and 6 @7", false)]
    public void An_at_sign_that_is_left_is_held_but_for_prices(string text, bool isHeld) =>
        Assert.Equal(isHeld, Anonymizer.Anonymize(text, null, []).Doubts.Any(doubt => doubt.Kind == HiddenKinds.Email));

    [Fact]
    public void No_lines_are_lost() =>
        Assert.Equal(Resume.Split('\n').Length, Anonymizer.Anonymize(Resume, null, []).Text.Split('\n').Length);

    [Fact]
    public void An_empty_text_stays_empty() => Assert.Equal("", Anonymizer.Anonymize("", Hiding.JaneDoe, []).Text);

    [Fact]
    public void A_doubt_names_no_one()
    {
        var result = Anonymizer.Anonymize("Qwertzu Yxcvbnm\n" + Hiding.Body + "Then on@ the line.", null, [HiddenKinds.Email]);
        Assert.NotEmpty(result.Doubts);
        Assert.All(result.Doubts, d => Assert.DoesNotContain("Qwertzu", d.Why, StringComparison.Ordinal));
    }

    public static TheoryData<string> Hostile => [.. new[]
    {
        "(", "@", "1", "1 ", "a@", "+1", "J ", "J. ", "John ", "JOHN\n", "Name: ", "www.", "a.b.", "New York, ", "12 Elm Street ", "University of ", " at x dot y", "she ", "Mr ", "(((1", "2012 - ", "de la ", "born ", "my ", "'", "a'", "\u0301", "\uD800", "-", "http://a/", "US ", "Ab and ", "Ab, ", "GA 30082 ", "X, GA ", "rue "
    }];

    // Bounded work, not a stopwatch's word: quadratic behaviour takes many minutes at these lengths, linear a second.
    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Hostile))]
    public async Task A_great_length_of_one_sort_ends(string piece)
    {
        var length = piece is "(" or "@" or "1" ? 1_000_000 : 300_000;
        var text = string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        await Task.Run(() => Anonymizer.Anonymize(text, Hiding.JaneDoe, []), TestContext.Current.CancellationToken);
        await Task.Run(() => Anonymizer.Anonymize(text, null, []), TestContext.Current.CancellationToken);
    }
}
