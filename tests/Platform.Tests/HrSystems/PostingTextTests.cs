using ClearView.HrSystems.Greenhouse;
using CsCheck;

namespace ClearView.Platform.Tests.HrSystems;

public sealed class PostingTextTests
{
    [Theory]
    [InlineData("&lt;p&gt;One&lt;br&gt;two&lt;/p&gt;", "One\ntwo")]
    [InlineData("<p>One<br/>two</p>", "One\ntwo")]
    [InlineData("&lt;p&gt;R&amp;amp;D &amp;lt;x&amp;gt;&lt;/p&gt;", "R&D <x>")]
    [InlineData("<h2>Must have</h2><ul>\n<li>C#</li>\n<li>SQL</li>\n</ul><p>End</p>", "Must have\n- C#\n- SQL\n\nEnd")]
    [InlineData("<p>a</p><script>alert('<p>b</p>')</script><style>p{}</style><p>c</p>", "a\n\nc")]
    [InlineData("<p>a</p><script>never ends", "a")]
    [InlineData("5 < 6 and 7 > 6", "5 < 6 and 7 > 6")]
    [InlineData("<p>a<!-- no --></p>", "a")]
    [InlineData("plain\ntext", "plain text")]
    [InlineData("a&nbsp;&nbsp;b", "a b")]
    [InlineData(null, "")]
    [InlineData("   ", "")]
    public void A_posting_becomes_lines_that_a_person_can_read(string? content, string text) => Assert.Equal(text, PostingText.Of(content));

    [Fact]
    public void Whatever_comes_ends_in_bounded_text() =>
        Gen.String[Gen.OneOf(Gen.Char['<', '>'], Gen.Char["&;/!-lipt# \n\""], Gen.Char), 0, 400].Sample(text => Assert.True(PostingText.Of(text).Length <= 50_000));

    [Fact]
    public void A_posting_of_a_million_open_brackets_is_read_in_no_time() =>
        Assert.True(PostingText.Of(string.Concat(Enumerable.Repeat("<a", 500_000))).Length <= 50_000);
}
