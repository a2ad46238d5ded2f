using System.Formats.Asn1;
using System.Numerics;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>The control that cuts a search into pages (RFC 2696).</summary>
internal static class PageCookie
{
    public const string Oid = "1.2.840.113556.1.4.319";

    public static LdapControl Request(int size, ReadOnlySpan<byte> cookie)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(size);
            writer.WriteOctetString(cookie);
        }

        return new LdapControl(Oid, true, writer.Encode());
    }

    /// <summary>The cookie for the next page; empty after the last one or when the server sent none; null when it is malformed.</summary>
    public static byte[]? Next(IReadOnlyList<LdapControl> controls)
    {
        if (controls.FirstOrDefault(control => control.Oid == Oid)?.Value is not { } value)
            return [];

        try
        {
            var sequence = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
            BigInteger _ = sequence.ReadInteger();
            return sequence.ReadOctetString();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
