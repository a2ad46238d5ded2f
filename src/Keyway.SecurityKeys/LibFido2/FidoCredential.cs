using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>The functions of libfido2 that make a credential.</summary>
internal static partial class Fido
{
    [LibraryImport(Library, EntryPoint = "fido_cred_new")]
    public static partial FidoCredentialHandle NewCredential();

    [LibraryImport(Library, EntryPoint = "fido_cred_free")]
    public static partial void FreeCredential(ref nint credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_type")]
    public static partial FidoStatus SetAlgorithm(FidoCredentialHandle credential, int coseAlgorithm);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_clientdata_hash")]
    public static partial FidoStatus SetClientDataHash(FidoCredentialHandle credential, ReadOnlySpan<byte> hash, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_rp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus SetRelyingParty(FidoCredentialHandle credential, string id, string name);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_user", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus SetUser(FidoCredentialHandle credential, ReadOnlySpan<byte> id, nuint length, string name, string displayName, string? icon);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_rk")]
    public static partial FidoStatus SetResident(FidoCredentialHandle credential, FidoOption option);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_uv")]
    public static partial FidoStatus SetUserVerification(FidoCredentialHandle credential, FidoOption option);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_extensions")]
    public static partial FidoStatus SetExtensions(FidoCredentialHandle credential, FidoExtensions extensions);

    [LibraryImport(Library, EntryPoint = "fido_cred_set_prot")]
    public static partial FidoStatus SetProtection(FidoCredentialHandle credential, int level);

    [LibraryImport(Library, EntryPoint = "fido_cred_exclude")]
    public static partial FidoStatus Exclude(FidoCredentialHandle credential, ReadOnlySpan<byte> id, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_dev_make_cred")]
    public static partial FidoStatus MakeCredential(FidoDeviceHandle device, FidoCredentialHandle credential, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_cred_fmt")]
    public static partial nint Format(FidoCredentialHandle credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_authdata_raw_ptr")]
    public static partial nint AuthenticatorData(FidoCredentialHandle credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_authdata_raw_len")]
    public static partial nuint AuthenticatorDataLength(FidoCredentialHandle credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_attstmt_ptr")]
    public static partial nint AttestationStatement(FidoCredentialHandle credential);

    [LibraryImport(Library, EntryPoint = "fido_cred_attstmt_len")]
    public static partial nuint AttestationStatementLength(FidoCredentialHandle credential);
}
