using System.Collections.Frozen;
using System.Globalization;
using Keyway.Errors;
using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.Exchange;

/// <summary>What a KDC's error means to a person: KRB-ERROR code N is the numbered error 1300 + N.</summary>
public static class KdcRefusal
{
    private const int FirstNumber = 1300;
    private const int LastProtocolNumber = 1393;

    private static readonly FrozenDictionary<int, KeywayError> ByCode = Catalogue.All
        .Where(entry => entry.Area == nameof(Catalogue.Kdc) && entry.Error.Number <= LastProtocolNumber)
        .ToFrozenDictionary(entry => entry.Error.Number - FirstNumber, entry => entry.Error);

    /// <summary>The refusal with the code, the KDC's own text and its NTSTATUS for the log.</summary>
    public static Refusal From(KrbError error) => From(error, error.WindowsStatus);

    /// <summary>The same where the NTSTATUS stands beside the error.</summary>
    internal static Refusal From(KrbError error, uint? windowsStatus)
    {
        var detail = string.Create(CultureInfo.InvariantCulture, $"KRB-ERROR {error.Code}");
        if (windowsStatus is { } status)
            detail += string.Create(CultureInfo.InvariantCulture, $", NTSTATUS 0x{status:X8}");
        if (!string.IsNullOrEmpty(error.Text))
            detail += $", \"{Printable(error.Text)}\"";
        if (error.Code == (int)KdcErrorCode.Skew)
            detail += string.Create(CultureInfo.InvariantCulture, $", its time is {error.ServerTime:u}");
        return new Refusal(ByCode.GetValueOrDefault(error.Code, Catalogue.Kdc.Other), detail);
    }

    // Anyone on the network can write this text, and it goes to logs.
    private static string Printable(string text) =>
        new([.. text.Take(200).Select(character => char.IsControl(character) ? '?' : character)]);
}
