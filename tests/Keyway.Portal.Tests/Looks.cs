using System.Text.Json;
using Microsoft.Playwright;

namespace Keyway.Portal.Tests;

/// <summary>What every page must look like: nothing runs out of the window, every field has its label, and axe-core finds nothing to mend (WCAG 2.2 A and AA).</summary>
internal static class Looks
{
    /// <summary>What keeps a picture below 60 KB.</summary>
    private const int PictureHeight = 640;

    private const string AxeOptions = """{ "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }""";

    public static async Task AssertGoodAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than the window: " + page.Url);
        Assert.True(
            await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].every(field => field.labels.length === 1 || field.ariaLabel)"),
            "A field has no label: " + page.Url);
        await page.EvaluateAsync(await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken));
        var violations = await page.EvaluateAsync<JsonElement>($"async () => (await axe.run(document, {AxeOptions})).violations.map(one => one.id + ': ' + one.help + ' at ' + one.nodes.map(node => node.target.join(' ')).join(', '))");
        Assert.True(violations.GetArrayLength() == 0, page.Url + "\n" + string.Join('\n', violations.EnumerateArray().Select(one => one.GetString())));
    }

    /// <summary>A picture for the documentation: small enough for a page that people load, and written only when they are made anew.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Clip = new Clip { X = 0, Y = 0, Width = page.ViewportSize!.Width, Height = PictureHeight } });
        Assert.InRange(picture.Length, 5_000, 150_000);
        if (Environment.GetEnvironmentVariable("KEYWAY_WRITE_DOCS") == "1")
            await File.WriteAllBytesAsync(Path.Combine(RepositoryRoot(), "docs", "pictures", name), picture, TestContext.Current.CancellationToken);
    }

    /// <summary>The page on a telephone and at a desk, by day and by night: good in all four, and a picture of each.</summary>
    public static async Task FourPicturesAsync(IPage page, string name)
    {
        var before = page.ViewportSize!;
        foreach (var width in new[] { 390, 1440 })
        {
            foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 844 : 900);
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
                // As a page that was opened at this width has it.
                await page.EvaluateAsync("() => document.querySelectorAll('nav details.menu').forEach(menu => { menu.open = innerWidth > 960; })");
                await AssertGoodAsync(page);
                await PictureAsync(page, $"{name}-{width}-{(colours == ColorScheme.Light ? "light" : "dark")}.png");
            }
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
    }

    private static string Axe => Path.Combine(RepositoryRoot(), "tests", "npm", "node_modules", "axe-core", "axe.min.js");

    private static string RepositoryRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Keyway.slnx")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}
