using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>A distinguished name with the object's GUID and SID, as the extended DN control has them written: <c>&lt;GUID=…&gt;;&lt;SID=…&gt;;CN=…</c> ([MS-ADTS] 3.1.1.3.4.1.5).</summary>
internal sealed record ExtendedName(string Dn, SecurityIdentifier? Sid, Guid? ObjectGuid = null)
{
    private const string SidMark = "<SID=";
    private const string GuidMark = "<GUID=";

    /// <summary>Asks for GUID and SID in string form.</summary>
    public static LdapControl Request { get; } = new("1.2.840.113556.1.4.529", true, [0x30, 0x03, 0x02, 0x01, 0x01]);

    public static Result<ExtendedName> Parse(string text)
    {
        SecurityIdentifier? sid = null;
        Guid? guid = null;
        while (text.StartsWith('<'))
        {
            var end = text.IndexOf(">;", StringComparison.Ordinal);
            if (end < 0)
                return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "an extended distinguished name");
            if (text.StartsWith(SidMark, StringComparison.OrdinalIgnoreCase)
                && !SecurityIdentifier.Parse(text[SidMark.Length..end]).TryGet(out sid, out var refusal))
                return refusal;
            if (text.StartsWith(GuidMark, StringComparison.OrdinalIgnoreCase))
            {
                if (!Guid.TryParseExact(text[GuidMark.Length..end], "D", out var parsed))
                    return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "an extended distinguished name");
                guid = parsed;
            }

            text = text[(end + 2)..];
        }

        return new ExtendedName(text, sid, guid);
    }
}
