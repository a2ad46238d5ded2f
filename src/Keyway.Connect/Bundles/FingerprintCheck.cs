using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary>Whether a publication key is the one that an administrator of the identity server vouches for.</summary>
internal static class FingerprintCheck
{
    /// <summary>The refusal, or null.</summary>
    /// <param name="fingerprint">Computed from the key.</param>
    /// <param name="expected">What <c>--fingerprint</c> named, or null: then a person at the terminal confirms it.</param>
    public static Refusal? Of(string fingerprint, string? expected)
    {
        if (expected is not null)
            return string.Equals(expected.Trim(), fingerprint, StringComparison.Ordinal) ? null : new Refusal(Catalogue.Connect.FingerprintDiffers, "the key's is " + fingerprint);
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return new Refusal(Catalogue.Connect.FingerprintUnconfirmed, fingerprint);

        Console.Error.WriteLine("The fingerprint of the publication key is " + fingerprint);
        Console.Error.Write("Does an administrator of the identity server read you the same? Type yes: ");
        return string.Equals(Console.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase) ? null : new Refusal(Catalogue.Connect.FingerprintUnconfirmed, fingerprint);
    }
}
