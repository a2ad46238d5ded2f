using Keyway.Errors;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd.Journeys;

/// <summary>rotate: once a day, sooner when forced, and often enough when the key has leaked (families K10, K11, K23).</summary>
[Collection(LabCollection.Name)]
public sealed class RotationTests(LabFixture fixture) : IAsyncLifetime
{
    private readonly JourneyDesk _desk = new(fixture.Lab, "Rotated");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _desk.SetAsync();

    public async ValueTask DisposeAsync() => await _desk.ClearAsync();

    [Fact]
    public async Task Within_a_day_it_is_refused_with_the_time_from_which_it_is_possible()
    {
        var refused = await _desk.RunAsync("rotate");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("KW4042", refused.Said, StringComparison.Ordinal);
        Assert.Contains($"possible from {TimeProvider.System.GetUtcNow().AddDays(1):yyyy-MM-dd}", refused.Said, StringComparison.Ordinal);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task Forced_it_says_until_when_tickets_of_the_former_key_are_accepted_and_they_are()
    {
        using var thief = await StolenKey.StealAsync(fixture.Lab, Cancellation, name: _desk.Name);
        using var older = thief.Mint("alice");

        var rotated = await _desk.MustAsync("rotate", "--force", "--account-file", _desk.AccountFile);

        Assert.Contains($"Partial tickets of the former key (version {thief.Key.KeyVersion}) are accepted until ", rotated.Output, StringComparison.Ordinal);
        Assert.True((await thief.ExchangeAsync(older, Cancellation)).Succeeded);
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }

    [Fact]
    public async Task A_leaked_key_is_worthless_after_rotate_twice()
    {
        using var thief = await StolenKey.StealAsync(fixture.Lab, Cancellation, name: _desk.Name);
        using var before = thief.Mint("alice");
        Assert.True((await thief.ExchangeAsync(before, Cancellation)).Succeeded);

        var rotated = await _desk.MustAsync("rotate", "--twice");

        Assert.Contains("Stops working now", rotated.Output, StringComparison.Ordinal);
        Assert.Contains("Stays good until it ends", rotated.Output, StringComparison.Ordinal);
        Assert.Equal(Catalogue.Kdc.BadKeyVersion, (await thief.ExchangeAsync(before, Cancellation)).Refusal.Error);
        using var minted = thief.Mint("grace");
        Assert.Equal(Catalogue.Kdc.BadKeyVersion, (await thief.ExchangeAsync(minted, Cancellation)).Refusal.Error);
        Assert.Equal("InStep", await _desk.VerdictAsync());
        using var now = await StolenKey.StealAsync(fixture.Lab, Cancellation, name: _desk.Name);
        using var good = now.Mint("grace");
        Assert.True((await now.ExchangeAsync(good, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task Killed_after_the_reset_the_next_set_publishes_the_new_key()
    {
        using (var process = fixture.Lab.Administration.StartKerberosServer("rotate", "--name", _desk.Name, "--force"))
        {
            while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.Contains("reset the password of", StringComparison.Ordinal))
            {
            }

            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        Assert.Equal("Differs", await _desk.VerdictAsync());
        await _desk.MustAsync("set");
        Assert.Equal("InStep", await _desk.VerdictAsync());
    }
}
