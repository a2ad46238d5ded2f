using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Keyway.Errors;

namespace Keyway.Kerberos.PasswordChange;

/// <summary>What the service says of a change: a number and a text (RFC 3244 2).</summary>
internal static class PasswordChangeResult
{
    private const int Success = 0;
    private const int SoftError = 4;
    private const int LongestText = 250;

    private static readonly string[] Meanings =
    [
        "success", "the request is malformed", "the service failed", "the proof of identity was not taken", "the new password was not taken", "the account may not change its password",
        "the service has another version", "the ticket was not got by the password",
    ];

    /// <summary>Reads a result.</summary>
    /// <param name="data">Two bytes and the text.</param>
    /// <param name="proven">Whether it came under the protection of the exchange; without it nothing succeeded.</param>
    public static Result<bool> Read(ReadOnlySpan<byte> data, bool proven)
    {
        if (data.Length < 2)
            return new Refusal(Catalogue.Kerberos.MessageMalformed, "the result of the password change");
        var code = BinaryPrimitives.ReadUInt16BigEndian(data);
        if (code == Success)
            return proven ? true : new Refusal(Catalogue.Kerberos.ServiceUnproven, "success without proof");
        var text = Text(data[2..]);
        var meaning = code < Meanings.Length ? Meanings[code] : "unknown";
        return code == SoftError
            ? new Refusal(Catalogue.Kerberos.PasswordNotTaken, text.Length > 0 ? text : meaning)
            : new Refusal(Catalogue.Kerberos.PasswordChangeRefused, string.Create(CultureInfo.InvariantCulture, $"result {code}, {meaning}{(text.Length > 0 ? ": " + text : string.Empty)}"));
    }

    // It is shown to the person: one line, nothing that moves a cursor.
    private static string Text(ReadOnlySpan<byte> data)
    {
        if (PasswordRules.Parse(data) is { } rules)
            return rules.ToString();
        var text = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(data.Length > 4 * LongestText ? data[..(4 * LongestText)] : data).EnumerateRunes())
        {
            if (text.Length >= LongestText)
                break;
            text.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
                UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "?",
                _ => rune.ToString(),
            });
        }

        return text.ToString().Trim();
    }
}
