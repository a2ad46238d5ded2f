using System.Runtime.InteropServices;
using Keyway.Errors;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>Asks a key what it is, and how many PINs may still be wrong.</summary>
internal static class FidoInfoReader
{
    /// <param name="limit">How long it may take in all.</param>
    /// <returns>What it says, or a refusal: KW3004 when that is over.</returns>
    public static Result<SecurityKeyInfo> Read(FidoDeviceHandle device, TimeSpan limit)
    {
        using var watch = new OperationLimit(device, limit, CancellationToken.None);
        Result<SecurityKeyInfo> info = Ask(device);
        return info.Succeeded || watch.Reason is null ? info : Catalogue.SecurityKeys.KeyLost;
    }

    private static Result<SecurityKeyInfo> Ask(FidoDeviceHandle device)
    {
        using FidoInfoHandle info = Fido.NewInfo();
        FidoStatus status = Fido.GetInfo(device, info);
        if (status != FidoStatus.Ok) return FidoRefusals.From(status);
        Dictionary<string, bool> options = Options(info);
        bool pinSet = options.TryGetValue("clientPin", out bool set) && set;
        int? retries = null;
        if (pinSet)
        {
            status = Fido.GetPinRetries(device, out int count);
            if (status != FidoStatus.Ok) return FidoRefusals.From(status);
            retries = count;
        }

        byte[] aaguid = NativeCopy.Bytes(Fido.InfoAaguid(info), 16);
        long remaining = Fido.InfoRemainingCredentials(info);
        return new SecurityKeyInfo(
            aaguid.Length == 16 ? new Guid(aaguid, bigEndian: true) : Guid.Empty,
            NativeCopy.Texts(Fido.InfoVersions(info), Fido.InfoVersionCount(info)),
            NativeCopy.Texts(Fido.InfoExtensions(info), Fido.InfoExtensionCount(info)),
            options,
            [.. NativeCopy.Bytes(Fido.InfoPinProtocols(info), Fido.InfoPinProtocolCount(info)).Select(number => (int)number)],
            pinSet,
            retries,
            (int)Math.Clamp(Fido.InfoMinimumPinLength(info), 4UL, 63UL),
            Fido.InfoPinChangeRequired(info),
            remaining < 0 ? null : remaining,
            options.GetValueOrDefault("uv") && Fido.GetUvRetries(device, out int fingers) == FidoStatus.Ok ? fingers : null);
    }

    private static Dictionary<string, bool> Options(FidoInfoHandle info)
    {
        string[] names = NativeCopy.Texts(Fido.InfoOptionNames(info), Fido.InfoOptionCount(info));
        nint values = Fido.InfoOptionValues(info);
        Dictionary<string, bool> options = new(StringComparer.Ordinal);

        // A key that names an option twice keeps the first, as its other hosts do.
        for (int index = 0; index < names.Length; index++) options.TryAdd(names[index], Marshal.ReadByte(values, index) != 0);
        return options;
    }
}
