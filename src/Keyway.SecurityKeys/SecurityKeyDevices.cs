using Keyway.Errors;
using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys;

/// <summary>The keys that are plugged into this computer.</summary>
public static class SecurityKeyDevices
{
    private const int MostKeys = 64;

    /// <summary>Every USB key, in the order the system names them. Software keys are files and are not listed.</summary>
    public static Result<IReadOnlyList<SecurityKeyDescription>> List()
    {
        if (!FidoLibrary.IsInstalled) return Catalogue.SecurityKeys.LibraryMissing;
        nint list = Fido.NewList(MostKeys);
        try
        {
            FidoStatus status = Fido.FillList(list, MostKeys, out nuint count);
            if (status != FidoStatus.Ok) return FidoRefusals.From(status);
            List<SecurityKeyDescription> keys = [];
            for (nuint index = 0; index < count; index++) keys.Add(Describe(Fido.ListEntry(list, index)));
            return keys;
        }
        finally
        {
            Fido.FreeList(ref list, MostKeys);
        }
    }

    private static SecurityKeyDescription Describe(nint entry) => new(
        NativeCopy.Text(Fido.EntryPath(entry)),
        NativeCopy.Text(Fido.EntryManufacturer(entry)),
        NativeCopy.Text(Fido.EntryProduct(entry)),
        unchecked((ushort)Fido.EntryVendor(entry)),
        unchecked((ushort)Fido.EntryProductId(entry)));
}
