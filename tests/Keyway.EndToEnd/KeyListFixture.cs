using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>The lab's companion with the keys of now, and a thief who has the same ones: once for all tests of it.</summary>
public sealed class KeyListFixture(LabFixture fixture) : IAsyncLifetime
{
    private StolenKey? _thief;

    public StolenKey Thief => _thief ?? throw new InvalidOperationException("The companion did not come up.");

    public async ValueTask InitializeAsync()
    {
        // Other journeys may have rotated the key just before.
        await fixture.Lab.RestartKeyListAsync(CancellationToken.None);
        _thief = await StolenKey.StealAsync(fixture.Lab, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        _thief?.Dispose();
        return ValueTask.CompletedTask;
    }
}
