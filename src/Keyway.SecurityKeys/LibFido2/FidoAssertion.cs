using System.Runtime.InteropServices;

namespace Keyway.SecurityKeys.LibFido2;

/// <summary>The functions of libfido2 that get assertions.</summary>
internal static partial class Fido
{
    [LibraryImport(Library, EntryPoint = "fido_assert_new")]
    public static partial FidoAssertionHandle NewAssertion();

    [LibraryImport(Library, EntryPoint = "fido_assert_free")]
    public static partial void FreeAssertion(ref nint assertion);

    [LibraryImport(Library, EntryPoint = "fido_assert_set_rp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FidoStatus SetRelyingParty(FidoAssertionHandle assertion, string id);

    [LibraryImport(Library, EntryPoint = "fido_assert_set_clientdata_hash")]
    public static partial FidoStatus SetClientDataHash(FidoAssertionHandle assertion, ReadOnlySpan<byte> hash, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_assert_allow_cred")]
    public static partial FidoStatus Allow(FidoAssertionHandle assertion, ReadOnlySpan<byte> id, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_assert_set_uv")]
    public static partial FidoStatus SetUserVerification(FidoAssertionHandle assertion, FidoOption option);

    [LibraryImport(Library, EntryPoint = "fido_assert_set_extensions")]
    public static partial FidoStatus SetExtensions(FidoAssertionHandle assertion, FidoExtensions extensions);

    [LibraryImport(Library, EntryPoint = "fido_assert_set_hmac_salt")]
    public static partial FidoStatus SetHmacSalt(FidoAssertionHandle assertion, ReadOnlySpan<byte> salt, nuint length);

    [LibraryImport(Library, EntryPoint = "fido_dev_get_assert")]
    public static partial FidoStatus GetAssertions(FidoDeviceHandle device, FidoAssertionHandle assertion, nint pin);

    [LibraryImport(Library, EntryPoint = "fido_assert_count")]
    public static partial nuint AssertionCount(FidoAssertionHandle assertion);

    [LibraryImport(Library, EntryPoint = "fido_assert_id_ptr")]
    public static partial nint CredentialId(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_id_len")]
    public static partial nuint CredentialIdLength(FidoAssertionHandle assertion, nuint index);

    /// <summary>The authenticator data as a CBOR byte string.</summary>
    [LibraryImport(Library, EntryPoint = "fido_assert_authdata_ptr")]
    public static partial nint AuthenticatorData(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_authdata_len")]
    public static partial nuint AuthenticatorDataLength(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_sig_ptr")]
    public static partial nint Signature(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_sig_len")]
    public static partial nuint SignatureLength(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_user_id_ptr")]
    public static partial nint UserId(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_user_id_len")]
    public static partial nuint UserIdLength(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_user_name")]
    public static partial nint UserName(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_user_display_name")]
    public static partial nint UserDisplayName(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_hmac_secret_ptr")]
    public static partial nint HmacSecret(FidoAssertionHandle assertion, nuint index);

    [LibraryImport(Library, EntryPoint = "fido_assert_hmac_secret_len")]
    public static partial nuint HmacSecretLength(FidoAssertionHandle assertion, nuint index);
}
