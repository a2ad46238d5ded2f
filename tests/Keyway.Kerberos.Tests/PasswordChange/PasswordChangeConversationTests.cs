using System.Buffers.Binary;
using System.Net;
using System.Text;
using Keyway.Errors;
using Keyway.Kerberos.Messages;
using Keyway.Kerberos.PasswordChange;
using Keyway.Kerberos.Tests.Gss;

namespace Keyway.Kerberos.Tests.PasswordChange;

public sealed class PasswordChangeConversationTests : IDisposable
{
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly KerberosKey _sessionKey = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
    private readonly KerberosKey _other = KerberosKey.Random(EncryptionType.Aes256CtsHmacSha1);
    private readonly PasswordChangeConversation _conversation;
    private readonly PasswordService _service;

    public PasswordChangeConversationTests()
    {
        _conversation = new PasswordChangeConversation(ServiceSide.TicketWith(_sessionKey), Now);
        _service = new PasswordService(_sessionKey);
        _service.Read(_conversation.Request("Brand new 1!"u8, IPAddress.Parse("192.0.2.7")));
    }

    public void Dispose()
    {
        _conversation.Dispose();
        _sessionKey.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void The_service_reads_the_new_password_and_nobody_else_does()
    {
        Assert.Equal("Brand new 1!", Encoding.UTF8.GetString(_service.Asked.UserData));
        Assert.Equal(_service.Authenticator.SequenceNumber, _service.Asked.SequenceNumber);
        Assert.NotNull(_service.Authenticator.Subkey);
        Assert.False(_sessionKey.Decrypt(KeyUsage.PrivateMessage, KrbPriv.Parse(_service.Message).Value.EncryptedPart.Cipher).Succeeded);
    }

    [Fact]
    public void A_proven_success_counts_with_either_sides_key()
    {
        Assert.True(_conversation.Read(_service.Reply(0)).Value);
        Assert.True(_conversation.Read(_service.Reply(0, subkey: _other)).Value);
    }

    [Fact]
    public void What_the_domain_says_of_a_weak_password_is_told()
    {
        var refusal = _conversation.Read(_service.Reply(4, "Too short.\r\n\u001b[2J"u8.ToArray())).Refusal;
        Assert.Equal(Catalogue.Kerberos.PasswordNotTaken, refusal.Error);
        Assert.Equal("Too short.   [2J", refusal.Detail);
    }

    [Fact]
    public void Active_directorys_rules_become_words()
    {
        var rules = new byte[30];
        BinaryPrimitives.WriteUInt32BigEndian(rules.AsSpan(2), 12);
        BinaryPrimitives.WriteUInt32BigEndian(rules.AsSpan(6), 24);
        BinaryPrimitives.WriteUInt32BigEndian(rules.AsSpan(10), 1);
        BinaryPrimitives.WriteUInt64BigEndian(rules.AsSpan(14), (ulong)TimeSpan.FromDays(42).Ticks);
        BinaryPrimitives.WriteUInt64BigEndian(rules.AsSpan(22), (ulong)TimeSpan.FromDays(1).Ticks);

        Assert.Equal(
            "the domain wants at least 12 characters; three kinds of characters of capitals, small letters, digits and signs, and no part of the name; none of the last 24 passwords; changed no sooner than after 1 days",
            _conversation.Read(_service.Reply(4, rules)).Refusal.Detail);
        rules.AsSpan(2).Fill(0xFF);
        Assert.Equal(Catalogue.Kerberos.PasswordNotTaken, _conversation.Read(_service.Reply(4, rules)).Refusal.Error);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(65535)]
    public void Every_other_result_is_a_refusal(int code) => Assert.Equal(Catalogue.Kerberos.PasswordChangeRefused, _conversation.Read(_service.Reply(code)).Refusal.Error);

    [Fact]
    public void K15_a_success_that_was_not_made_for_this_request_is_none()
    {
        Refused(Catalogue.Kerberos.ServiceUnproven, _service.Reply(0, proofKey: _other));
        Refused(Catalogue.Kerberos.ServiceUnproven, _service.Reply(0, time: Now.AddSeconds(-1)));
        Refused(Catalogue.Kerberos.ProtectedMessageForged, _service.Reply(0, messageKey: _other));
        Refused(Catalogue.Kerberos.ProtectedMessageForged, _service.Reply(0, number: PasswordService.Number + 1));
        Refused(Catalogue.Kerberos.ProtectedMessageForged, _service.Reply(0, number: null, announced: null));
    }

    [Fact]
    public void K15_our_own_message_sent_back_is_no_answer()
    {
        Refused(Catalogue.Kerberos.ProtectedMessageForged, _service.ReplyWith(_service.Message.Span));
        Refused(Catalogue.Kerberos.ProtectedMessageForged, _service.ReplyWith(_service.Message.Span, _service.Authenticator.SequenceNumber!.Value));
    }

    [Fact]
    public void K15_an_error_that_nobody_protects_never_means_success()
    {
        Refused(Catalogue.Kerberos.ServiceUnproven, PasswordService.Error(0, "done"));
        Refused(Catalogue.Kerberos.PasswordChangeRefused, PasswordService.Error(3, "no"));
        Refused(Catalogue.Kerberos.PasswordChangeRefused, new KrbError(DateTimeOffset.UnixEpoch, 37, "TEST", null, null, null).Encode());
    }

    [Fact]
    public void K15_damaged_answers_are_refused_and_nothing_throws()
    {
        var good = _service.Reply(0, "fine"u8.ToArray());
        foreach (var bad in Mutations.Of(good))
            _ = _conversation.Read(bad);
        Assert.All(Mutations.Of(PasswordService.Error(0, "done")), bad => Assert.False(_conversation.Read(bad).Succeeded));
    }

    private void Refused(KeywayError error, byte[] reply) => Assert.Equal(error, _conversation.Read(reply).Refusal.Error);
}
