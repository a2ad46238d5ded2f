using System.Globalization;
using System.Text.RegularExpressions;
using Keyway.ActiveDirectory.Ldap.Native;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>LDAP result codes (RFC 4511 4.1.9) as numbered refusals.</summary>
internal static partial class LdapRefusals
{
    private const int InvalidCredentials = 49;

    /// <summary>Why an operation failed; the detail names the object, the attributes and what the directory said.</summary>
    /// <param name="answer">A failure.</param>
    /// <param name="operation">Such as <c>modify CN=x,DC=y: unicodePwd</c>; never a value.</param>
    public static Refusal For(LdapAnswer answer, string operation) => new(
        answer.Code switch
        {
            50 => Catalogue.ActiveDirectory.InsufficientAccess,
            19 or 21 or 17 or 65 or 66 or 71 => Catalogue.ActiveDirectory.ConstraintViolation,
            53 => Catalogue.ActiveDirectory.UnwillingToPerform,
            10 or 9 => Catalogue.ActiveDirectory.ReferredElsewhere,
            32 => Catalogue.ActiveDirectory.NoSuchObject,
            68 => Catalogue.ActiveDirectory.AlreadyExists,
            8 or 13 => Catalogue.ActiveDirectory.StrongerAuthenticationRequired,
            3 or 4 or 11 or LdapAnswer.TooMuch => answer.Code == 3 ? Catalogue.ActiveDirectory.OperationTimedOut : Catalogue.ActiveDirectory.TooManyEntries,
            LdapAnswer.TimedOut => Catalogue.ActiveDirectory.OperationTimedOut,
            LdapAnswer.ServerDown or LdapAnswer.ConnectError or 51 or 52 => Catalogue.ActiveDirectory.ConnectionLost,
            LdapAnswer.DecodingError => Catalogue.ActiveDirectory.AnswerMalformed,
            _ => Catalogue.ActiveDirectory.DirectoryRefused,
        },
        answer.Code == LdapAnswer.Success ? operation : string.Create(CultureInfo.InvariantCulture, $"{operation}: result {answer.Code}{Said(answer)}"));

    /// <summary>Why a password bind failed; Active Directory puts a Windows error number into the message.</summary>
    public static Refusal ForPassword(LdapAnswer answer, string name) => answer.Code != InvalidCredentials
        ? For(answer, $"sign in as {name}")
        : (DataCode().Match(answer.Text ?? "") is { Success: true } match ? match.Groups[1].Value : "") switch
        {
            "530" => Refused("the logon hours do not allow it"),
            "531" => Refused("the account may not sign in from this computer"),
            "532" => Refused("the password has expired"),
            "533" => Refused("the account is disabled"),
            "701" => Refused("the account has expired"),
            "773" => Refused("the password must be changed"),
            "775" => Refused("the account is locked"),
            _ => new Refusal(Catalogue.ActiveDirectory.InvalidCredentials, name),
        };

    /// <summary>Why a Kerberos bind failed.</summary>
    public static Refusal ForKerberos(LdapAnswer answer, string cache) => answer.Code switch
    {
        LdapAnswer.AuthUnknown when answer.Text?.Contains("mechanism", StringComparison.OrdinalIgnoreCase) == true =>
            new Refusal(Catalogue.ActiveDirectory.LibraryMissing, $"libsasl2-modules-gssapi-mit{Said(answer)}"),
        8 or 13 or 53 => new Refusal(Catalogue.ActiveDirectory.StrongerAuthenticationRequired, $"{cache}{Said(answer)}"),
        LdapAnswer.ServerDown or LdapAnswer.TimedOut => For(answer, "sign in with Kerberos"),
        _ => new Refusal(Catalogue.ActiveDirectory.KerberosBindFailed, $"{cache}{Said(answer)}"),
    };

    private static string Said(LdapAnswer answer) => answer.Text is null ? "" : $", {Printable(answer.Text)}";

    /// <summary>The server's words as they go to a log: one line, of bounded length.</summary>
    public static string Printable(string text) =>
        string.Concat((text.Length > 400 ? text[..400] : text).Select(c => char.IsControl(c) ? ' ' : c));

    private static Refusal Refused(string why) => new(Catalogue.ActiveDirectory.AccountRefused, why);

    [GeneratedRegex(@"\bdata ([0-9a-f]{1,8})\b", RegexOptions.CultureInvariant)]
    private static partial Regex DataCode();
}
