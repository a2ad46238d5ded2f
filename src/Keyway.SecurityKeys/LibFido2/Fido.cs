using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>The functions of libfido2 (1.12 or newer): the library, its devices and what they say of themselves.</summary>
internal static partial class Fido
{
    internal const string Library = "libfido2.so.1";

    /// <summary>Flag of <see cref="Initialise"/>: a FIDO2 key that fails is not tried as a U2F key.</summary>
    public const int NoU2fFallback = 0x02;

    [LibraryImport(Library, EntryPoint = "fido_init")]
    public static partial void Initialise(int flags);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_new")]
    public static partial nint NewList(nuint capacity);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_free")]
    public static partial void FreeList(ref nint list, nuint capacity);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_manifest")]
    public static partial FidoStatus FillList(nint list, nuint capacity, out nuint count);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_ptr")]
    public static partial nint ListEntry(nint list, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_path")]
    public static partial nint EntryPath(nint entry);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_manufacturer_string")]
    public static partial nint EntryManufacturer(nint entry);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_product_string")]
    public static partial nint EntryProduct(nint entry);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_vendor")]
    public static partial short EntryVendor(nint entry);

    [LibraryImport(Library, EntryPoint = "fido_dev_info_product")]
    public static partial short EntryProductId(nint entry);

    [LibraryImport(Library, EntryPoint = "fido_dev_new")]
    public static partial FidoDeviceHandle NewDevice();

    [LibraryImport(Library, EntryPoint = "fido_dev_free")]
    public static partial void FreeDevice(ref nint device);

    [LibraryImport(Library, EntryPoint = "fido_dev_set_io_functions")]
    public static partial FidoStatus SetTransport(FidoDeviceHandle device, in FidoTransport transport);

    [LibraryImport(Library, EntryPoint = "fido_dev_set_transport_functions")]
    public static partial FidoStatus SetMessageTransport(FidoDeviceHandle device, in FidoMessageTransport transport);

    [LibraryImport(Library, EntryPoint = "fido_dev_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus OpenDevice(FidoDeviceHandle device, string path);

    [LibraryImport(Library, EntryPoint = "fido_dev_close")]
    public static partial FidoStatus CloseDevice(nint device);

    [LibraryImport(Library, EntryPoint = "fido_dev_set_timeout")]
    public static partial FidoStatus SetTimeout(FidoDeviceHandle device, int milliseconds);

    [LibraryImport(Library, EntryPoint = "fido_dev_cancel")]
    public static partial FidoStatus Cancel(FidoDeviceHandle device);

    [LibraryImport(Library, EntryPoint = "fido_dev_is_fido2")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool IsFido2(FidoDeviceHandle device);

    [LibraryImport(Library, EntryPoint = "fido_dev_get_retry_count")]
    public static partial FidoStatus GetPinRetries(FidoDeviceHandle device, out int retries);

    /// <summary>Sets or, with a current PIN, changes the PIN; both are UTF-8 and end with a zero byte.</summary>
    [LibraryImport(Library, EntryPoint = "fido_dev_set_pin")]
    public static partial FidoStatus SetPin(FidoDeviceHandle device, nint newPin, nint currentPin);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_new")]
    public static partial FidoInfoHandle NewInfo();

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_free")]
    public static partial void FreeInfo(ref nint info);

    [LibraryImport(Library, EntryPoint = "fido_dev_get_cbor_info")]
    public static partial FidoStatus GetInfo(FidoDeviceHandle device, FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_aaguid_ptr")]
    public static partial nint InfoAaguid(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_versions_ptr")]
    public static partial nint InfoVersions(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_versions_len")]
    public static partial nuint InfoVersionCount(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_extensions_ptr")]
    public static partial nint InfoExtensions(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_extensions_len")]
    public static partial nuint InfoExtensionCount(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_options_name_ptr")]
    public static partial nint InfoOptionNames(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_options_value_ptr")]
    public static partial nint InfoOptionValues(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_options_len")]
    public static partial nuint InfoOptionCount(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_protocols_ptr")]
    public static partial nint InfoPinProtocols(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_protocols_len")]
    public static partial nuint InfoPinProtocolCount(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_minpinlen")]
    public static partial ulong InfoMinimumPinLength(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_new_pin_required")]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool InfoPinChangeRequired(FidoInfoHandle info);

    [LibraryImport(Library, EntryPoint = "fido_cbor_info_rk_remaining")]
    public static partial long InfoRemainingCredentials(FidoInfoHandle info);
}
