using System.Text.RegularExpressions;
using Keyway.Connect.Synchronization;
using Spectre.Console;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>The bar that a person sees while a cycle writes.</summary>
public sealed partial class WriteProgressTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1.7);

    private readonly StringWriter _written = new();

    public void Dispose() => _written.Dispose();

    [Fact]
    public async Task What_is_done_within_a_second_draws_nothing()
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(Unknown, Writing(progress, new SyncProgress(1, 1, false), TimeSpan.FromMilliseconds(300)));

        Assert.Equal("", _written.ToString());
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_drawn_and_nothing_counted()
    {
        var progress = new WriteProgress(null, TimeProvider.System);

        var tally = await progress.ShowAsync(_ => throw new InvalidOperationException(), Writing(progress, new SyncProgress(1, null, IsWhole: true), Long));

        Assert.Equal(1, tally.Read);
    }

    [Fact]
    public async Task What_has_changed_is_a_bar_whose_end_is_known()
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(_ => throw new InvalidOperationException("nobody counts a domain for what has changed in it"), Writing(progress, new SyncProgress(1200, 4000, false), Long));

        Assert.Matches(@"━{7} +1,200 of 4,000 objects, [0-9,]+ a second, 1\.[0-9] s", Shown());
    }

    [Fact]
    public async Task A_whole_domain_gets_its_end_once_it_was_counted()
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(
            async token =>
            {
                await Task.Delay(300, token);
                return 35_040;
            },
            Writing(progress, new SyncProgress(1500, null, IsWhole: true), Long));

        Assert.Matches(" 1,500 objects, [0-9,]+ a second, .* 1,500 of 35,040 objects, ", Shown());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_cannot_count_or_never_ends_keeps_nobody_from_writing(bool throws)
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(
            async token =>
            {
                await Task.Delay(throws ? 1 : Timeout.Infinite, token);
                throw new InvalidOperationException();
            },
            Writing(progress, new SyncProgress(1500, null, IsWhole: true), Long));

        Assert.Contains(" 1,500 objects, ", Shown(), StringComparison.Ordinal);
        Assert.DoesNotContain(" of ", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_was_counted_is_no_more_than_everything()
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(_ => Task.FromResult<int?>(1000), Writing(progress, new SyncProgress(1002, null, IsWhole: true), Long));

        Assert.Contains("1,002 of 1,002 objects", Shown(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_finds_the_terminal_free()
    {
        var progress = new WriteProgress(Terminal(), TimeProvider.System);

        await progress.ShowAsync(Unknown, async () =>
        {
            await Task.Delay(Long, TestContext.Current.CancellationToken);
            progress.End();
            var drawn = _written.ToString();
            await Task.Delay(500, TestContext.Current.CancellationToken);
            Assert.NotEqual("", drawn);
            Assert.Equal(drawn, _written.ToString());
            return new SyncTally();
        });
    }

    [Theory]
    [InlineData(ColorSystemSupport.NoColors)]
    [InlineData(ColorSystemSupport.TrueColor)]
    public async Task Colours_are_where_they_are_wanted_and_the_line_is_narrow(ColorSystemSupport colours)
    {
        var progress = new WriteProgress(Terminal(colours), TimeProvider.System);

        await progress.ShowAsync(Unknown, Writing(progress, new SyncProgress(1_000_000, 2_000_000, false), Long));

        Assert.Equal(colours == ColorSystemSupport.TrueColor, Colour().IsMatch(_written.ToString()));
        Assert.All(Control().Replace(_written.ToString(), "").Split('\r', '\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Fact]
    public async Task A_cycle_says_how_far_it_is()
    {
        using var bench = new SyncBench();
        for (var i = 1; i <= 7; i++)
            bench.Domain.Put(Samples.User(i, $"person{i}"));
        await bench.MustAsync();
        Assert.Equal(new SyncProgress(0, null, IsWhole: true), bench.Told[0]);
        Assert.Equal(new SyncProgress(7, null, IsWhole: true), bench.Told[^1]);
        bench.Told.Clear();

        for (var i = 10; i < 15; i++)
            bench.Domain.Put(Samples.User(i, $"person{i}"));
        await bench.MustAsync();
        Assert.All(bench.Told, told => Assert.Equal((5, false), (told.Total, told.IsWhole)));
        Assert.Equal(5, bench.Told[^1].Done);
    }

    [GeneratedRegex(@"\e\[[0-9;]*[mKJABCDGHhl]|\e\[\?[0-9]+[hl]")]
    private static partial Regex Control();

    [GeneratedRegex(@"\e\[[0-9;]*38[;0-9]+m")]
    private static partial Regex Colour();

    private static Task<int?> Unknown(CancellationToken cancellation) => Task.FromResult<int?>(null);

    private static Func<Task<SyncTally>> Writing(WriteProgress progress, SyncProgress told, TimeSpan duration) => async () =>
    {
        progress.Tell(told);
        await Task.Delay(duration, TestContext.Current.CancellationToken);
        return new SyncTally { Read = 1 };
    };

    private string Shown() => Control().Replace(_written.ToString(), "").ReplaceLineEndings(" ");

    private IAnsiConsole Terminal(ColorSystemSupport colours = ColorSystemSupport.NoColors)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_written),
            Ansi = AnsiSupport.Yes,
            ColorSystem = colours,
            Interactive = InteractionSupport.Yes,
        });
        terminal.Profile.Width = 80;
        terminal.Profile.Capabilities.Unicode = true;
        return terminal;
    }
}
