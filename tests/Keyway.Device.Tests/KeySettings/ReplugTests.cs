using Keyway.Device.KeySettings;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Tests.KeySettings;

/// <summary>Which key a reset hits; what the system tells of plugged keys is given here, as no test can pull a plug.</summary>
public sealed class ReplugTests
{
    [Fact]
    public async Task The_key_that_comes_after_all_were_out_is_the_one()
    {
        var told = new Queue<string[]>([["/dev/hidraw1", "/dev/hidraw2"], ["/dev/hidraw1"], [], [], ["/dev/hidraw5"]]);
        Assert.Equal("/dev/hidraw5", (await WaitAsync(told)).Value);
    }

    [Fact]
    public async Task W14_two_keys_that_come_at_once_are_refused()
    {
        var told = new Queue<string[]>([["/dev/hidraw1"], [], ["/dev/hidraw1", "/dev/hidraw2"]]);
        Assert.Equal(Catalogue.SecurityKeys.SeveralKeys, (await WaitAsync(told)).Refusal.Error);
    }

    private static Task<Result<string>> WaitAsync(Queue<string[]> told) =>
        new Replug(() => told.Dequeue().Select(path => new SecurityKeyDescription(path, "", "", 0, 0)).ToList(), TimeProvider.System)
            .WaitAsync(TestContext.Current.CancellationToken);
}
