using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Keyway.Portal.Tests;

/// <summary>An authenticator app as somebody else would write it from RFC 6238: SHA-1, six digits, half minutes.</summary>
internal sealed class AuthenticatorApp(string secret)
{
    private const int Step = 30;

    private readonly byte[] _secret = Decode(secret);

    /// <summary>The code of a half minute near now; never in its last seconds, so that it holds until it is sent.</summary>
    /// <param name="steps">-1 for the half minute before, 1 for the next; the server takes each once, and none before one that it took.</param>
    public async Task<string> CodeAsync(int steps = 0)
    {
        var into = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % (Step * 1000);
        if (into > (Step - 5) * 1000)
            await Task.Delay(TimeSpan.FromMilliseconds((Step * 1000) - into + 50), TestContext.Current.CancellationToken);
        var moving = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moving, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / Step) + steps);
#pragma warning disable CA5350 // What every authenticator app does.
        var mac = HMACSHA1.HashData(_secret, moving);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
