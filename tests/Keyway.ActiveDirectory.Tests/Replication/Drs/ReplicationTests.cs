using System.Text.Json;
using Keyway.ActiveDirectory.Replication.Drs;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Replication.Drs;

/// <summary>The arguments and results of replication as they were recorded, down to the key.</summary>
public sealed class ReplicationTests
{
    private static readonly IReadOnlyList<JsonElement> Recorded = Vectors.Cases("replication");

    private static IEnumerable<JsonElement> Granted => Recorded.Where(vector => vector.TryGetProperty("key", out _));

    [Fact]
    public void Requests_are_byte_for_byte_what_the_domain_controller_took()
    {
        foreach (var vector in Recorded)
        {
            var request = new GetChangesRequest(vector.Text("objectDn"), (ExtendedOperation)vector.Number("operation"), Guid.Parse(vector.Text("destination")));
            Assert.Equal(vector.Bytes("bindRequest"), DrsSession.BindRequest(0));
            Assert.Equal(vector.Bytes("request"), request.Encode(vector.Bytes("handle")));
        }
    }

    [Fact]
    public void The_handle_is_found()
    {
        foreach (var vector in Recorded)
            Assert.Equal(vector.Bytes("handle"), DrsSession.ReadBindReply(vector.Bytes("bindResult")).Value.Handle);
    }

    [Fact]
    public void The_recorded_replies_give_the_key_that_the_domain_has()
    {
        foreach (var vector in Granted)
        {
            var secrets = GetChangesReply.Parse(vector.Bytes("result")).Value;
            Assert.Equal(SecurityIdentifier.Parse(vector.Text("account")).Value, secrets.Account);
            Assert.Equal((uint)vector.Number("version"), secrets.PasswordVersion);
            using var key = KeyOf(vector.Bytes("sessionKey"), secrets.SupplementalCredentials!).Value;
            Assert.Equal(vector.Bytes("key"), key.Value.ToArray());
        }
    }

    [Fact]
    public void The_recorded_refusals_are_told_by_their_numbers()
    {
        foreach (var vector in Recorded.Where(vector => vector.TryGetProperty("number", out _)))
            Assert.Equal(vector.Number("number"), GetChangesReply.Parse(vector.Bytes("result")).Refusal.Error.Number);
    }

    [Theory]
    [InlineData(5, 1461)]
    [InlineData(8453, 1461)]
    [InlineData(8630, 1466)]
    [InlineData(8451, 1467)]
    [InlineData(8439, 1420)]
    [InlineData(87, 1460)]
    public void Every_error_has_a_number(int code, int number) =>
        Assert.Equal(number, GetChangesReply.Parse(BitConverter.GetBytes(code)).Refusal.Error.Number);

    [Fact]
    public void Damaged_replies_are_survived()
    {
        var vector = Granted.First();
        Mutations.Survive(vector.Bytes("result"), bytes => GetChangesReply.Parse(bytes));
        Mutations.Survive(vector.Bytes("bindResult"), bytes => DrsSession.ReadBindReply(bytes));
    }

    [Fact]
    public void Damaged_secrets_are_survived()
    {
        var vector = Granted.First();
        var encrypted = GetChangesReply.Parse(vector.Bytes("result")).Value.SupplementalCredentials!;
        var clear = SecretDecryption.Open(vector.Bytes("sessionKey"), encrypted).Value;
        Mutations.Survive(clear, bytes => UserProperties.Find(bytes, UserProperties.KerberosKeys));
        Mutations.Survive(UserProperties.Find(clear, UserProperties.KerberosKeys).Value, bytes => StoredKerberosKeys.FindAes256(bytes));
        Mutations.Survive(UserProperties.Find(clear, UserProperties.KerberosKeys).Value, bytes => StoredKerberosKeys.FindAes256Generations(bytes));
    }

    [Fact]
    public void A_secret_changed_on_its_way_or_of_another_session_is_refused()
    {
        var vector = Granted.First();
        var encrypted = GetChangesReply.Parse(vector.Bytes("result")).Value.SupplementalCredentials!;
        Assert.Equal(Catalogue.ActiveDirectory.SecretUndecryptable, SecretDecryption.Open(new byte[32], encrypted).Refusal.Error);
        for (var i = 0; i < encrypted.Length; i += 7)
        {
            var changed = encrypted.ToArray();
            changed[i] ^= 1;
            Assert.Equal(Catalogue.ActiveDirectory.SecretUndecryptable, SecretDecryption.Open(vector.Bytes("sessionKey"), changed).Refusal.Error);
        }

        for (var length = 0; length <= 20; length++)
            Assert.Equal(Catalogue.ActiveDirectory.SecretUndecryptable, SecretDecryption.Open(vector.Bytes("sessionKey"), encrypted.AsSpan(0, length)).Refusal.Error);
    }

    [Fact]
    public void An_account_without_an_aes256_key_is_told_as_that()
    {
        var vector = Granted.First();
        var clear = SecretDecryption.Open(vector.Bytes("sessionKey"), GetChangesReply.Parse(vector.Bytes("result")).Value.SupplementalCredentials!).Value;
        var keys = UserProperties.Find(clear, UserProperties.KerberosKeys).Value;
        for (var at = 24 + 12; at < 24 + (4 * 24); at += 24)
            keys[at] = 3;

        Assert.Equal(Catalogue.ActiveDirectory.AesKeyMissing, StoredKerberosKeys.FindAes256(keys).Refusal.Error);
        Assert.Equal(Catalogue.ActiveDirectory.AesKeyMissing, StoredKerberosKeys.FindAes256(UserProperties.Find(clear, "Primary:Nothing").Value).Refusal.Error);
    }

    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    public void The_checksum_is_that_of_the_standard(string text, uint expected) => Assert.Equal(expected, Crc32.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    private static Result<KerberosKey> KeyOf(byte[] sessionKey, byte[] encrypted) =>
        SecretDecryption.Open(sessionKey, encrypted).TryGet(out var clear, out var refusal) && UserProperties.Find(clear, UserProperties.KerberosKeys).TryGet(out var keys, out refusal)
            ? StoredKerberosKeys.FindAes256(keys)
            : refusal;
}
