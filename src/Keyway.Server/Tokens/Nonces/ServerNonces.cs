using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Server.Sealing;
using Keyway.Server.Storage;

namespace Keyway.Server.Tokens.Nonces;

/// <summary>
/// Nonces that need no memory until they are spent: their time, 16 random bytes, and a MAC by a key of this server over both, the purpose and the
/// person. Spending one is a row that can be inserted once; it belongs into the same write as what it pays for.
/// </summary>
internal sealed class ServerNonces(ServerKeys keys, Store store, TimeProvider time)
{
    /// <summary>How long a nonce can be spent ([MS-OAPXBC] implementations).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The longest that a nonce of <see cref="NoncePurpose.RegistrationForOthers"/> can be made to wait.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(43_200);

    private const int IdLength = 24;
    private const int MacLength = 16;
    private const int Length = IdLength + MacLength;
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private readonly byte[] _key = keys.GetOrCreate("nonce-mac", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>A new nonce: base64url of 40 bytes.</summary>
    /// <param name="subject">The person whom it is for; empty when not known yet.</param>
    /// <param name="lifetime">For <see cref="NoncePurpose.RegistrationForOthers"/>, at most <see cref="LongestLifetime"/>; null for <see cref="Lifetime"/>.</param>
    public string Issue(NoncePurpose purpose, Guid subject = default, TimeSpan? lifetime = null)
    {
        Span<byte> nonce = stackalloc byte[Length];
        // A nonce that lives longer bears a later time: its spent row is then kept as long as it could be shown.
        BinaryPrimitives.WriteInt64BigEndian(nonce, (time.GetUtcNow() + (lifetime ?? Lifetime) - Lifetime).ToUnixTimeMilliseconds());
        RandomNumberGenerator.Fill(nonce[8..IdLength]);
        Mac(nonce[..IdLength], purpose, subject).AsSpan(0, MacLength).CopyTo(nonce[IdLength..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Reads an untrusted nonce.</summary>
    /// <returns>The nonce, or KW2300 (not ours), KW2301 (too old), KW2302 (spent before now; the last word has <see cref="Spend"/>).</returns>
    public Result<ServerNonce> Check(string text, NoncePurpose purpose, Guid subject = default)
    {
        Span<byte> nonce = stackalloc byte[Length];
        // One text for one nonce: the length is exact, and the last character has no spare bits to vary.
        if (text.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(text, nonce, out _, out var written) != OperationStatus.Done || written != Length
            || Base64Url.EncodeToString(nonce) != text
            || !CryptographicOperations.FixedTimeEquals(Mac(nonce[..IdLength], purpose, subject).AsSpan(0, MacLength), nonce[IdLength..]))
        {
            return Catalogue.PrimaryRefreshTokens.NonceInvalid;
        }

        var age = time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(nonce));
        var earliest = purpose == NoncePurpose.RegistrationForOthers ? LongestLifetime : ClockTolerance;
        if (age > Lifetime || age < -earliest)
            return Catalogue.PrimaryRefreshTokens.NonceExpired;
        var id = nonce[..IdLength].ToArray();
        return store.Read(session => session.First("SELECT 1 FROM SpentNonce WHERE Id = @p0", _ => true, id))
            ? Catalogue.PrimaryRefreshTokens.NonceSpent
            : new ServerNonce(id, text);
    }

    /// <summary>Spends the nonce in the write that it pays for.</summary>
    /// <returns>False when somebody was quicker: the write must be refused with KW2302.</returns>
    public static bool Spend(StoreSession session, ServerNonce nonce) =>
        session.Execute("INSERT INTO SpentNonce (Id) VALUES (@p0) ON CONFLICT DO NOTHING", nonce.Id) == 1;

    /// <summary>Forgets spent nonces that <see cref="Check"/> refuses by their age anyway.</summary>
    public static void ForgetOld(StoreSession session, DateTimeOffset now)
    {
        var oldest = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(oldest, (now - Lifetime - ClockTolerance).ToUnixTimeMilliseconds());
        // In portions: the writer must not be held up.
        session.Execute("DELETE FROM SpentNonce WHERE Id IN (SELECT Id FROM SpentNonce WHERE Id < @p0 ORDER BY Id LIMIT 4000)", oldest);
    }

    private byte[] Mac(ReadOnlySpan<byte> id, NoncePurpose purpose, Guid subject)
    {
        Span<byte> input = stackalloc byte[IdLength + 1 + 16];
        id.CopyTo(input);
        input[IdLength] = (byte)purpose;
        subject.TryWriteBytes(input[(IdLength + 1)..], bigEndian: true, out _);
        return HMACSHA256.HashData(_key, input);
    }
}
