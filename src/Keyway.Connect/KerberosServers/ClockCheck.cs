using System.Globalization;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>Whether the clocks of this computer, the domain controller and the identity server agree: Kerberos and publications end at 5 minutes.</summary>
internal static class ClockCheck
{
    /// <summary>What Kerberos tolerates by default (RFC 4120 1.6).</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Null when they agree; else <c>KW4041</c> with the clock that is off.</summary>
    /// <param name="domainController">Its time less this computer's; null when it did not say.</param>
    /// <param name="identityServer">Its time less this computer's; null when it did not say.</param>
    public static Refusal? Of(TimeSpan? domainController, TimeSpan? identityServer)
    {
        var (domainOff, serverOff) = (IsOff(domainController), IsOff(identityServer));

        // Two that agree against the third: the third is wrong.
        if (domainOff && serverOff && !IsOff(domainController - identityServer))
            return Skewed("this computer's clock", -domainController!.Value);
        if (domainOff)
            return Skewed("the domain controller's clock", domainController!.Value);
        return serverOff ? Skewed("the identity server's clock", identityServer!.Value) : null;
    }

    /// <summary>Such as <c>2 s ahead</c>.</summary>
    public static string Words(TimeSpan offset)
    {
        var seconds = (long)Math.Round(Math.Abs(offset.TotalSeconds));
        var size = seconds < 120 ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s") : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min");
        return seconds == 0 ? "in step" : size + (offset < TimeSpan.Zero ? " behind" : " ahead");
    }

    private static bool IsOff(TimeSpan? offset) => offset is { } known && known.Duration() > Tolerance;

    private static Refusal Skewed(string whose, TimeSpan offset) => new(Catalogue.Connect.ClockSkewed, $"{whose} is {Words(offset)}");
}
