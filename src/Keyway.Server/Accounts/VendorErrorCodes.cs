using Keyway.Errors;

namespace Keyway.Server.Accounts;

/// <summary>The vendor's number for a refused account (AADSTSnnnnn), which existing clients show and react to.</summary>
internal static class VendorErrorCodes
{
    /// <summary>The number for an error of <see cref="Catalogue.Accounts"/>, or null when the vendor has none.</summary>
    public static int? Of(KeywayError error) => error.Number switch
    {
        2050 => 50034,
        // The vendor has no number for an expired account; its clients treat it as they treat a disabled one.
        2051 or 2052 => 50057,
        2053 => 50055,
        _ => null,
    };
}
