using System.Formats.Asn1;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>The control that asks for what changed since a cookie ([MS-ADTS] 3.1.1.3.4.1.3).</summary>
internal static class DirSyncControl
{
    public const string Oid = "1.2.840.113556.1.4.841";

    // LDAP_DIRSYNC_INCREMENTAL_VALUES: of a group with many members only those that came or went.
    private const int IncrementalValues = unchecked((int)0x8000_0000);
    private const int ObjectSecurity = 1;

    // Windows takes a smaller limit for this one. Samba sends everything at once, whatever is asked.
    private const int MaximumBytes = 1 << 20;

    // The vector in it has 24 bytes for each domain controller that the domain ever had.
    private const int MaximumCookie = 1 << 20;

    public static LdapControl Request(bool objectSecurity, ReadOnlySpan<byte> cookie)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(objectSecurity ? IncrementalValues | ObjectSecurity : IncrementalValues);
            writer.WriteInteger(MaximumBytes);
            writer.WriteOctetString(cookie);
        }

        return new LdapControl(Oid, true, writer.Encode());
    }

    /// <summary>The cookie that the answer ends with, and whether there is more behind it.</summary>
    public static Result<(bool More, byte[] Cookie)> Read(IReadOnlyList<LdapControl> controls)
    {
        try
        {
            if (controls.FirstOrDefault(control => control.Oid == Oid)?.Value is { } value)
            {
                var sequence = new AsnReader(value, AsnEncodingRules.BER).ReadSequence();
                var more = !sequence.ReadInteger().IsZero;
                _ = sequence.ReadInteger();
                var cookie = sequence.ReadOctetString();
                if (cookie.Length is > 0 and <= MaximumCookie)
                    return (more, cookie);
            }
        }
        catch (AsnContentException)
        {
            // Told below, as the answer without the control.
        }

        return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the domain controller does not tell from where the changes go on");
    }
}
