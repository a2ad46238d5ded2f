using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.KeySettings;

/// <summary>Which of the fingers on a key is meant.</summary>
internal static class FingerprintChoice
{
    /// <summary>The id as it is shown and typed: hexadecimal.</summary>
    public static string Id(FingerprintOnKey fingerprint) => Convert.ToHexStringLower(fingerprint.Id.Span);

    /// <summary>The one of this id or, when there is none, of this name.</summary>
    /// <returns>The finger, KW3048 when there is none, or KW3053 when there are several.</returns>
    public static Result<FingerprintOnKey> Find(IReadOnlyList<FingerprintOnKey> all, string idOrName)
    {
        if (all.FirstOrDefault(fingerprint => Id(fingerprint).Equals(idOrName, StringComparison.OrdinalIgnoreCase)) is { } byId)
            return byId;
        var named = all.Where(fingerprint => fingerprint.Name == idOrName).ToArray();
        return named switch
        {
            [var one] => one,
            [] => Catalogue.SecurityKeys.FingerprintUnknown,
            _ => Catalogue.SecurityKeys.FingerprintAmbiguous,
        };
    }

    /// <summary>A name for the next finger of whoever has none in mind: "finger 1", or the first number that is free.</summary>
    public static string FreeName(IReadOnlyList<FingerprintOnKey> all) =>
        Enumerable.Range(1, all.Count + 1).Select(number => $"finger {number}").First(name => all.All(fingerprint => fingerprint.Name != name));
}
