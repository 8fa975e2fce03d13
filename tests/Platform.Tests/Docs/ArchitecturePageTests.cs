using ClearView.Cli.Docs;
using ClearView.Platform.Tests.Architecture;
using ClearView.Platform.Tests.Cli;

namespace ClearView.Platform.Tests.Docs;

public sealed class ArchitecturePageTests
{
    private static readonly string _page = Repository.Read("docs", "architecture.md");

    [Fact]
    public void The_drawn_part_shows_the_catalogs_as_they_are()
    {
        if (ArchitectureDiagrams.Renew(_page) != _page)
            Assert.Fail("docs/architecture.md does not show the catalogs as they are. Run './clearview docs --write'.");
    }

    [Fact]
    public async Task The_projects_page_is_found_from_any_folder()
    {
        var checkedIn = await Command.RunAsync(Command.ClearViewPath, ["docs"], Path.GetTempPath());

        Assert.Equal((0, ""), (checkedIn.ExitCode, checkedIn.Errors));
    }

    [Fact]
    public async Task A_page_that_shows_something_else_is_found_and_put_right()
    {
        var folder = Directory.CreateTempSubdirectory("docs-");
        try
        {
            var page = Path.Combine(folder.FullName, "page.md");
            File.WriteAllText(page, _page.Replace("| `anonymize` |", "| `anonymise` |", StringComparison.Ordinal));

            var found = await Command.ClearViewAsync("docs", "--file", page);
            var written = await Command.ClearViewAsync("docs", "--write", "--file", page);
            var again = await Command.ClearViewAsync("docs", "--file", page);

            Assert.Equal((1, 0, 0), (found.ExitCode, written.ExitCode, again.ExitCode));
            Assert.Contains("./clearview docs --write", found.Errors, StringComparison.Ordinal);
            Assert.Equal(_page, File.ReadAllText(page));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_page_without_the_marks_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ArchitectureDiagrams.Renew("# A page"));

    [Fact]
    public void Links_between_the_documents_lead_somewhere()
    {
        foreach (var page in Repository.Files("*.md").Where(p => !p.Contains("node_modules", StringComparison.Ordinal)))
        {
            foreach (System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(page), @"\]\((?!https?:)([^)#\s]+)(#[^)]*)?\)"))
            {
                var target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{Path.GetRelativePath(Repository.Root, page)} links to {link.Groups[1].Value}, which is not there.");
            }
        }
    }
}
