using System.Runtime.CompilerServices;
using System.Text;

namespace Keyway.Errors.Tests;

/// <summary>docs/errors.md is made from the catalogue: KEYWAY_WRITE_DOCS=1 ./test Errors writes it anew.</summary>
public sealed class ErrorsPageTests
{
    [Fact]
    public void The_page_shows_the_catalogue_as_it_is()
    {
        var page = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "errors.md"));
        var expected = Render();
        if (Environment.GetEnvironmentVariable("KEYWAY_WRITE_DOCS") == "1")
            File.WriteAllText(page, expected);

        Assert.True(File.Exists(page) && File.ReadAllText(page) == expected, "docs/errors.md is not what the catalogue says: run KEYWAY_WRITE_DOCS=1 ./test Errors");
    }

    private static string Render()
    {
        var page = new StringBuilder("""
            # The numbered errors

            Every refusal has a number. The same number stands in the log, in the API's answer and on the screen.
            This page is made from `src/Keyway.Errors/Areas`: change it there, then run `KEYWAY_WRITE_DOCS=1 ./test Errors`.

            """);
        foreach (var area in Catalogue.All.GroupBy(entry => entry.Area))
        {
            page.Append("\n## ").Append(area.Key).Append("\n\n| number | what was found | what to do |\n| --- | --- | --- |\n");
            foreach (var (_, error) in area)
                page.Append("| ").Append(error.Code).Append(" | ").Append(Cell(error.Cause)).Append(" | ").Append(Cell(error.Remedy)).Append(" |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
