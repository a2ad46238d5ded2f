using Keyway.Errors;
using Keyway.SecurityKeys.LibFido2;
using Keyway.SecurityKeys.Nfc;

namespace Keyway.SecurityKeys;

/// <summary>The keys that are plugged into this computer or lie on its readers.</summary>
public static class SecurityKeyDevices
{
    private const int MostKeys = 64;

    /// <summary>Every USB key, in the order the system names them, then those on readers. Software keys are files and are not listed.</summary>
    /// <param name="cards">What is known of the cards on readers already, for who looks again and again; null asks each anew.</param>
    public static Result<IReadOnlyList<SecurityKeyDescription>> List(CardsOnReaders? cards = null)
    {
        if (!FidoLibrary.IsInstalled) return Catalogue.SecurityKeys.LibraryMissing;
        nint list = Fido.NewList(MostKeys);
        try
        {
            FidoStatus status = Fido.FillList(list, MostKeys, out nuint count);
            if (status != FidoStatus.Ok) return FidoRefusals.From(status);
            List<SecurityKeyDescription> keys = [];
            for (nuint index = 0; index < count; index++) keys.Add(Describe(Fido.ListEntry(list, index)));
            keys.AddRange((cards ?? new CardsOnReaders()).Find());
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
