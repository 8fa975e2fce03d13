using ClearView.AiTool.Anonymize;
using ClearView.AiTool.Anonymize.Finders;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.TrainTagger;

namespace ClearView.Platform.Tests.AiTool.Anonymize;

/// <summary>The tagger, and the program that trains it.</summary>
public sealed class TaggerTests
{
    private static readonly Lazy<Vocabulary> _vocabulary = new(() => new Vocabulary(new HashSet<string>()));

    [Fact]
    public void Trained_twice_it_learns_the_same_to_the_byte()
    {
        var (once, twice) = (Train(seed: 7), Train(seed: 7));

        Assert.Equal(once, twice);
        Assert.NotEqual(once, Train(seed: 8));
    }

    [Fact]
    public void Weights_come_back_from_the_file_as_they_were()
    {
        var packed = Train(seed: 7);
        var weights = TagWeights.Unpack(new MemoryStream(packed));

        Assert.Equal(packed, weights.Pack());
        Assert.True(weights.All.ContainsAnyExcept((short)0));
    }

    [Fact]
    public void The_weights_that_come_with_ClearView_are_there_and_small()
    {
        using var resource = typeof(Tagger).Assembly.GetManifestResourceStream("tagger.bin")!;

        Assert.InRange(resource.Length, 100_000, 3_000_000);
        Assert.True(TagWeights.Default.All.ContainsAnyExcept((short)0));
    }

    // None of these words is in any list.
    [Theory]
    [InlineData("Worked with Xyvandra Quolmeep on the yearly plan.", "Xyvandra", "Quolmeep")]
    [InlineData("- Reported to Bramworth Iskelund, the head of sales.", "Bramworth", "Iskelund")]
    [InlineData("Thanks to Tuvwanya Ombrik the depot runs well.", "Tuvwanya", "Ombrik")]
    public void Names_that_no_list_holds_are_hidden_by_what_stands_around_them(string text, string given, string surname)
    {
        var anonymous = Hiding.InBody(text);

        Assert.DoesNotContain(given, anonymous, StringComparison.Ordinal);
        Assert.DoesNotContain(surname, anonymous, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- Built services in Java and Spring Boot with PostgreSQL.")]
    [InlineData("- Moved the build to Docker, Kubernetes and Jenkins.")]
    [InlineData("Senior Project Manager, Business Development")]
    [InlineData("Ph.D. in Chemistry, M.Ed., B.A. (Hons) English, summa cum laude")]
    public void Skills_titles_and_degrees_stay(string text) => Assert.Equal(text, Hiding.InBody(text));

    [Fact]
    public void Synthetic_documents_say_rightly_where_their_people_stand()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var document = SyntheticResume.Of(_vocabulary.Value, seed);
            Assert.All(document.Spans, s => Assert.True(s.Start >= 0 && s.Start < s.End && s.End <= document.Text.Length && s.Tag != Tag.None));
            Assert.Equal(document.Text, SyntheticResume.Of(_vocabulary.Value, seed).Text);
        }
    }

    [Fact]
    public void A_text_is_tagged_the_same_way_each_time()
    {
        var resume = new ResumeText(Hiding.Body + "Worked with Xyvandra Quolmeep in Berlin for Acme Ltd.", null);
        var emails = EmailWords.Of(resume, new Finds(resume, HiddenKinds.Chosen([])));
        var (first, second) = (Tagger.Default.Tag(resume, emails), Tagger.Default.Tag(resume, emails));

        Assert.All(Enumerable.Range(0, resume.Tokens.Count), i => Assert.Equal((first[i], first.PersonLead(i)), (second[i], second.PersonLead(i))));
        Assert.Equal(Tag.None, first[-1]);
        Assert.Equal(Tag.None, first[resume.Tokens.Count]);
    }

    private static byte[] Train(int seed) =>
        new Training(seed).Train([.. Enumerable.Range(0, 60).Select(i => SyntheticResume.Of(_vocabulary.Value, seed * 1000 + i))], rounds: 2).Pack();
}
