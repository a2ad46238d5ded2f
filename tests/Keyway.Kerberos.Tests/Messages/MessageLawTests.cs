using FsCheck;
using FsCheck.Fluent;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Tests.Messages;

/// <summary>What we write we read, whatever it is.</summary>
public sealed class MessageLawTests
{
    private static readonly Gen<string> Names =
        from characters in Gen.NonEmptyListOf(Gen.Elements([.. "abcXYZ09$.-äß田/@ "]))
        select new string([.. characters.Take(300)]);

    private static readonly Gen<PrincipalName> Principals =
        from type in Gen.Choose(-5, 10)
        from components in Gen.NonEmptyListOf(Names)
        select new PrincipalName((PrincipalNameType)type, [.. components.Take(5)]);

    private static readonly Gen<DateTimeOffset> Times =
        from seconds in Gen.Choose(0, int.MaxValue)
        select DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static readonly Gen<byte[]> Bytes = ArbMap.Default.GeneratorFor<byte[]>();

    private static readonly Gen<KerberosKey> Keys =
        from type in Gen.Elements(EncryptionType.Aes256CtsHmacSha1, EncryptionType.Aes128CtsHmacSha1, EncryptionType.Rc4Hmac)
        select KerberosKey.Random(type);

    private static readonly Gen<EncryptedData> Ciphers =
        from type in Gen.Choose(-200, 200)
        from version in Gen.Elements<uint?>(null, 0, 1, 127, 128, 65536, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
        from bytes in Bytes
        select new EncryptedData(type, version, bytes);

    private static readonly Gen<Ticket> Tickets =
        from realm in Names
        from server in Principals
        from cipher in Ciphers
        select new Ticket(realm, server, cipher);

    private static readonly Gen<List<PaData>> PaDatas =
        Gen.ListOf(from type in Gen.Choose(-10, 300) from value in Bytes select new PaData((PaDataType)type, value)).Select(list => list.Take(20).ToList());

    [Fact]
    public void Tickets_come_back() => Holds(Tickets, ticket => ticket.Encode(), bytes => Ticket.Parse(bytes).Value.Encode());

    [Fact]
    public void Replies_come_back() => Holds(
        from type in Gen.Elements(MessageType.AsRep, MessageType.TgsRep)
        from data in PaDatas
        from realm in Names
        from client in Principals
        from ticket in Tickets
        from cipher in Ciphers
        select new KdcReply(type, data, realm, client, ticket, cipher),
        reply => reply.Encode(),
        bytes => KdcReply.Parse(bytes).Value.Encode());

    [Fact]
    public void Protected_parts_of_replies_come_back() => Holds(
        from type in Gen.Elements(MessageType.AsRep, MessageType.TgsRep)
        from key in Keys
        from nonce in Gen.Choose(int.MinValue, int.MaxValue)
        from flags in Gen.Choose(int.MinValue, int.MaxValue)
        from times in Gen.ArrayOf(Times, 3)
        from optional in Gen.ArrayOf(Gen.Elements(true, false), 3)
        from realm in Names
        from server in Principals
        from data in PaDatas
        select new EncKdcReplyPart(
            type, key, times[0], unchecked((uint)nonce), optional[0] ? times[1] : null, (TicketFlags)unchecked((uint)flags), times[1],
            optional[1] ? times[2] : null, times[2], optional[2] ? times[0] : null, realm, server, data),
        part => part.Encode(),
        bytes => EncKdcReplyPart.Parse(bytes).Value.Encode());

    [Fact]
    public void Requests_come_back() => Holds(
        from type in Gen.Elements(MessageType.AsReq, MessageType.TgsReq)
        from data in PaDatas
        from client in Principals
        from server in Principals
        from named in Gen.Elements(true, false)
        from realm in Names
        from till in Times
        from nonce in Gen.Choose(int.MinValue, int.MaxValue)
        from types in Gen.ListOf(Gen.Choose(-200, 200))
        select new KdcRequest(type, data, new KdcRequestBody(
            KdcOptions.Forwardable, named ? client : null, realm, named ? null : server, till, named ? till : null, unchecked((uint)nonce), [.. types.Take(20)])),
        request => request.Encode(),
        bytes => KdcRequest.Parse(bytes).Value.Encode());

    [Fact]
    public void Authenticators_come_back() => Holds(
        from realm in Names
        from client in Principals
        from checksum in Bytes
        from time in Times
        from microseconds in Gen.Choose(0, 999_999)
        from key in Keys
        from optional in Gen.Elements(true, false)
        select new Authenticator(realm, client, optional ? 16 : null, optional ? checksum : null, time.AddMicroseconds(microseconds), optional ? key : null) { SequenceNumber = optional ? (uint)microseconds * 4000 : null },
        authenticator => authenticator.Encode(),
        bytes => Authenticator.Parse(bytes).Value.Encode());

    [Fact]
    public void Answers_of_services_come_back() => Holds(
        from cipher in Bytes
        select new ApRep(new EncryptedData(18, null, cipher)),
        answer => answer.Encode(),
        bytes => ApRep.Parse(bytes).Value.Encode());

    [Fact]
    public void Proofs_of_services_come_back() => Holds(
        from time in Times
        from microseconds in Gen.Choose(0, 999_999)
        from key in Keys
        from optional in Gen.Elements(true, false)
        select new EncApRepPart(time.AddMicroseconds(microseconds), optional ? key : null, optional ? (uint)microseconds * 4000 : null),
        part => part.Encode(),
        bytes => EncApRepPart.Parse(bytes).Value.Encode());

    [Fact]
    public void Errors_come_back() => Holds(
        from time in Times
        from code in Gen.Choose(0, 100)
        from realm in Names
        from server in Principals
        from text in Names
        from data in Bytes
        from optional in Gen.Elements(true, false)
        select new KrbError(time, code, realm, optional ? server : null, optional ? text : null, optional ? data : null),
        error => error.Encode(),
        bytes => KrbError.Parse(bytes).Value.Encode());

    private static void Holds<T>(Gen<T> values, Func<T, byte[]> encode, Func<byte[], byte[]> again) =>
        Prop.ForAll(values.ToArbitrary(), value => encode(value).AsSpan().SequenceEqual(again(encode(value)))).QuickCheckThrowOnFailure();
}
