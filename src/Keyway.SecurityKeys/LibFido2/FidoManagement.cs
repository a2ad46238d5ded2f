using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>The functions of libfido2 that change the settings of a key, list and remove its credentials, and reset it. A PIN is UTF-8 with a zero byte.</summary>
internal static partial class Fido
{
    [LibraryImport(Library, EntryPoint = "fido_dev_reset")]
    public static partial FidoStatus Reset(FidoDeviceHandle device);

    [LibraryImport(Library, EntryPoint = "fido_dev_set_pin_minlen")]
    public static partial FidoStatus SetMinimumPinLength(FidoDeviceHandle device, nuint length, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_dev_force_pin_change")]
    public static partial FidoStatus ForcePinChange(FidoDeviceHandle device, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_credman_rp_new")]
    public static partial nint NewParties();

    [LibraryImport(Library, EntryPoint = "fido_credman_rp_free")]
    public static partial void FreeParties(ref nint parties);

    [LibraryImport(Library, EntryPoint = "fido_credman_get_dev_rp")]
    public static partial FidoStatus GetParties(FidoDeviceHandle device, nint parties, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_credman_rp_count")]
    public static partial nuint PartyCount(nint parties);

    [LibraryImport(Library, EntryPoint = "fido_credman_rp_id")]
    public static partial nint PartyId(nint parties, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_credman_rk_new")]
    public static partial nint NewCredentials();

    [LibraryImport(Library, EntryPoint = "fido_credman_rk_free")]
    public static partial void FreeCredentials(ref nint credentials);

    [LibraryImport(Library, EntryPoint = "fido_credman_get_dev_rk", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus GetCredentials(FidoDeviceHandle device, string relyingPartyId, nint credentials, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_credman_rk_count")]
    public static partial nuint CredentialCount(nint credentials);

    /// <summary>A <c>fido_cred_t</c> that belongs to the list.</summary>
    [LibraryImport(Library, EntryPoint = "fido_credman_rk")]
    public static partial nint ListedCredential(nint credentials, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_credman_del_dev_rk")]
    public static partial FidoStatus RemoveCredential(FidoDeviceHandle device, ReadOnlySpan<byte> id, nuint length, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_cred_id_ptr")]
    public static partial nint ListedId(nint credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_id_len")]
    public static partial nuint ListedIdLength(nint credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_user_name")]
    public static partial nint ListedUserName(nint credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_display_name")]
    public static partial nint ListedDisplayName(nint credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_prot")]
    public static partial int ListedProtection(nint credential);
}
