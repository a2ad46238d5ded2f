using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A key that holds an operation up for as long as it is let.</summary>
public sealed class EndlessKeyTests : IDisposable
{
    private static readonly byte[] GetInfoCommand = [0x04];

    // authenticatorClientPIN with one parameter or two; getPINRetries is the first that libfido2 sends after getInfo.
    private static readonly byte[] ClientPinCommand = [0x06];

    private static readonly SecurityKeyOptions Options = new() { Timeout = TimeSpan.FromSeconds(1) };

    // Told to stop after five seconds, given up after ten; the rest is for a machine that has much else to do.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    private readonly TemporaryFolder _folder = new();
    private readonly SoftwareKey _key;
    private readonly EndlessPort _port;

    public EndlessKeyTests()
    {
        _key = SoftwareKey.Create(_folder.File("key")).Value;
        _port = new EndlessPort(_key.Port);
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Opening_ends()
    {
        _port.Command = GetInfoCommand;
        Refused.With(Catalogue.SecurityKeys.KeyLost, await SoonAsync(() => SecurityKeyDevice.Open("endless", _port, Options)));
    }

    [Fact]
    public async Task Asking_what_it_is_ends()
    {
        using SecurityKeyDevice device = SecurityKeyDevice.Open("endless", _port, Options).Value;
        _port.Command = GetInfoCommand;
        Refused.With(Catalogue.SecurityKeys.KeyLost, await SoonAsync(device.GetInfo));
    }

    [Fact]
    public async Task Asking_for_the_tries_that_are_left_ends()
    {
        using SecurityKeyDevice device = SecurityKeyDevice.Open("endless", _port, Options).Value;
        Assert.True(device.SetPin(KeyBench.Pin).Succeeded);
        _port.Command = ClientPinCommand;
        Refused.With(Catalogue.SecurityKeys.KeyLost, await SoonAsync(device.GetInfo));
    }

    private async Task<Result<T>> SoonAsync<T>(Func<Result<T>> operation)
        where T : notnull
    {
        try
        {
            return await Task.Run(operation).WaitAsync(Longest, TestContext.Current.CancellationToken);
        }
        finally
        {
            // Else one that does not end would keep the key from being closed.
            _port.Gone = true;
        }
    }
}
