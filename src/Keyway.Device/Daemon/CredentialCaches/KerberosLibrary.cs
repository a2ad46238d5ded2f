using System.Runtime.InteropServices;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.CredentialCaches;

/// <summary>
/// MIT's libkrb5, as far as caches go: how it lays tickets out in a keyring is its own affair and written down nowhere, so it does it itself. Runs in the short child that is the user,
/// never in the daemon.
/// </summary>
internal static class KerberosLibrary
{
    private const string Library = "libkrb5.so.3";

    /// <summary>Puts the tickets of a cache file into the keyring of whoever runs this.</summary>
    /// <param name="content">The bytes of a <c>FILE:</c> cache.</param>
    /// <returns>Null, or KW3242.</returns>
    public static Refusal? WriteKeyring(ReadOnlySpan<byte> content)
    {
        // The library reads files; this one is in memory, has no name, and is gone with the process.
        using var file = PosixFiles.InMemory("tickets");
        RandomAccess.Write(file, content, 0);
        return With(context =>
        {
            if (krb5_cc_resolve(context, $"FILE:/proc/self/fd/{file.DangerousGetHandle()}", out var from) is not 0 and var unread)
                return Failure(context, unread, "file");
            if (krb5_cc_get_principal(context, from, out var client) is not 0 and var nobody)
                return Failure(context, nobody, "owner");
            if (krb5_cc_resolve(context, Name, out var to) is not 0 and var unknown)
                return Failure(context, unknown, "keyring");
            if (krb5_cc_initialize(context, to, client) is not 0 and var closed)
                return Failure(context, closed, "keyring");
            return krb5_cc_copy_creds(context, from, to) is not 0 and var torn ? Failure(context, torn, "tickets") : null;
        });
    }

    /// <summary>Destroys the tickets in the keyring of whoever runs this; none is none.</summary>
    /// <returns>Null, or KW3242.</returns>
    public static Refusal? DestroyKeyring() => With(context =>
    {
        if (krb5_cc_resolve(context, Name, out var cache) is not 0 and var unknown)
            return Failure(context, unknown, "keyring");
        const int NoSuchFile = -1765328189; // KRB5_FCC_NOFILE
        return krb5_cc_destroy(context, cache) is not 0 and not NoSuchFile and var stays ? Failure(context, stays, "keyring") : null;
    });

    private static string Name => KeyringCache.NameOf(PosixFiles.EffectiveUserId);

    // Caches and names are not freed one by one: the process ends with them.
    private static Refusal? With(Func<nint, Refusal?> use)
    {
        try
        {
            if (krb5_init_context(out var context) is not 0 and var broken)
                return new Refusal(Catalogue.Daemon.KeyringNotChanged, $"libkrb5: {broken}");
            try
            {
                return use(context);
            }
            finally
            {
                krb5_free_context(context);
            }
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return new Refusal(Catalogue.Daemon.KeyringNotChanged, $"{Library} is missing");
        }
    }

    private static Refusal Failure(nint context, int code, string what)
    {
        var text = krb5_get_error_message(context, code);
        return new Refusal(Catalogue.Daemon.KeyringNotChanged, $"{what}: {Marshal.PtrToStringUTF8(text)}");
    }

    [DllImport(Library)]
    private static extern int krb5_init_context(out nint context);

    [DllImport(Library)]
    private static extern void krb5_free_context(nint context);

    [DllImport(Library)]
    private static extern int krb5_cc_resolve(nint context, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, out nint cache);

    [DllImport(Library)]
    private static extern int krb5_cc_get_principal(nint context, nint cache, out nint principal);

    [DllImport(Library)]
    private static extern int krb5_cc_initialize(nint context, nint cache, nint principal);

    [DllImport(Library)]
    private static extern int krb5_cc_copy_creds(nint context, nint from, nint to);

    [DllImport(Library)]
    private static extern int krb5_cc_destroy(nint context, nint cache);

    [DllImport(Library)]
    private static extern nint krb5_get_error_message(nint context, int code);
}
