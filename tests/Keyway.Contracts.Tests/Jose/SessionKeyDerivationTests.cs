using System.Security.Cryptography;
using Keyway.Contracts.Jose;

namespace Keyway.Contracts.Tests.Jose;

public sealed class SessionKeyDerivationTests
{
    private static readonly byte[] SessionKey = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] Context = [.. Enumerable.Range(100, 24).Select(i => (byte)i)];

    /// <summary>SP 800-108 5.1 written out: counter, label, zero, context, length in bits.</summary>
    [Fact]
    public void Version_1_is_one_block_of_SP_800_108_in_counter_mode()
    {
        byte[] message = [0, 0, 0, 1, .. "AzureAD-SecureConversation"u8, 0, .. Context, 0, 0, 1, 0];

        Assert.Equal(HMACSHA256.HashData(SessionKey, message), SessionKeyDerivation.DeriveV1(SessionKey, Context));
    }

    [Fact]
    public void Version_2_binds_the_payload()
    {
        byte[] payload = [1, 2, 3];
        var expected = SessionKeyDerivation.DeriveV1(SessionKey, SHA256.HashData([.. Context, .. payload]));

        Assert.Equal(expected, SessionKeyDerivation.DeriveV2(SessionKey, Context, payload));
        Assert.NotEqual(expected, SessionKeyDerivation.DeriveV2(SessionKey, Context, [1, 2, 4]));
    }
}
