using System.Text.RegularExpressions;
using ClearView.Platform.Tests.Architecture;

namespace ClearView.Platform.Tests.HowTo;

/// <summary>A how-to page as somebody who follows it sees it: its pieces of code, each under the line that says where it goes.</summary>
internal sealed partial class HowToPage
{
    private readonly IReadOnlyList<(string Language, string Above, string Code)> _blocks;

    private HowToPage(string text) => _blocks =
    [
        .. Block().Matches(text).Select(m => (
            m.Groups["language"].Value, text[..m.Index].TrimEnd().Split("\n\n")[^1].ReplaceLineEndings(" "), m.Groups["code"].Value)),
    ];

    public static HowToPage Read(string name) => new(Repository.Read("docs", "how-to", name));

    /// <summary>The files that the page says to write: below a line that is nothing but a path and a colon.</summary>
    public IReadOnlyList<(string Path, string Code)> Files =>
        [.. _blocks.Where(b => OnlyPath().IsMatch(b.Above)).Select(b => (OnlyPath().Match(b.Above).Groups["path"].Value, b.Code))];

    /// <summary>The line that goes into a catalog: the file, what stands below it there, and the line.</summary>
    public (string Path, string Before, string Line) Line
    {
        get
        {
            var (_, above, code) = Assert.Single(_blocks, b => IntoLine().IsMatch(b.Above));
            var where = IntoLine().Match(above);
            return (where.Groups["path"].Value, where.Groups["before"].Value, code);
        }
    }

    /// <summary>What the page says to type into a shell, one text for each place.</summary>
    public IReadOnlyList<string> Commands => [.. _blocks.Where(b => b.Language == "sh").Select(b => b.Code)];

    /// <summary>The pieces in another language, e.g. settings.</summary>
    public string Only(string language) => Assert.Single(_blocks, b => b.Language == language).Code;

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^`(?<path>[^`]+)`:$")]
    private static partial Regex OnlyPath();

    [GeneratedRegex("^In `(?<path>[^`]+)`, before the line of `(?<before>[^`]+)`:$")]
    private static partial Regex IntoLine();
}
