using System.Runtime.InteropServices;
using Keyway.ActiveDirectory.GroupPolicy.Native;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.GroupPolicy;

/// <summary>
/// Reads files of a domain's SYSVOL by libsmbclient, with the ticket in the process's credential cache (KRB5CCNAME) and no password. The library lives in the process's environment and is
/// not for several threads: one instance in a process that does nothing else and ends soon.
/// </summary>
public sealed unsafe class SysvolFiles : IDisposable
{
    private const int NotThere = 2;
    private const int NotAllowed = 13;
    private const int NotPermitted = 1;
    private const int TimeLimit = 10_000;
    private const int Chunk = 64 << 10;

    private readonly nint _context;
    private readonly string _host;

    private SysvolFiles(nint context, string host) => (_context, _host) = (context, host);

    /// <summary>Makes the library ready; <c>KW3293</c> when it is not installed.</summary>
    /// <param name="host">Host name of the domain controller, as its tickets name it.</param>
    /// <param name="settings">An smb.conf(5). The library would read the administrator's otherwise, and that of whoever's home this is; it does not mind SMB_CONF_PATH.</param>
    public static Result<SysvolFiles> Open(string host, string settings)
    {
        try
        {
            var context = LibSmbClient.smbc_new_context();
            if (context == 0)
                return new Refusal(Catalogue.Policies.ReaderBroken, "libsmbclient gives no context");
            LibSmbClient.smbc_setDebug(context, 0);
            LibSmbClient.smbc_setTimeout(context, TimeLimit);
            LibSmbClient.smbc_setOptionUseKerberos(context, 1);
            LibSmbClient.smbc_setOptionFallbackAfterKerberos(context, 0);
            LibSmbClient.smbc_setOptionNoAutoAnonymousLogin(context, 1);
            LibSmbClient.smbc_setFunctionAuthDataWithContext(context, &NameSomebody);
            if (LibSmbClient.smbc_init_context(context) == 0 || LibSmbClient.smbc_setConfiguration(context, settings) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                _ = LibSmbClient.smbc_free_context(context, 1);
                return new Refusal(Catalogue.Policies.ReaderBroken, $"libsmbclient: errno {error}");
            }

            LibSmbClient.smbc_set_context(context);
            return new SysvolFiles(context, host);
        }
        catch (Exception failure) when (failure is DllNotFoundException or EntryPointNotFoundException)
        {
            return new Refusal(Catalogue.Policies.LibraryMissing, failure.Message);
        }
    }

    /// <summary>One file, whole.</summary>
    /// <param name="path">Relative to the share, with slashes.</param>
    /// <param name="longest">Bytes; a longer one is <c>KW3284</c>.</param>
    public Result<byte[]> Read(string path, int longest)
    {
        // Braces and all else that is not plain: the library decodes percent signs.
        var url = $"smb://{_host}/sysvol/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
        var file = LibSmbClient.smbc_open(url, 0, 0);
        if (file < 0)
            return Refuse(path);
        try
        {
            using var content = new MemoryStream();
            var buffer = new byte[Chunk];
            while (true)
            {
                nint read;
                fixed (byte* into = buffer)
                    read = LibSmbClient.smbc_read(file, into, Chunk);
                if (read < 0)
                    return Refuse(path);
                if (read == 0)
                    return content.ToArray();
                content.Write(buffer, 0, (int)read);
                if (content.Length > longest)
                    return new Refusal(Catalogue.Policies.RegistryFileTooLarge, path);
            }
        }
        finally
        {
            _ = LibSmbClient.smbc_close(file);
        }
    }

    public void Dispose() => _ = LibSmbClient.smbc_free_context(_context, 1);

    private Refusal Refuse(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return new Refusal(
            error switch
            {
                NotThere => Catalogue.Policies.RegistryFileChanging,
                NotAllowed or NotPermitted => Catalogue.Policies.SysvolRefused,
                _ => Catalogue.Policies.SysvolUnreachable,
            },
            $"{_host}: {path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    // With an empty name the library goes anonymous and never tries the ticket; which name it is does not matter, the ticket says who we are.
    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void NameSomebody(nint context, byte* server, byte* share, byte* workgroup, int workgroupLength, byte* user, int userLength, byte* password, int passwordLength)
    {
        if (userLength < 2 || passwordLength < 1)
            return;
        user[0] = (byte)'x';
        user[1] = 0;
        password[0] = 0;
    }
}
